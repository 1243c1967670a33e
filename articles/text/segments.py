"""An article's text as the parts of a page: blocks, passages of quotes, names within them. Nothing is lost or said twice."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

from articles.text.article import Block, BlockKind

OPENING, CLOSING = "“‘«„\"'", "”’»“\"'"


@dataclass(frozen=True, slots=True)
class Place[T]:
    """What characters `start` to `end` (exclusive) of a text are."""

    start: int
    end: int
    value: T


@dataclass(frozen=True, slots=True)
class Run[N]:
    """Characters in a row, and what they name."""

    text: str
    name: N | None


@dataclass(frozen=True, slots=True)
class Passage[N, Q]:
    """Runs in a row that belong to one quote, or to none. `closes` where the quote ends here."""

    runs: tuple[Run[N], ...]
    quote: Q | None
    closes: bool


@dataclass(frozen=True, slots=True)
class Section[N, Q]:
    """A block of the article."""

    kind: BlockKind
    passages: tuple[Passage[N, Q], ...]

    @property
    def text(self) -> str:
        return "".join(run.text for passage in self.passages for run in passage.runs)

    @property
    def quotes(self) -> tuple[Q, ...]:
        """Those in it, each once, in order."""
        return tuple(dict.fromkeys(it.quote for it in self.passages if it.quote is not None))


class _Places[T]:
    """Places in order. Of those that overlap the first one holds; those outside the text are left out."""

    def __init__(self, places: Iterable[Place[T]], length: int) -> None:
        self.places: list[Place[T]] = []
        for place in sorted(places, key=lambda it: (it.start, -it.end)):
            free = self.places[-1].end if self.places else 0
            if free <= place.start < place.end <= length:
                self.places.append(place)
        self.starts = [it.start for it in self.places]
        self.ends = [it.end for it in self.places]

    def within(self, start: int, end: int) -> Sequence[Place[T]]:
        """Those that share a character with the span."""
        return self.places[bisect_right(self.ends, start) : bisect_left(self.starts, end)]

    def at(self, start: int) -> Place[T] | None:
        """The one that covers the character at `start`."""
        index = bisect_right(self.starts, start) - 1
        return self.places[index] if index >= 0 and start < self.ends[index] else None


def sections[N, Q](
    text: str, blocks: Iterable[Block], names: Iterable[Place[N]], quotes: Iterable[Place[Q]]
) -> tuple[Section[N, Q], ...]:
    """The blocks, in order, with names and quotes at their places.

    A section's text is its block's. A quote over several blocks has a passage in each; a name that reaches over
    the end of a quote or block is cut there. Where names overlap the first holds, and so with quotes;
    what does not lie in the text is left out.
    """
    named, quoted = _Places(names, len(text)), _Places(quotes, len(text))
    return tuple(
        Section(block.kind, tuple(_passages(text, block, named, quoted)))
        for block in blocks
        if 0 <= block.start < block.end <= len(text)
    )


def with_marks(text: str, start: int, end: int) -> tuple[int, int]:
    """The span of quoted words with the quotation marks around them, where there are any."""
    if 0 < start <= len(text) and text[start - 1] in OPENING:
        start -= 1
    if 0 <= end < len(text) and text[end] in CLOSING:
        end += 1
    return start, end


def _passages[N, Q](
    text: str, block: Block, named: _Places[N], quoted: _Places[Q]
) -> Iterator[Passage[N, Q]]:
    def quote_at(span: tuple[int, int]) -> Place[Q] | None:
        return quoted.at(span[0])

    for quote, spans in groupby(_spans(block, named, quoted), key=quote_at):
        pieces = list(spans)
        yield Passage(
            runs=tuple(_run(text, span, named) for span in pieces),
            quote=quote.value if quote else None,
            closes=quote is not None and quote.end == pieces[-1][1],
        )


def _run[N](text: str, span: tuple[int, int], named: _Places[N]) -> Run[N]:
    name = named.at(span[0])
    return Run(text[slice(*span)], name.value if name else None)


def _spans[N, Q](block: Block, named: _Places[N], quoted: _Places[Q]) -> Iterator[tuple[int, int]]:
    """The block cut where anything begins or ends."""
    found = (*named.within(block.start, block.end), *quoted.within(block.start, block.end))
    edges = {block.start, block.end, *(it.start for it in found), *(it.end for it in found)}
    return pairwise(sorted(edge for edge in edges if block.start <= edge <= block.end))
