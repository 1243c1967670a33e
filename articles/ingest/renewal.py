"""What a stored article was read as this time takes the place of what it was read as before; editors' decisions stay."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils import timezone

from articles.ingest import rows
from articles.ingest.corrections import hold
from articles.ingest.entities import Register
from articles.ingest.findings import Placed, replace_findings
from articles.ingest.load import lock_loading
from articles.ingest.rulebook import Rulebook
from articles.ingest.stored import Stored, Window
from articles.ingest.work import Read, Reading
from articles.models import (
    Article,
    CompanyTag,
    Mention,
    Money,
    PersonTag,
    Quote,
    ReadingRun,
    Role,
    TopicTag,
)

_SHOWN = (
    (Mention, ("start", "end", "company", "person")),
    (Quote, ("start", "end", "company", "person", "partial")),
    (Role, ("start", "person", "company", "title", "past")),
    (Money, ("start", "amount", "currency", "kind")),
    (CompanyTag, ("company", "removed", "cited")),
    (PersonTag, ("person", "removed")),
    (TopicTag, ("topic", "removed")),
)


@dataclass(frozen=True, slots=True)
class Renewal:
    """Stores the windows of one run."""

    run_id: int
    register: Register
    rulebook: Rulebook

    def store(self, window: Window, readings: Sequence[Reading]) -> None:
        """One transaction: the readings of the window's articles, and how far the run has come.

        An article that somebody has changed or deleted since it was looked at is left as it is.
        """
        with transaction.atomic():
            lock_loading()
            good = _still(zip(window.stale, readings, strict=True))
            ids = [it.pk for it, _ in good]
            before, held = _shown(ids), hold(ids)
            for it, read in good:
                fields = rows.article_fields(
                    read.article, self.register.version, self.rulebook.of(it.source_id)
                )
                Article.objects.filter(pk=it.pk).update(
                    changed_at=timezone.now(), **held.corrected(it.pk, fields)
                )
            replace_findings((Placed(it.pk, read) for it, read in good), ids, self.register)
            after = _shown(ids)
            changed = sum(before[pk] != after[pk] for pk in ids)
            self._note(window, len(good), changed, sum(not isinstance(it, Read) for it in readings))

    def _note(self, window: Window, read: int, changed: int, failed: int) -> None:
        run = ReadingRun.objects.select_for_update().get(pk=self.run_id)
        run.last_id = window.last_id
        run.seen += window.seen
        run.read += read
        run.changed += changed
        run.failed += failed
        run.save(update_fields=["last_id", "seen", "read", "changed", "failed"])


def _still(pairs: Iterable[tuple[Stored, Reading]]) -> list[tuple[Stored, Read]]:
    """The articles that were read and have the text that was read."""
    good = [(it, reading) for it, reading in pairs if isinstance(reading, Read)]
    stored = Article.objects.filter(pk__in=[it.pk for it, _ in good]).select_for_update()
    hashes = dict(stored.order_by("pk").values_list("pk", "text_hash"))
    return [(it, read) for it, read in good if hashes.get(it.pk) == it.text_hash]


def _shown(ids: list[int]) -> dict[int, set[tuple[Any, ...]]]:
    """What pages show of each article, for telling whether it has changed."""
    shown = defaultdict[int, set[tuple[Any, ...]]](set)
    for model, fields in _SHOWN:
        for row in model.objects.filter(article__in=ids).values_list("article_id", *fields):
            shown[row[0]].add((model, *row[1:]))
    for row in Article.objects.filter(pk__in=ids).values_list("pk", "title", "byline", "published", "blocks"):
        shown[row[0]].add((Article, repr(row[1:])))
    return shown
