"""What is known before an article is read: names of companies and people, as a snapshot that workers can carry."""

from dataclasses import dataclass, field

from articles.extraction.learned import NOTHING_LEARNED, LearnedTopics
from articles.resolution.links import EntityKind


@dataclass(frozen=True, slots=True)
class KnownRole:
    """What a person is or was at an organisation: evidence for names, never said to come from an article.

    `start` and `end` are years where they are known. A role without an end still holds unless it is `past`.
    """

    title: str
    organisation: str
    start: int | None = None
    end: int | None = None
    past: bool = False


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of an organisation besides its names; empty where it is not known.

    `ticker` is EXCHANGE:SYMBOL, `legal_form` that of the full legal name, `domain` the host of the home page without
    "www.", `parent` the name of the organisation that owns it.
    """

    ticker: str = ""
    legal_form: str = ""
    domain: str = ""
    parent: str = ""


@dataclass(frozen=True, slots=True)
class Known:
    """A company or person and the names it goes by.

    `ambiguous` aliases are also words, or names of others: they count only with evidence in the article.
    Organisations have `facts`, people have `roles`.
    """

    name: str
    kind: EntityKind
    aliases: tuple[str, ...] = ()
    ambiguous: tuple[str, ...] = ()
    facts: Facts = field(default=Facts())
    roles: tuple[KnownRole, ...] = ()


@dataclass(frozen=True, slots=True)
class Remembered:
    """A name that the archive has met in several articles with good evidence; `short` are keys of forms that mean it alone."""

    name: str
    kind: EntityKind
    short: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Knowledge:
    """The snapshot. `version` changes whenever the known entries do, or the topics that were learned from editors.

    What is `remembered` makes no article outdated.
    """

    known: tuple[Known, ...]
    version: str
    learned: LearnedTopics = NOTHING_LEARNED
    remembered: tuple[Remembered, ...] = ()
