"""Which names that nobody knows are funds: those that the article names among who paid, and says nothing else of."""

import re
from collections import defaultdict
from collections.abc import Sequence

from articles.extraction import lexicon
from articles.extraction.findings import Candidate

_WORDS = (
    r"as\s+well\s+as|along\s+with|led\s+by|participation|including|and|plus|the|with|from|by|investors?|backers?|"
    r"existing|new|previous|prior|other|earlier|current|return(?:ing)?|additional|strategic|angel|investment|venture|fund|firms?"
)
_NAME = r"[A-Z0-9][\w&’'-]*+(?:\.\w++)*+"
_LIST = rf"\s*+(?:(?>[,;&]|(?:{_WORDS})\b|{_NAME}|\([^()\n]{{0,40}}\))\s*+)*+"
_LEADS_TO = re.compile(
    r"\b(?i:(?:led|backed|funded|joined)\s+by|participation\s+(?:from|by|of)|"
    r"(?:PE|VC|private\s+equity|venture\s+capital)\s+firms?|\bVCs|"
    r"(?:investors?|backers?)(?:\s+(?:in|to|of)\s+[^.;\n]{1,30}?)?"
    r"(?:\s+(?:are|is|were|include[sd]?|including|such\s+as|like|joining\s+included?))?:?|"
    r"rais(?:e[sd]?|ing)\s+[^.;\n]{1,40}?\sfrom|"
    rf"(?:funding|investment|financing|money|capital|backing|round)\s+from){_LIST}$"
)
"""The words before a name in a list of who paid."""
_PAID = re.compile(
    rf"{_LIST}(?:(?:have|has|had|also|all|both|each|who)\s+)*"
    r"(?:participated|invested|co-?invested|contributed|(?:co-?)?led\s+the|joined\s+the\s+(?:round|deal|financing))\b"
)
_REACH = 220  # characters
_SPOKEN_FOR = frozenset(["firm after", "parts after", "ticker"])
_INVESTING = re.compile(r",\s(?:an?|the)\s[^,.;\n]{0,60}\b(?:invest\w+|venture|fund|VC|capital)\b")
_COMPANY_WORDS = frozenset(
    ["Bank", "Group", "Holding", "Holdings", "Industries", "Media", "Motors", "Technologies", "Telecom"]
)


def investors(text: str, candidates: Sequence[Candidate]) -> set[str]:
    """The names of candidates that stand where a text names who invested, in most of their places."""
    groups = defaultdict[str, list[Candidate]](list)
    for it in candidates:
        groups[it.text].append(it)
    return {
        name
        for name, group in groups.items()
        if _may_be_fund(text, name, group) and _mostly_pays(text, group)
    }


def _may_be_fund(text: str, name: str, group: Sequence[Candidate]) -> bool:
    last = name.rsplit(maxsplit=1)[-1].rstrip(".")
    if last in lexicon.LEGAL_FORMS or last in _COMPANY_WORDS:
        return False
    return all(_SPOKEN_FOR.isdisjoint(it.evidence) or _INVESTING.match(text, it.span.end) for it in group)


def _mostly_pays(text: str, group: Sequence[Candidate]) -> bool:
    paid = sum(_pays(text, it) for it in group)
    return 2 * paid >= len(group)


def _pays(text: str, it: Candidate) -> bool:
    low = max(text.rfind("\n", 0, it.span.start) + 1, it.span.start - _REACH)
    before = text[low : it.span.start]
    stop = before.rfind(". ")
    return bool(_LEADS_TO.search(before, stop + 1) or _PAID.match(text, it.span.end, it.span.end + _REACH))
