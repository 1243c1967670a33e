"""Lines that say who reported, wrote and edited an article, mostly below it: "(Reporting by Jane Doe; Editing by John Roe)"."""

import re

_LONGEST = 400
_WORK = r"(?:reporting|writing|editing|graphics|photography|translation|compiled|edited|reported|research)"
_BY = re.compile(
    rf"^\W{{0,3}}(?:(?:additional|further|with|with additional) )?{_WORK}(?:(?:,| and|, and) {_WORK})* by:? (?-i:[A-Z])",
    re.IGNORECASE,
)
_CONTRIBUTED = re.compile(
    r"^\W{0,3}[A-Z][^.!?]{2,160} contributed (?:reporting\b|to (?:this|the) (?:report|article|story)\b)"
)


def is_credits(line: str) -> bool:
    """Whether a line names those who made the article, and is no sentence of it."""
    return len(line) <= _LONGEST and bool(_BY.match(line) or _CONTRIBUTED.match(line))
