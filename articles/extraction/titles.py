"""What people are called at work, from `data/titles.toml`."""

import re
import tomllib
from importlib.resources import files

_TITLES = tomllib.loads(files("articles").joinpath("data", "titles.toml").read_text(encoding="utf-8"))
_LISTS: dict[str, list[str]] = {name: entries for name, entries in _TITLES.items() if name != "short"} | {
    "short": list(_TITLES["short"])
}

HEADS = frozenset(head.casefold() for head in _LISTS["heads"] + _LISTS["initials"])
"""The words that end a title or are one; folded."""


LONG: dict[str, str] = _TITLES["short"]
"""Titles that are shortened before a name, in full."""


def title_pattern() -> str:
    """A regular expression for a title, or several that are joined."""
    words = {
        name: "|".join(
            re.escape(word).replace(r"\ ", r"\s+") for word in sorted(entries, key=len, reverse=True)
        )
        for name, entries in _LISTS.items()
    }
    head = rf"(?:(?:{words['initials']})|(?:{words['short']})(?=\.?\s+[A-Z])|(?i:(?:co-?)?(?:chief\s+[a-z]+(?:\s+[a-z]+)?\s+officer|{words['heads']})))s?\b(?!\s+officers?\b|-turned\b)"
    one = rf"(?:(?i:{words['before']})[\s-]+){{0,4}}{head}"
    return rf"\b{one}(?:\s*(?:,\s*(?:and\s+)?|\band\b|&|/)\s*{one})*"
