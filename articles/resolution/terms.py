"""What an article introduces an abbreviation for: in "genetically modified (GM) crops" GM is no carmaker."""

import re
from functools import lru_cache

_SHORT = re.compile(r"\s\((?:the\s)?([A-Z][A-Z0-9&]{1,6})s?\)|,\sor\s([A-Z]{2,6})\b")
_WORD = re.compile(r"[^\W\d_]+")
_SKIPPED = frozenset(["a", "an", "and", "for", "in", "of", "on", "s", "the", "to"])
_REACH = 120  # characters before an abbreviation


@lru_cache(maxsize=1)  # several steps ask it of one article
def introduced(text: str) -> dict[str, str]:
    """The words of which an abbreviation behind them has the first letters, by abbreviation."""
    found = dict[str, str]()
    for match in _SHORT.finditer(text):
        short = match[1] or match[2]
        if long := _in_full(text, short, match.start()):
            found.setdefault(short, long)
    return found


@lru_cache(maxsize=1)
def terms(text: str) -> frozenset[str]:
    """The abbreviations that stand for words in lower case."""
    return frozenset(short for short, long in introduced(text).items() if long[1:].islower())


def _in_full(text: str, short: str, end: int) -> str:
    """The words before a place whose first letters are those of the abbreviation; empty where they are not."""
    start = max(text.rfind("\n", 0, end) + 1, end - _REACH)
    letters = [char.lower() for char in short if char.isalpha()]
    for word in reversed(list(_WORD.finditer(text, start, end))):
        if letters and word[0][0].lower() == letters[-1]:
            letters.pop()
            if not letters:
                return text[word.start() : end]
        elif word[0] not in _SKIPPED:
            break
    return ""
