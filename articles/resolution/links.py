"""What resolution decides: which name is which company or person."""

from dataclasses import dataclass
from enum import StrEnum

from articles.extraction.findings import FoundMoney, FoundTopic, Span


class EntityKind(StrEnum):
    """A person, or what kind of organisation."""

    PERSON = "person"
    COMPANY = "company"
    MEDIA = "media"
    PUBLIC_BODY = "public body"
    NON_PROFIT = "non-profit"
    UNIVERSITY = "university"
    FUND = "fund"


@dataclass(frozen=True, slots=True)
class Entity:
    """A company or person of one article.

    `key` is the folded form of `name` (`names.key`) and is unique among the article's organisations, and among its people.
    `linked` is False for a bare surname that could be several people: it is shown as a name, never stored as somebody.
    """

    name: str
    key: str
    kind: EntityKind
    linked: bool = True


@dataclass(frozen=True, slots=True)
class Mention:
    """A place that names an entity. `basis` says what decided it: `known`, `model`, `context`, `surname`, `byline`, `memory`, `rule`."""

    span: Span
    entity: Entity
    confidence: float
    basis: str


class SpeakerKind(StrEnum):
    PERSON = "person"
    COMPANY = "company"
    UNNAMED = "unnamed"


@dataclass(frozen=True, slots=True)
class Quote:
    """Quoted words and who said them; `speaker` is None where `speaker_kind` is unnamed."""

    span: Span
    speaker: Entity | None
    speaker_kind: SpeakerKind
    cue: str | None
    partial: bool
    confidence: float


@dataclass(frozen=True, slots=True)
class Role:
    person: Entity
    title: str
    company: Entity | None
    past: bool
    sentence: Span


@dataclass(frozen=True, slots=True)
class Links:
    """An article's findings with names made into entities. Mentions do not overlap.

    `credits` are the places in bylines that name who made the article: people it is by, not people it is about.
    """

    mentions: tuple[Mention, ...]
    quotes: tuple[Quote, ...]
    roles: tuple[Role, ...]
    money: tuple[FoundMoney, ...]
    cited: tuple[Entity, ...]
    topics: tuple[FoundTopic, ...]
    credits: tuple[Mention, ...] = ()
