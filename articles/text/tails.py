"""Closing sentences of a source's articles that stand in their last paragraph, where nothing parts them from the news."""

import re
from collections.abc import Iterator, Sequence

from articles.text.article import Block, BlockKind
from articles.text.boilerplate import fold

MOST_SENTENCES = 12  # of a paragraph, from its end
_REACH = 4000  # characters of a paragraph, from its end: a bound on the work
_BREAK = re.compile(r"(?<=[.!?])[\"”’)]{0,2}\s+(?=\S)")


def closing_sentences(text: str, blocks: Sequence[Block]) -> Iterator[tuple[int, int]]:
    """Start and end of the last sentences of the article's last paragraph, from its end on, but for its first sentence."""
    last = next((block for block in reversed(blocks) if block.kind is BlockKind.PARAGRAPH), None)
    if last is None:
        return
    start = max(last.start, last.end - _REACH)
    breaks = [match.end() for match in _BREAK.finditer(text, start, last.end)]
    end = last.end
    for begin in reversed(breaks[-MOST_SENTENCES:]):
        yield begin, end
        end = begin - _blank_before(text, begin)


def cut_tail(text: str, blocks: tuple[Block, ...], known: frozenset[str]) -> tuple[Block, ...]:
    """The blocks, with the closing sentences that are known to be furniture in this source as blocks of their own."""
    if not known:
        return blocks
    cut: list[Block] = []
    for start, end in closing_sentences(text, blocks):
        if fold(text[start:end]) not in known:
            break
        cut.insert(0, Block(BlockKind.BOILERPLATE, start, end))
    if not cut:
        return blocks
    at = max(index for index, block in enumerate(blocks) if block.kind is BlockKind.PARAGRAPH)
    rest = cut[0].start - _blank_before(text, cut[0].start)
    return (*blocks[:at], Block(BlockKind.PARAGRAPH, blocks[at].start, rest), *cut, *blocks[at + 1 :])


def _blank_before(text: str, place: int) -> int:
    """How many blank characters stand before the place."""
    before = text[max(0, place - _REACH) : place]
    return len(before) - len(before.rstrip())
