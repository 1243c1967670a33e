"""What people are called at work, from `data/titles.toml`."""

import itertools
import re
import tomllib
from collections.abc import Iterator
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


_TITLE = re.compile(title_pattern())
_STARTS = [*itertools.chain.from_iterable(_LISTS.values()), "chief", "co"]
_WORD = re.compile(r"\w+")
_LIKE_I = str.maketrans("İı", "ii")


def _folded(word: str) -> str:
    """The word as patterns that ignore case compare it."""
    return word.translate(_LIKE_I).casefold()


_FIRST_WORDS = frozenset(
    f"{prefix}{_folded(_WORD.findall(start)[0])}{plural}"
    for start in _STARTS
    for prefix in ("", "co")
    for plural in ("", "s")
)


def titles(text: str, start: int, end: int) -> Iterator[re.Match[str]]:
    """The titles between two offsets, in order, without overlap: looked for at those words only that can begin one."""
    free_from = start
    for word in _WORD.finditer(text, start, end):
        may_begin = word.start() >= free_from and _folded(word[0]) in _FIRST_WORDS
        if may_begin and (title := _TITLE.match(text, word.start(), end)):
            yield title
            free_from = title.end()
