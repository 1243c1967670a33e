"""What is known before an article is read: names of companies and people, as a snapshot that workers can carry."""

from dataclasses import dataclass

from articles.resolution.links import EntityKind


@dataclass(frozen=True, slots=True)
class Known:
    """A company or person and the names it goes by.

    `ambiguous` aliases are also words, or names of others: they count only with evidence in the article.
    """

    name: str
    kind: EntityKind
    aliases: tuple[str, ...] = ()
    ambiguous: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Knowledge:
    """The snapshot. `version` changes whenever the entries do."""

    known: tuple[Known, ...]
    version: str
