"""Lines that stand in many articles of one source: counted in bounded memory, judged by how often and where they stand.

The counting is Manku and Motwani's lossy counting, with articles for buckets: what is rare is forgotten every
`BUCKET` articles, and what is frequent is counted at most one too few for each of them.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from articles.text.article import BODY_KINDS, Block, BlockKind
from articles.text.boilerplate import fold
from articles.text.lines import ends_sentence
from articles.text.tails import closing_sentences

BUCKET = 200  # articles
FEWEST_ARTICLES = 5  # that a label, a heading or a caption stands in
SHARE = 0.05  # of the articles
FEWEST_ARTICLES_SENTENCE = 8  # a sentence may be news that a writer repeats: it takes more to be furniture
SHARE_SENTENCE = 0.08
SHARE_AT_EDGE = 0.8  # of the places of a sentence: furniture stands at an article's ends
FIRST_LINES, LAST_LINES = 2, 6  # that are its ends
EXAMPLES = 3
_PROSE_WORDS = 24  # a line of so many reads like a sentence though it ends like none
_SAMPLE = 800  # characters
_QUOTE_MARKS = frozenset('“”«»"')


@dataclass(frozen=True, slots=True)
class Repeated:
    """A folded line that stands in `articles` of the `of` that were looked at; `examples` are keys of some."""

    line: str
    sample: str
    articles: int
    of: int
    examples: tuple[int, ...]


@dataclass(slots=True)
class _Count:
    sample: str
    sentence: bool
    missed: int  # articles that it may have stood in before it was counted
    articles: int = 0
    at_edge: int = 0
    examples: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class _Place:
    text: str
    at_edge: bool


class Repetition:
    """Counts the lines of one source's articles. `known` are lines that are furniture there already."""

    def __init__(self, known: frozenset[str] = frozenset()) -> None:
        self._known = known
        self._counts: dict[str, _Count] = {}
        self._stories: set[int] = set()
        self._articles = 0

    def add(self, key: int, text: str, blocks: Sequence[Block]) -> None:
        """Counts an article, named `key`. One with the longest paragraphs of another tells the same story, and counts once."""
        story = _story(text, blocks)
        if story <= self._stories:
            return
        self._stories |= story
        self._articles += 1
        for line, place in self._lines(text, blocks).items():
            count = self._counts.get(line)
            if count is None:
                count = _Count(place.text[:_SAMPLE], _is_sentence(place.text), self._articles // BUCKET)
                self._counts[line] = count
            count.articles += 1
            count.at_edge += place.at_edge
            if len(count.examples) < EXAMPLES:
                count.examples = (*count.examples, key)
        if self._articles % BUCKET == 0:
            self._forget()

    def repeated(self) -> list[Repeated]:
        """The lines that are furniture, the most frequent first, and those that are known to be."""
        found = [
            Repeated(line, it.sample, it.articles, self._articles, it.examples)
            for line, it in self._counts.items()
            if line in self._known or self._is_furniture(it)
        ]
        return sorted(found, key=lambda it: (-it.articles, it.line))

    def _lines(self, text: str, blocks: Sequence[Block]) -> dict[str, _Place]:
        """The article's kept lines and the known ones, each once."""
        body = [block for block in blocks if block.kind in BODY_KINDS]
        edges = {block.start for block in (*body[:FIRST_LINES], *body[-LAST_LINES:])}
        found: dict[str, _Place] = {}
        for start, end in closing_sentences(text, blocks):
            _note(found, text[start:end], at_edge=True)
        for block in body:
            _note(found, text[block.start : block.end], at_edge=block.start in edges)
        for block in blocks:
            line = text[block.start : block.end]
            if block.kind is BlockKind.BOILERPLATE and fold(line) in self._known:
                _note(found, line, at_edge=True)
        return found

    def _is_furniture(self, count: _Count) -> bool:
        few, share = (
            (FEWEST_ARTICLES_SENTENCE, SHARE_SENTENCE) if count.sentence else (FEWEST_ARTICLES, SHARE)
        )
        if count.articles < max(few, share * self._articles):
            return False
        at_edge = count.at_edge >= SHARE_AT_EDGE * count.articles
        return not count.sentence or (at_edge and not _QUOTE_MARKS & set(count.sample))

    def _forget(self) -> None:
        bucket = self._articles // BUCKET
        self._counts = {line: it for line, it in self._counts.items() if it.articles + it.missed > bucket}


def lines_of(text: str, blocks: Sequence[Block]) -> Iterator[str]:
    """All lines of a parsed text and the closing sentences of its last paragraph, folded."""
    for block in blocks:
        yield fold(text[block.start : block.end])
    for start, end in closing_sentences(text, blocks):
        yield fold(text[start:end])


def _note(found: dict[str, _Place], line: str, *, at_edge: bool) -> None:
    folded = fold(line)
    if any(map(str.isalpha, folded)):
        found.setdefault(folded, _Place(" ".join(line.split()), at_edge))


def _is_sentence(line: str) -> bool:
    return len(line.split()) >= _PROSE_WORDS or ends_sentence(line)


def _story(text: str, blocks: Sequence[Block]) -> set[int]:
    """What tells a story from others: its two longest paragraphs. One alone might be furniture."""
    paragraphs = [text[it.start : it.end] for it in blocks if it.kind is BlockKind.PARAGRAPH]
    return {hash(fold(it)) for it in sorted(paragraphs, key=len)[-2:] or [text]}
