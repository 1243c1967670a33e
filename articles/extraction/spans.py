"""Where names begin and end: runs of capitalised words, and the repair of what the model proposes."""

import re
from collections.abc import Iterator

from articles.extraction import lexicon
from articles.extraction.findings import Span

# A word of a name: a capital or a digit first, or inside as in "eBay"; inner marks belong to it, a final full stop is cut later.
_CAPITAL = (
    r"(?:[A-Z\u00c0-\u00d6\u00d8-\u00de\u0100-\u024f][^\W_]*|[a-z]{1,2}[A-Z][^\W_]*|\d+[A-Za-z][^\W_]*)"
)
WORD = rf"{_CAPITAL}(?:[&'’.+-][^\W_]+)*(?:['’](?=\s)|\.(?=[A-Z])|!(?=\s[a-z]))?"
_JOINT = r"[ \u00a0](?:(?:&|" + "|".join(sorted(lexicon.PARTICLES)) + r")[ \u00a0]){0,2}"
_RUN = re.compile(rf"(?<![\w@#/])(?:{WORD})(?:\.?{_JOINT}(?:{WORD}))*")
_PIECE = re.compile(r"[^\s\u2013\u2014/]+|[\u2013\u2014/]")
_EDGES = " \t\n\u00a0\"“”‘’'`«»()[]{}<>,;:!?*•|@#$%^~-–—…."
_END_KEEPS = re.compile(r"(?:\b(?:Inc|Corp|Co|Ltd|Jr|Sr|Bros|[A-Z])|[a-z]\.[A-Z])\.$|\w!$")
_LONGEST_NAME = 8  # words
_SHORTEST_POSSESSIVE = 2  # characters
_POSSESSIVE = re.compile(r"(?:['’]s|s['’])$")


def runs(text: str, start: int, end: int) -> Iterator[Span]:
    """Runs of capitalised words in text[start:end], repaired."""
    for match in _RUN.finditer(text, start, end):
        yield from repaired(text, match.start(), match.end())


def repaired(text: str, start: int, end: int) -> Iterator[Span]:
    """The names in a span that was taken for one: cut at dashes, titles and possessives, without what does not belong to them."""
    words = list[tuple[int, int]]()
    for match in _PIECE.finditer(text, start, end):
        word = match[0]
        if word in "–—/" or (
            word.rstrip(".,") in lexicon.PERSON_TITLES
            or word in lexicon.PERSON_NOUNS
            or word in ("Chief", "Executive")
        ):
            yield from _trimmed(text, words)
            words = []
        else:
            words.append(match.span())
            if _POSSESSIVE.search(word):
                yield from _trimmed(text, words)
                words = []
    yield from _trimmed(text, words)


def _trimmed(text: str, words: list[tuple[int, int]]) -> Iterator[Span]:
    """The span of the words without common words before it, lower-case words around it, and marks at its ends."""
    while words and _is_loose(text[slice(*words[0])]):
        words = words[1:]
    while words and not _is_capital(text[slice(*words[-1])]):
        words = words[:-1]
    if not words or len(words) > _LONGEST_NAME:
        return
    start, end = words[0][0], words[-1][1]
    while start < end and text[start] in _EDGES:
        start += 1
    while start < end and text[end - 1] in _EDGES and not _END_KEEPS.search(text, start, end):
        end -= 1
    if end - start > _SHORTEST_POSSESSIVE and (match := lexicon.APOSTROPHE.search(text, start, end)):
        end = match.start()
    if end > start and _is_capital(text[start:end]):
        yield Span(start, end)


def _is_loose(word: str) -> bool:
    """A word that begins no name."""
    bare = word.strip(_EDGES)
    return bare in lexicon.COMMON_WORDS or not _is_capital(bare)


def _is_capital(word: str) -> bool:
    return any(char.isupper() for char in word) or (word[:1].isdigit() and any(map(str.isalpha, word)))
