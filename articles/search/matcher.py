"""Where in a text the words of a query stand, as the index would find them."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from articles.search.language.nodes import Match, Text
from articles.search.schema import analyser, plain_analyser
from articles.search.spelt import begins, is_near

WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class Span:
    """Characters `start` to `end` (exclusive); `leaf` is the number of what was asked for."""

    start: int
    end: int
    leaf: int


@dataclass(frozen=True, slots=True)
class _Word:
    """A word of a text that is part of something asked for: `parts` are (leaf, place in it), `number` counts words."""

    number: int
    start: int
    end: int
    parts: tuple[tuple[int, int], ...]


class Matcher:
    """Finds what is asked for in any number of texts; what it learns of a word it keeps."""

    def __init__(self, asked: Sequence[Text]) -> None:
        self.asked = asked
        self.keys = [_keys(it) for it in asked]
        self._known: dict[str, tuple[tuple[int, int], ...]] = {}
        self._candidate = _candidate(asked, self.keys)
        self._counts = any(len(keys) > 1 for keys in self.keys)

    def spans(self, text: str) -> list[Span]:
        """All places in order; those of a phrase reach from its first word to its last."""
        words = list(self._words(text)) if any(self.keys) else []
        found = {span for leaf in range(len(self.asked)) for span in self._of_leaf(leaf, words)}
        return sorted(found, key=lambda it: (it.start, it.end, it.leaf))

    def _words(self, text: str) -> Iterator[_Word]:
        known = self._known
        number = counted = 0
        for found in self._candidate.finditer(text):
            word = found.group()
            parts = known.get(word)
            if parts is None:
                parts = known[word] = self._parts(word)
            if parts:
                if self._counts:
                    number += len(WORD.findall(text, counted, found.start()))
                    counted = found.start()
                yield _Word(number, found.start(), found.end(), parts)

    def _parts(self, word: str) -> tuple[tuple[int, int], ...]:
        stems = analyser().analyze(word)
        if len(stems) != 1:
            return ()
        return tuple(
            (leaf, place)
            for leaf, keys in enumerate(self.keys)
            for place, key in enumerate(keys)
            if _matches(self.asked[leaf], key, stems[0])
        )

    def _of_leaf(self, leaf: int, words: list[_Word]) -> Iterator[Span]:
        size = len(self.keys[leaf])
        parts = [(it, place) for it in words for part, place in it.parts if part == leaf]
        if size == 1:
            yield from (Span(it.start, it.end, leaf) for it, _ in parts)
        elif self.asked[leaf].match is Match.NEAR:
            yield from _near(parts, leaf, size, self.asked[leaf].distance)
        else:
            yield from _side_by_side(parts, leaf, size)


def _candidate(asked: Sequence[Text], keys: Sequence[Sequence[str]]) -> re.Pattern[str]:
    """Finds the words that can be meant: all, where their spelling may differ, else those with the right first letter.

    The first letters of keys are plain. An accented one in a text can stand for any.
    """
    if any(it.match is Match.FUZZY for it in asked):
        return WORD
    initials = {form for of_leaf in keys for key in of_leaf for form in (key[0].lower(), key[0].upper())}
    plain = "".join(re.escape(it) for it in sorted(initials))
    return re.compile(rf"(?<![^\W_])(?![\W_])[{plain}\u0080-\U0010ffff][^\W_]*")


def _keys(asked: Text) -> list[str]:
    if asked.match in {Match.PREFIX, Match.FUZZY}:
        return plain_analyser().analyze(asked.text)[:1]
    stems = analyser().analyze(asked.text)
    return list(dict.fromkeys(stems)) if asked.match is Match.NEAR else stems


def _matches(asked: Text, key: str, stem: str) -> bool:
    match asked.match:
        case Match.PREFIX:
            return begins(stem, key)
        case Match.FUZZY:
            return is_near(stem, key, asked.distance)
        case _:
            return stem == key


def _side_by_side(parts: list[tuple[_Word, int]], leaf: int, size: int) -> Iterator[Span]:
    by_place = {(word.number, place): word for word, place in parts}
    for word, place in parts:
        last = by_place.get((word.number + size - 1, size - 1))
        if not place and last and all((word.number + it, it) in by_place for it in range(size)):
            yield Span(word.start, last.end, leaf)


def _near(parts: list[tuple[_Word, int]], leaf: int, size: int, distance: int) -> Iterator[Span]:
    """The words of each stretch that has all of them, with at most `distance` others in between."""
    for begin, (first, _) in enumerate(parts):
        stretch: dict[int, _Word] = {}
        for word, place in parts[begin:]:
            if word.number - first.number + 1 - size > distance:
                break
            stretch.setdefault(place, word)
            if len(stretch) == size:
                yield from (Span(it.start, it.end, leaf) for it in stretch.values())
                break
