"""Stored articles that a re-reading looks at, in the order of their ids: which of them need reading, and as what."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from articles.ingest.rulebook import Rulebook
from articles.ingest.work import Job
from articles.models import Article, ReadingRun
from articles.models.correction import as_told
from articles.reading import VERSION
from articles.text.article import Block, BlockKind
from articles.text.given import Given

WINDOW = 24  # articles that are looked at, read and stored at a time

Scope = ReadingRun.Scope


@dataclass(frozen=True, slots=True)
class Stored:
    """An article as it is stored. `given` is what was told of it at import."""

    pk: int
    origin: str
    source_id: int | None
    text: str
    text_hash: str
    given: Given
    version: str
    knowledge: str
    rules: tuple[int, ...]
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Window:
    """Articles in a row: those up to `last_id`, of which `stale` are to be read again."""

    stale: tuple[Stored, ...]
    seen: int
    last_id: int

    def jobs(self, rulebook: Rulebook) -> tuple[Job, ...]:
        return tuple(Job(it.origin, it.text, it.given, rulebook.of(it.source_id).lines) for it in self.stale)


def in_scope(run: ReadingRun, knowledge: str, rulebook: Rulebook) -> QuerySet[Article]:
    """The articles that the run has to look at; whether the rules have changed for one takes a look at its lines."""
    articles = Article.objects.all()
    if run.source_id:
        articles = articles.filter(source=run.source_id)
    if run.since:
        return articles.filter(version__in=_before(run.since))
    if run.scope == Scope.OUTDATED:
        current = Q(version=VERSION, knowledge=knowledge)
        ruled = Q(source__in=rulebook.sources) | ~Q(rules=[])
        return articles.filter(~current | ruled)
    return articles


def windows(run: ReadingRun, knowledge: str, rulebook: Rulebook) -> Iterator[Window]:
    """What is left of the run, in windows."""
    articles = in_scope(run, knowledge, rulebook).filter(pk__lte=run.end_id or 0).order_by("pk")
    last_id = run.last_id
    while found := [_stored(row) for row in articles.filter(pk__gt=last_id).values(*_FIELDS)[:WINDOW]]:
        last_id = found[-1].pk
        stale = tuple(it for it in found if _is_stale(it, run, knowledge, rulebook))
        yield Window(stale, len(found), last_id)


def number(version: str) -> int:
    """The place of a version of the machine among the others; 0 for what is no number, older than all."""
    return int(version) if version.isdecimal() else 0


_FIELDS = (
    *("pk", "origin", "source_id", "text", "text_hash", "published", "published_basis", "given", "url"),
    "told",
    *("version", "knowledge", "rules", "blocks"),
)


def _stored(row: dict[str, object]) -> Stored:
    row = as_told(row, row.pop("told"))  # type: ignore[arg-type]  # a column of JSON
    date, basis, told = row.pop("published"), row.pop("published_basis"), row.pop("given")
    rules, blocks, url = row.pop("rules"), row.pop("blocks"), row.pop("url")
    return Stored(
        **row,  # type: ignore[arg-type]  # the columns of _FIELDS
        given=Given(
            title=told.get("title", ""),  # type: ignore[attr-defined]
            published=date if basis == Article.DateBasis.GIVEN else None,  # type: ignore[arg-type]
            authors=tuple(told.get("authors", ())),  # type: ignore[attr-defined]
            url=url,  # type: ignore[arg-type]
            tags=tuple(told.get("tags", ())),  # type: ignore[attr-defined]
        ),
        rules=tuple(rules),  # type: ignore[arg-type]
        blocks=tuple(Block(BlockKind(kind), start, end) for kind, start, end in blocks),  # type: ignore[attr-defined]
    )


def _is_stale(it: Stored, run: ReadingRun, knowledge: str, rulebook: Rulebook) -> bool:
    if run.scope == Scope.ALL or run.since:
        return True
    if run.scope == Scope.OUTDATED and (it.version, it.knowledge) != (VERSION, knowledge):
        return True
    return list(it.rules) != rulebook.of(it.source_id).standing(it.text, it.blocks)


def _before(version: str) -> list[str]:
    """The versions in the archive that are older than this one."""
    stored = Article.objects.order_by().values_list("version", flat=True).distinct()
    return [it for it in stored if number(it) < number(version)]
