"""Folding names, so that two spellings of one name meet."""

import functools
import re
import unicodedata

_APOSTROPHES = str.maketrans({"’": "'", "‘": "'", "–": "-", "—": "-"})


@functools.lru_cache(maxsize=50_000)
def key(name: str) -> str:
    """The folded name: no accents, case, punctuation or leading "the"; words parted by single spaces.

    >>> key("The Café Group's")
    'cafe group'
    """
    plain = name.casefold() if name.isascii() else _unaccented(name)
    plain = re.sub(r"'s\b|'$", "", plain)
    words = re.sub(r"[^\w&+]+", " ", plain).split()
    if len(words) > 1 and words[0] == "the":
        words = words[1:]
    return " ".join(words)


def _unaccented(name: str) -> str:
    plain = unicodedata.normalize("NFKD", name.translate(_APOSTROPHES)).casefold()
    return "".join(char for char in plain if not unicodedata.combining(char))
