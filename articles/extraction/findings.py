"""What extraction proposes. Places are characters of the article's text; nothing here says who is who."""

from dataclasses import dataclass
from enum import StrEnum


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Characters `start` to `end` (exclusive) of the article's text."""

    start: int
    end: int


class Label(StrEnum):
    """What a name seems to name."""

    ORGANISATION = "organisation"
    PERSON = "person"
    PLACE = "place"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Candidate:
    """A name seen in the text, what it seems to name, and the kinds of evidence for that (`model`, `legal form`, `title before`)."""

    span: Span
    text: str
    label: Label
    evidence: tuple[str, ...]
    confidence: float


@dataclass(frozen=True, slots=True)
class FoundQuote:
    """Quoted words, without the marks around them.

    `speaker` is the place that names the speaker: a name ("Altman"), a pronoun ("he") or a description
    ("the company", "a spokesperson for Vela"); None where the text names nobody.
    `partial` is a fragment woven into a sentence of the writer's.
    """

    span: Span
    speaker: Span | None
    cue: str | None
    partial: bool
    confidence: float


@dataclass(frozen=True, slots=True)
class FoundRole:
    """A person's title, and the company where the text names one; `sentence` is the one that says so."""

    person: Span
    title: str
    company: Span | None
    past: bool
    sentence: Span


@dataclass(frozen=True, slots=True)
class FoundMoney:
    """An amount in whole units of `currency` (ISO 4217); `kind` is one of MONEY_KINDS."""

    span: Span
    amount: int
    currency: str
    kind: str


@dataclass(frozen=True, slots=True)
class FoundTopic:
    """A topic of the controlled list, by slug, with a score from 0 to 1."""

    slug: str
    score: float


MONEY_KINDS = ("raised", "valuation", "acquisition", "revenue", "fine", "investment", "other")


@dataclass(frozen=True, slots=True)
class Findings:
    """All that one article yields. Each tuple is in the order of the text, topics by falling score.

    `credits` are the names of those who made the article, in its bylines.
    """

    candidates: tuple[Candidate, ...]
    quotes: tuple[FoundQuote, ...]
    roles: tuple[FoundRole, ...]
    money: tuple[FoundMoney, ...]
    cited: tuple[Span, ...]
    topics: tuple[FoundTopic, ...]
    credits: tuple[Span, ...] = ()
