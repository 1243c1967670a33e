"""What a reader would find in an article: the gold that the machine's readings are held against."""

import datetime as dt
from dataclasses import dataclass

from articles.extraction.findings import Span
from articles.resolution.links import EntityKind
from articles.text.article import BlockKind

MINED = frozenset({BlockKind.TITLE, BlockKind.CAPTION, BlockKind.HEADING, BlockKind.PARAGRAPH})


class GoldError(ValueError):
    """Gold that does not fit its text; the message names the file and what is wrong in it."""


@dataclass(frozen=True, slots=True)
class GoldLine:
    """A line of the text and what it is; several kinds where experts would differ."""

    span: Span
    kinds: tuple[BlockKind, ...]

    @property
    def furniture(self) -> bool | None:
        """Whether the line is page furniture; None where experts would differ."""
        cut = {kind is BlockKind.BOILERPLATE for kind in self.kinds}
        return cut.pop() if len(cut) == 1 else None


@dataclass(frozen=True, slots=True)
class GoldName:
    """A person or an organisation, and every place of the mined lines that names it."""

    name: str
    kind: EntityKind
    places: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class GoldQuote:
    """The words between one pair of marks. A fragment stands in a sentence of the writer's; `speaker` is None where nobody is named."""

    span: Span
    speaker: str | None
    fragment: bool


@dataclass(frozen=True, slots=True)
class GoldRole:
    """A title that the text gives somebody; with `any_company` it leaves open of what."""

    person: str
    title: str
    company: str | None
    past: bool
    any_company: bool


@dataclass(frozen=True, slots=True)
class GoldMoney:
    """A sum in whole units of its currency, rounded down; several amounts where it is a range."""

    span: Span
    amounts: tuple[int, ...]
    currency: str
    kind: str


@dataclass(frozen=True, slots=True)
class Gold:
    """All that one article says. Readings that touch an `open` place count neither for nor against the machine."""

    name: str
    lines: tuple[GoldLine, ...]
    names: tuple[GoldName, ...]
    quotes: tuple[GoldQuote, ...]
    roles: tuple[GoldRole, ...]
    money: tuple[GoldMoney, ...]
    cited: frozenset[str]
    topics: frozenset[str]
    published: dt.date | None
    open: tuple[Span, ...]
