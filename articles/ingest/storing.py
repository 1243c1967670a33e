"""Texts that were read become rows of the archive: by COPY, editors' decisions untouched."""

import datetime as dt
from collections.abc import Container, Iterator, Sequence
from typing import Any

from django.utils import timezone
from psycopg.types.json import Jsonb

from articles.ingest import pages, rows
from articles.ingest.corrections import hold
from articles.ingest.entities import Register
from articles.ingest.findings import Placed, replace_findings, retag
from articles.ingest.holders import Holders
from articles.ingest.outcomes import Outcome, Settled, copied, rejected
from articles.ingest.putting_aside import found, put_aside
from articles.ingest.rulebook import Rulebook
from articles.ingest.sources import Sources
from articles.ingest.texts import Text
from articles.ingest.verdicts import Decisions, Judge, taken
from articles.models import Arrival, Article
from articles.models.copying import copy, next_ids

_ARTICLE = (
    *("id", "origin", "source", "file_hash", "text_hash", "imported_at", "changed_at"),
    *("title", "byline", "published", "published_basis", "inferred_from", "inferred_to", "url", "given"),
    *("lead", "words", "text", "blocks", "version", "knowledge", "rules"),
)

_BUSY = "The archive has changed while the file was read. Import it again."


class Storing:
    """Stores the texts of one import. `origins` are all its files: a copy's original may be among them."""

    def __init__(
        self, run_id: int, register: Register, origins: Container[str], rulebook: Rulebook | None = None
    ) -> None:
        self._run_id = run_id
        self._rulebook = rulebook or Rulebook()
        self._register = register
        self._origins = origins

    def write(self, texts: Sequence[Text]) -> Iterator[Settled]:
        """The outcome of each text, stored. Needs a transaction, and the lock on loading."""
        outdated = _outdated(texts)
        yield from (rejected(text.origin, "busy", _BUSY) for text in outdated)
        rest = [text for text in texts if text not in outdated]
        yield from self._written(Judge(rest, self._origins, Holders()).decide())

    def _written(self, decisions: Decisions) -> Iterator[Settled]:
        new = list(zip(next_ids(Article, len(decisions.new)), decisions.new, strict=True))
        earlier = [it.pk for it in decisions.changed]
        touched = [*earlier, *(it.pk for it in decisions.told)]
        held = hold(touched)
        put_aside(self._run_id, touched, found(), withdrawn=False)
        for it in decisions.changed:
            fields = held.corrected(it.pk, self._fields(it.text))
            _update(it.pk, it.text, text_hash=it.text.text_hash, **fields)
        for it in decisions.told:
            retag(it.pk, it.text.read.article.given.tags)
            _update(it.pk, it.text, **held.corrected(it.pk, rows.told_fields(it.text.read.article)))
        for pk, text in decisions.moved:
            _update(pk, text)
        sources = Sources()
        now = timezone.now()
        copy(
            Article, _ARTICLE, (self._row(pk, text, sources, now) for pk, text in new)
        )  # of texts that others have given up
        copy(Arrival, ("article", "at"), ((pk, now) for pk, _ in new))
        read = (*new, *((it.pk, it.text) for it in decisions.changed))
        replace_findings((Placed(pk, text.read) for pk, text in read), earlier, self._register)
        same = (*((it.pk, it.text) for it in decisions.told), *decisions.moved)
        pages.keep(text.file for _, text in (*read, *same) if text.read.article.page)
        yield from decisions.settled
        yield from (taken(Outcome.NEW, pk, text) for pk, text in new)
        for it in (*decisions.changed, *decisions.told):
            yield taken(Outcome.CHANGED, it.pk, it.text, it)
        ids = {text.text_hash: pk for pk, text in new}
        yield from (
            copied(text.origin, holder.origin, holder.pk or ids[text.text_hash])
            for text, holder in decisions.copies
        )

    def _row(self, pk: int, text: Text, sources: Sources, now: dt.datetime) -> tuple[Any, ...]:
        fields = self._fields(text)
        values = {
            **fields,
            "id": pk,
            "origin": text.origin,
            "source": sources.id(text.source),
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


def _update(pk: int, text: Text, /, **values: Any) -> None:
    """The article is that of the text's file now, with these values."""
    Article.objects.filter(pk=pk).update(
        changed_at=timezone.now(), origin=text.origin, file_hash=text.file.file_hash, **values
    )


def _outdated(texts: Sequence[Text]) -> list[Text]:
    """Those in which nothing was looked for because the archive had them, and has no longer."""
    unread = [text for text in texts if text.read.parsed_only]
    if not unread:
        return []
    held = Article.objects.filter(text_hash__in=[text.text_hash for text in unread])
    hashes = set(held.values_list("text_hash", flat=True))
    return [text for text in unread if text.text_hash not in hashes]
