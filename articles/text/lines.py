"""The lines of a text, with what tells running text from the rest: length, sentence end, distance to the line above."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

HEAD = 400  # characters of a line that rules look at, from its start: a bound on their work
_SENTENCE_END = re.compile(r"(?:[.!?…]|\.\.\.)[\"'”’»)\]]*$")
_LINK_END = re.compile(r"(?: (?:https?://|pic\.twitter\.com/|t\.co/)\S{1,100})+$")
_ABBREVIATION_END = re.compile(r"\b(?:Inc|Corp|Co|Ltd|Jr|Sr|St|vs|[A-Z](?:\.[A-Z])+|[ap]\.m)\.$")
_PROSE_WORDS = 9
_PROSE_WORDS_WITHOUT_END = 24
_PROSE_WORDS_BEFORE_COLON = 6
_WRAP_WIDEST = 100
_WRAP_FEWEST_LINES = 6


@dataclass(frozen=True, slots=True)
class Line:
    """A line of running text (wrapped lines count as one), `start` to `end` of the article's text."""

    start: int
    end: int
    text: str
    words: int
    ends: bool  # as a sentence does
    prose: bool  # reads like a sentence of a paragraph, not like a label, a link or a heading

    @property
    def head(self) -> str:
        return self.text[:HEAD]

    @property
    def stop(self) -> bool:
        """Ends with a full stop that is not an abbreviation's."""
        return (
            self.ends
            and self.text.rstrip("\"'”’»)]").endswith(".")
            and not _ABBREVIATION_END.search(self.text[-12:])
        )


def split_lines(text: str) -> tuple[Line, ...]:
    """The lines of a normalised text that have any characters, those of hard-wrapped paragraphs joined."""
    rows = list(_rows(text))
    width = max((end - start for start, end in rows), default=0)
    if width <= _WRAP_WIDEST and len(rows) >= _WRAP_FEWEST_LINES:
        rows = list(_joined(text, rows, width))
    return tuple(_line(text, start, end) for start, end in rows)


def ends_sentence(text: str) -> bool:
    """Whether the last character, closing marks and links aside, ends a sentence."""
    tail = text[-HEAD:]
    if "/" in tail:  # as in every link
        tail = _LINK_END.sub("", tail)
    return bool(_SENTENCE_END.search(tail[-8:]))


def _line(text: str, start: int, end: int) -> Line:
    row = text[start:end]
    words, ends = len(row.split()), ends_sentence(row)
    fewest = _PROSE_WORDS if ends else _PROSE_WORDS_WITHOUT_END
    if row.endswith(":"):
        fewest = _PROSE_WORDS_BEFORE_COLON
    return Line(start, end, row, words, ends, prose=words >= fewest)


def _rows(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for row in text.split("\n"):
        if row:
            yield start, start + len(row)
        start += len(row) + 1


def _joined(text: str, rows: list[tuple[int, int]], width: int) -> Iterator[tuple[int, int]]:
    """Joins a row to the one above where that was broken only because the next word had no room left."""
    start, end = rows[0]
    last = start
    for next_start, next_end in rows[1:]:
        room = width - (end - last)
        word = text[next_start:next_end].split(" ", 1)[0]
        if next_start == end + 1 and room <= len(word) + 1:
            last, end = next_start, next_end
            continue
        yield start, end
        start, end = next_start, next_end
        last = start
    yield start, end
