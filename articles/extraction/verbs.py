"""The words that report speech, from `data/cues.toml`."""

import re
import tomllib
from collections.abc import Iterator
from importlib.resources import files

_LISTS: dict[str, list[str]] = tomllib.loads(
    files("articles").joinpath("data", "cues.toml").read_text(encoding="utf-8")
)


def _forms(rows: list[str]) -> frozenset[str]:
    return frozenset(form for row in rows for form in row.split())


def _any_of(words: frozenset[str] | list[str]) -> str:
    return "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in sorted(words, key=len, reverse=True))


SPEECH = _forms(_LISTS["speech"])
JUDGING = _forms(_LISTS["judging"])
BESIDE = _forms(_LISTS["beside"])
NOUNS = frozenset(_LISTS["nouns"])
PEOPLE = frozenset(noun.casefold() for noun in _LISTS["people"])
"""What a writer calls somebody who was named before; folded."""
_CUES = SPEECH | JUDGING | BESIDE
_WORD = re.compile(r"\b(?P<phrase>[Aa]ccording\s+to)\b|\b[A-Za-z]+\b")
NAMING = re.compile(rf"\b(?:{_any_of(_LISTS['naming'])})\s*[,:]?\s*$", re.IGNORECASE)
SPOKESPEOPLE = re.compile(rf"\b(?:{_any_of(_LISTS['spokespeople'])})\b", re.IGNORECASE)


def reporting_verbs(text: str, start: int, end: int) -> Iterator[re.Match[str]]:
    """The words between two offsets that can report speech, and "according to", in order."""
    for word in _WORD.finditer(text, start, end):
        if word[0].casefold() in _CUES or word.lastgroup:
            yield word
