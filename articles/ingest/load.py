"""What was read goes into the database: one transaction a chunk, rows by COPY, editors' decisions untouched."""

import logging
from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import Any

from django.db import DatabaseError, InterfaceError, OperationalError, connection, transaction
from django.utils import timezone
from psycopg.types.json import Jsonb

from articles.ingest import pages, rows
from articles.ingest.copying import copy, next_ids
from articles.ingest.entities import Register
from articles.ingest.findings import Placed, replace_findings
from articles.ingest.outcomes import Outcome, Settled, copied, rejected
from articles.ingest.plan import Chunk, Loaded
from articles.ingest.putting_aside import found, put_aside
from articles.ingest.rulebook import Rulebook
from articles.ingest.sources import Sources
from articles.ingest.verdicts import Decisions, Judge, Text
from articles.ingest.work import Reading, Refused
from articles.models import Article, ImportFile

logger = logging.getLogger(__name__)

_LOADING = 1_852_142_451  # the advisory lock under which one import at a time decides what is new
_ARTICLE = (
    *("id", "origin", "source", "file_hash", "text_hash", "imported_at", "changed_at"),
    *(
        "title",
        "byline",
        "published",
        "published_basis",
        "inferred_from",
        "inferred_to",
        "url",
        "given",
        "lead",
        "words",
        "text",
        "blocks",
    ),
    *("version", "knowledge", "rules"),
)


class Loader:
    """Loads the chunks of one run. `origins` are all the files of the run: a copy's original may be among them."""

    def __init__(
        self, run_id: int, register: Register, origins: Collection[str], rulebook: Rulebook | None = None
    ) -> None:
        self._run_id = run_id
        self._rulebook = rulebook or Rulebook()
        self._register = register
        self._origins = origins

    def load(self, chunk: Chunk, readings: Sequence[Reading]) -> list[Settled]:
        """The outcome of each file, stored. What the database refuses is one file's fault, and only that file's."""
        pairs = list(zip(chunk.files, readings, strict=True))
        try:
            return self._loaded(pairs, chunk.settled)
        except (OperationalError, InterfaceError):
            raise
        except (DatabaseError, ValueError, LookupError) as error:
            logger.warning("A chunk could not be loaded as one: %s", error)
        settled = self._loaded([], chunk.settled)
        return [*settled, *(outcome for pair in pairs for outcome in self._alone(pair))]

    def _alone(self, pair: tuple[Loaded, Reading]) -> list[Settled]:
        try:
            return self._loaded([pair], [])
        except (OperationalError, InterfaceError):
            raise
        except (DatabaseError, ValueError, LookupError) as error:
            path = pair[0].item.origin
            logger.exception("%s could not be loaded", path)
            reason = f"The database refused what was read: {str(error).splitlines()[0][:300]}"
            return self._loaded([], [rejected(path, "failed", reason)])

    def _loaded(self, pairs: Iterable[tuple[Loaded, Reading]], settled: Iterable[Settled]) -> list[Settled]:
        with transaction.atomic():
            lock_loading()
            outcomes = [*settled, *self._stored(list(pairs))]
            ImportFile.objects.bulk_create(outcome.row(self._run_id) for outcome in outcomes)
        return outcomes

    def _stored(self, pairs: list[tuple[Loaded, Reading]]) -> Iterator[Settled]:
        texts = []
        for file, reading in pairs:
            if isinstance(reading, Refused):
                yield rejected(file.item.origin, reading.code, reading.message)
            else:
                texts.append(Text.of(file, reading))
        if texts:
            yield from self._written(Judge(texts, self._origins).decide())

    def _written(self, decisions: Decisions) -> Iterator[Settled]:
        new = list(zip(next_ids(Article, len(decisions.new)), decisions.new, strict=True))
        sources = Sources()
        copy(Article, _ARTICLE, (self._row(pk, text, sources) for pk, text in new))
        put_aside(self._run_id, [pk for pk, _ in decisions.changed], found(), withdrawn=False)
        for pk, text in decisions.changed:
            _update(pk, file_hash=text.file.file_hash, text_hash=text.text_hash, **self._fields(text))
        for pk, text in decisions.moved:
            _update(pk, file_hash=text.file.file_hash, origin=text.file.item.origin)
        earlier = [pk for pk, _ in decisions.changed]
        replace_findings(
            (Placed(pk, text.read) for pk, text in (*new, *decisions.changed)), earlier, self._register
        )
        taken = [text for _, text in (*new, *decisions.changed, *decisions.moved)]
        pages.keep(text.file for text in taken if text.read.article.page)
        yield from decisions.settled
        yield from (_taken(Outcome.NEW, pk, text) for pk, text in new)
        yield from (_taken(Outcome.CHANGED, pk, text) for pk, text in decisions.changed)
        ids = {text.text_hash: pk for pk, text in new}
        yield from (
            copied(text.file.item.origin, holder.origin, holder.pk or ids[text.text_hash])
            for text, holder in decisions.copies
        )

    def _row(self, pk: int, text: Text, sources: Sources) -> tuple[Any, ...]:
        now = timezone.now()
        fields = self._fields(text)
        values = {
            **fields,
            "id": pk,
            "origin": text.file.item.origin,
            "source": sources.id(_source(text)),
            "file_hash": text.file.file_hash,
            "text_hash": text.text_hash,
            "imported_at": now,
            "changed_at": now,
            "blocks": Jsonb(fields["blocks"]),
            "given": Jsonb(fields["given"]),
        }
        return tuple(values[name] for name in _ARTICLE)

    def _fields(self, text: Text) -> dict[str, Any]:
        rules = self._rulebook.named(text.file.source)
        return rows.article_fields(text.read.article, self._register.version, rules)


def _taken(outcome: Outcome, pk: int, text: Text) -> Settled:
    """The outcome of a text that was stored, with what is wrong about its metadata."""
    return Settled(text.file.item.origin, outcome, pk, reason=" ".join(text.read.article.given.warnings))


def _source(text: Text) -> str:
    return text.file.item.source_of(text.read.article.given)


def _update(pk: int, **values: Any) -> None:
    Article.objects.filter(pk=pk).update(changed_at=timezone.now(), **values)


def lock_loading() -> None:
    """Waits until no other import or re-reading decides what is new, and then keeps them waiting to the transaction's end."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOADING])
