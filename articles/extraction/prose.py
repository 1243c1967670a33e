"""Sentences, and the names that stand in a run of text."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import lru_cache

from articles.extraction.findings import Candidate, Label, Span

_ABBREVIATION = re.compile(
    r"(?:^|[\s(“\"‘'])(?:Mr|Mrs|Ms|Mx|Dr|Prof|Sen|Rep|Gov|Gen|Lt|Col|Capt|Sgt|Hon|Rev|St|Jr|Sr|vs|No|Ph\.D|"
    r"Inc|Corp|Co|Ltd|Bros|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|[A-Z](?:\.[A-Z])*|[a-z](?:\.[a-z])+|D-\w+|R-\w+)$"
)
_ABBREVIATION_REACH = 12
_FINAL_ABBREVIATION = re.compile(r"(?:Inc|Corp|Co|Ltd|Jr|Sr)$")
_STOP = re.compile(r"[.!?…\n](?:(?<!\n)[.!?…]*[”\"’'»)\]]*(?=\s|$)|(?<=\n)\s*\n)")


def ends_sentence(text: str, stop: int, after: int, end: int) -> bool:
    """Whether the mark at `stop` (its run ends at `after`) closes a sentence, rather than an abbreviation."""
    if text[stop] != ".":
        return text[stop] != "…" or not text[after : after + 2].strip()[:1].islower()
    following = text[after : min(after + 2, end)].strip()[:1]
    if following.islower():
        return False
    word = text[max(0, stop - _ABBREVIATION_REACH) : stop]
    if not _ABBREVIATION.search(word):
        return True
    return not following or bool(_FINAL_ABBREVIATION.search(word) and following.isupper())


@lru_cache(maxsize=500)  # several steps ask it of the blocks of one article
def sentence_ends(text: str, start: int, end: int) -> tuple[int, ...]:
    """The offsets at which sentences between `start` and `end` end, closing marks included; `end` itself is not given."""
    return tuple(
        match.end()
        for match in _STOP.finditer(text, start, end)
        if match.end() < end and (match[0][0] == "\n" or ends_sentence(text, match.start(), match.end(), end))
    )


def sentences(text: str, start: int, end: int) -> Iterator[Span]:
    """The sentences of a run of the text, without the white space around them."""
    begin = start
    for stop in (*sentence_ends(text, start, end), end):
        piece = text[begin:stop]
        if body := piece.strip():
            offset = begin + len(piece) - len(piece.lstrip())
            yield Span(offset, offset + len(body))
        begin = stop


class NameIndex:
    """Candidates by place, for many look-ups in one article."""

    def __init__(self, candidates: Sequence[Candidate]) -> None:
        self._names = sorted(candidates, key=lambda name: name.span)
        self._starts = [name.span.start for name in self._names]

    def within(self, start: int, end: int) -> Sequence[Candidate]:
        """The names that lie between `start` and `end`, in order."""
        found = self._names[bisect_left(self._starts, start) : bisect_left(self._starts, end)]
        return [name for name in found if name.span.end <= end]

    def over(self, start: int, end: int) -> bool:
        """Whether a person's name covers the run: Offer, in "Offer said"."""
        near = bisect_left(self._starts, start + 1) - 1
        name = self._names[near] if near >= 0 else None
        return bool(name and name.label is Label.PERSON and name.span.end >= end)
