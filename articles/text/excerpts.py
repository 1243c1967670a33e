"""Parts of a parsed article that others show or read."""

import re

from articles.text.article import BODY_KINDS, Block, BlockKind, ParsedArticle
from articles.text.runs import Runs

LEAD_LONGEST = 400  # characters
_WORD = re.compile(r"\w+(?:[’'.-]\w+)*")


def block_text(article: ParsedArticle, block: Block) -> str:
    """The characters of a block."""
    return article.text[block.start : block.end]


def kept_blocks(article: ParsedArticle) -> tuple[Block, ...]:
    """All blocks but page furniture."""
    return tuple(block for block in article.blocks if block.kind is not BlockKind.BOILERPLATE)


def body_blocks(article: ParsedArticle) -> tuple[Block, ...]:
    """The article itself: captions, headings and paragraphs."""
    return tuple(block for block in article.blocks if block.kind in BODY_KINDS)


def lead(article: ParsedArticle) -> str:
    """The first paragraph, cut after a word with an ellipsis where it is longer than LEAD_LONGEST; empty without one."""
    first = next((block for block in article.blocks if block.kind is BlockKind.PARAGRAPH), None)
    words = " ".join(block_text(article, first).split()) if first else ""
    if len(words) <= LEAD_LONGEST:
        return words
    cut = words[:LEAD_LONGEST]  # the last word goes, so that there is room for the ellipsis
    return (cut.rsplit(" ", 1)[0] if " " in cut else cut[:-1]).rstrip(",;:–—-") + "…"


def word_count(article: ParsedArticle) -> int:
    """Words of the kept blocks; "OpenAI’s" and "U.S." are one word each."""
    return sum(sum(map(_words.__getitem__, block_text(article, it).split())) for it in kept_blocks(article))


_words = Runs(lambda run: len(_WORD.findall(run)))
