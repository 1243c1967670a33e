"""What people are called at work, from `data/titles.toml`."""

import re
import tomllib
from importlib.resources import files

_LISTS: dict[str, list[str]] = tomllib.loads(
    files("articles").joinpath("data", "titles.toml").read_text(encoding="utf-8")
)

HEADS = frozenset(head.casefold() for head in _LISTS["heads"] + _LISTS["initials"])
"""The words that end a title or are one; folded."""


def title_pattern() -> str:
    """A regular expression for a title, or several that are joined."""
    words = {
        name: "|".join(
            re.escape(word).replace(r"\ ", r"\s+") for word in sorted(entries, key=len, reverse=True)
        )
        for name, entries in _LISTS.items()
    }
    head = rf"(?:(?:{words['initials']})|(?i:(?:co-?)?(?:chief\s+[a-z]+(?:\s+[a-z]+)?\s+officer|{words['heads']})))s?\b(?!\s+officers?\b|-turned\b)"
    one = rf"(?:(?i:{words['before']})[\s-]+){{0,4}}{head}"
    return rf"\b{one}(?:\s*(?:,\s*(?:and\s+)?|\band\b|&|/)\s*{one})*"
