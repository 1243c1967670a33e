"""What the text package gives: an article as text with blocks. Offsets count characters of `text`."""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Literal

from articles.text.date_range import DateRange
from articles.text.given import NOTHING, Given


class BlockKind(StrEnum):
    """What a run of the text is. Boilerplate is kept, but never searched or mined."""

    TITLE = "title"
    BYLINE = "byline"
    DATE = "date"
    CAPTION = "caption"
    HEADING = "heading"
    PARAGRAPH = "paragraph"
    BOILERPLATE = "boilerplate"


BODY_KINDS = frozenset({BlockKind.CAPTION, BlockKind.HEADING, BlockKind.PARAGRAPH})  # searched and mined


@dataclass(frozen=True, slots=True)
class Block:
    """Characters `start` to `end` (exclusive) of the article's text, without the blank lines around them."""

    kind: BlockKind
    start: int
    end: int


type DateBasis = Literal["file", "text", "given"]


@dataclass(frozen=True, slots=True)
class Published:
    """The article's date, and where it was found: a date line or front matter of the file, the running text, or given at import."""

    date: dt.date
    basis: DateBasis


@dataclass(frozen=True, slots=True)
class ParsedArticle:
    """A decoded, normalised article.

    The blocks are in order, do not overlap, and between them lies nothing but white space. `inferred` is when an article
    without a date seems to have been written, by what its text says; it never counts as the date.
    `given` is what was told of the article, at import or by its file beside the text. `page` says that the file was an HTML page.
    """

    text: str
    title: str
    byline: tuple[str, ...]
    published: Published | None
    blocks: tuple[Block, ...]
    inferred: DateRange | None = None
    given: Given = NOTHING
    page: bool = False

    def __reduce__(self) -> tuple[Any, ...]:
        """Pickled with plain tuples for blocks, which goes three times as fast: parsed articles go between processes."""
        blocks = tuple((it.kind.value, it.start, it.end) for it in self.blocks)
        rest = (self.inferred, self.given, self.page)
        return _unpickled, (self.text, self.title, self.byline, self.published, blocks, *rest)


def _unpickled(
    text: str,
    title: str,
    byline: tuple[str, ...],
    published: Published | None,
    blocks: tuple[tuple[str, int, int], ...],
    *rest: Any,
) -> ParsedArticle:
    made = tuple(Block(_KINDS[kind], start, end) for kind, start, end in blocks)
    return ParsedArticle(text, title, byline, published, made, *rest)


_KINDS = {it.value: it for it in BlockKind}


class NotAnArticleError(Exception):
    """These bytes cannot be an article. `code` is stable (a slug), the message is for the reader of the receipt."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code
        self.message = message

    def __reduce__(self) -> tuple[type["NotAnArticleError"], tuple[str, str]]:
        return (type(self), (self.code, self.message))
