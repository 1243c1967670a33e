"""The places where names may stand: the model's proposals, repaired, and the capitalised words that it passed over."""

import re
from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from articles.extraction import context, lexicon
from articles.extraction.findings import Span
from articles.extraction.model import ModelName
from articles.extraction.spans import repaired, runs
from articles.text.article import BODY_KINDS, Block, BlockKind, ParsedArticle

_HEADLINE_SHARE = 0.6  # of capitalised words among the long ones
_SENTENCE_SHARE = 0.9  # the same, where a full stop ends the block: a sentence may be full of names
_HEADLINE_WORDS = 4
_LONGEST_HEADLINE = 200  # characters
_LONG_WORD = 4  # letters
_WIDEST_GAP = 3  # characters between two words of a name
_LONGEST_REPEAT = 5  # words
_NAME_WORD = re.compile(r"[^\s\u2013\u2014/,:;\"“”()?!]+")
_POSSESSIVE = re.compile(r"'s?$")
_CLOSERS = " \"”’')]\n"
_OPENERS = " \"“‘'’\n"
_IGNORED = frozenset(["DATE", "TIME", "CARDINAL", "ORDINAL", "PERCENT", "MONEY", "QUANTITY"])
_WORD = re.compile(r"\w[\w'’-]*")
_LOWER = re.compile(r"\b[a-z]{2,}")
_READ = BODY_KINDS | {BlockKind.TITLE}


def read_blocks(article: ParsedArticle) -> list[Block]:
    """The blocks that names are looked for in, in order."""
    return [block for block in article.blocks if block.kind in _READ]


@dataclass(slots=True)
class Sighting:
    """A place where a name may stand, with the model's label, if it has one, and the evidence around it."""

    span: Span
    text: str
    label: str | None
    evidence: set[str] = field(default_factory=set)


def folded(name: str) -> str:
    """The name as it is counted: typographic marks aside, as written."""
    return name.replace("’", "'").replace("\u00a0", " ").replace("\n", " ")


def find_sightings(article: ParsedArticle, proposals: Sequence[ModelName]) -> Iterator[Sighting]:
    """Body text first: in headlines, where all words have capitals, only names that the body bears out are seen."""
    text = article.text
    headlines = list[tuple[Block, list[ModelName]]]()
    names = set[str]()
    for block, own in _by_block(article, proposals):
        if _is_headline(text[block.start : block.end]):
            headlines.append((block, own))
            continue
        for sighting in _in_block(text, block, own):
            names.add(folded(sighting.text))
            yield sighting
    lower = set(_LOWER.findall(text)) if headlines else set()
    for block, own in headlines:
        yield from _in_headline(text, block, own, names, lower)


def _by_block(
    article: ParsedArticle, proposals: Sequence[ModelName]
) -> Iterator[tuple[Block, list[ModelName]]]:
    pending = deque(it for it in proposals if it.label not in _IGNORED)
    for block in read_blocks(article):
        own = list[ModelName]()
        while pending and pending[0].start < block.end:
            own.append(pending.popleft())
        yield block, own


def _in_block(text: str, block: Block, proposals: Sequence[ModelName]) -> Iterator[Sighting]:
    """The model's names of a block, and the runs of capitalised words between them."""
    position = block.start
    for proposal in proposals:
        for span in repaired(text, proposal.start, proposal.end):
            if span.start >= position:
                yield from _runs(text, block, position, span.start)
                yield _sighting(text, block, span, proposal.label)
                position = span.end
    yield from _runs(text, block, position, block.end)


def _runs(text: str, block: Block, start: int, end: int) -> Iterator[Sighting]:
    """Runs between two names of the model's; one that touches such a name is a piece of it, and no name."""
    for span in runs(text, start, end):
        beside = end < block.end and _is_gap(text, span.end, end)
        behind = start > block.start and _is_gap(text, start, span.start)
        if not beside and not behind:
            yield _sighting(text, block, span, None)


def _is_gap(text: str, start: int, end: int) -> bool:
    return end - start <= _WIDEST_GAP and not text[start:end].strip()


def _sighting(text: str, block: Block, span: Span, label: str | None) -> Sighting:
    evidence = context.around(text, span.start, span.end, block.start, block.end)
    before = text[max(block.start, span.start - 2) : span.start].strip(_OPENERS)
    if span.start == block.start or before[-1:] in (".", "!", "?", ":"):
        evidence.add("sentence start")
    return Sighting(span, text[span.start : span.end], label, evidence)


def _in_headline(
    text: str, block: Block, proposals: Sequence[ModelName], names: set[str], lower: set[str]
) -> Iterator[Sighting]:
    """Names of the body in a headline; then those of the model's whose words never stand in lower case."""
    position = block.start
    for span in _repeated(text, block, names):
        yield from _headline_proposals(text, position, span.start, proposals, lower)
        yield Sighting(span, text[span.start : span.end], None, {"headline"})
        position = span.end
    yield from _headline_proposals(text, position, block.end, proposals, lower)


def _headline_proposals(
    text: str, low: int, high: int, proposals: Sequence[ModelName], lower: set[str]
) -> Iterator[Sighting]:
    for proposal in proposals:
        if low <= proposal.start and proposal.end <= high:
            for span in repaired(text, proposal.start, proposal.end):
                words = text[span.start : span.end]
                if _is_full_name(words) or not lower.intersection(map(str.casefold, _WORD.findall(words))):
                    yield Sighting(span, words, proposal.label, {"headline"})


def _is_full_name(name: str) -> bool:
    given, _, surname = name.partition(" ")
    return given in lexicon.GIVEN_NAMES and bool(surname) and " " not in surname


def _repeated(text: str, block: Block, names: set[str]) -> Iterator[Span]:
    """The longest runs of words that are names of the body."""
    words = [match.span() for match in _NAME_WORD.finditer(text, block.start, block.end)]
    index = 0
    while index < len(words):
        step = 1
        for size in range(min(_LONGEST_REPEAT, len(words) - index), 0, -1):
            start, end = words[index][0], words[index + size - 1][1]
            written = folded(text[start:end])
            end -= len(written) - len(_POSSESSIVE.sub("", written))
            if _POSSESSIVE.sub("", written) in names:
                yield Span(start, end)
                step = size
                break
        index += step


def _is_headline(block: str) -> bool:
    """Whether nearly all longer words are capitalised, so that capitals say nothing."""
    if len(block) > _LONGEST_HEADLINE:
        return False
    words = [word for word in _WORD.findall(block) if len(word) >= _LONG_WORD]
    capitals = sum(word[0].isupper() for word in words)
    share = _SENTENCE_SHARE if block.rstrip(_CLOSERS).endswith(".") else _HEADLINE_SHARE
    return len(words) >= _HEADLINE_WORDS and capitals >= share * len(words)
