"""An import taken back: what it made leaves the archive, what it changed is as before; and the way back from that."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import batched

from django.db.models import Exists, OuterRef, Q

from articles.ingest.corrections import settle
from articles.ingest.putting_aside import (
    Part,
    clashing,
    delete_ownerless_pages,
    everything,
    found,
    put_aside,
    put_back,
    take_out,
)
from articles.models import Article, ImportFile, ImportRun, Revision, Sketch, StoryVerdict
from articles.models.import_run import ImportFileQuerySet

KEPT_DAYS = 30  # for which an import that was taken back can be brought back
_BATCH = 1000  # articles

Outcome = ImportFile.Outcome
Status = ImportRun.Status


@dataclass(frozen=True, slots=True)
class Reach:
    """Ids of the articles that an import made and that it changed, as far as they can be swapped for what is put aside.

    `stay` counts the others: changed by a later import since, or without an earlier text, or their text is another's by now.
    """

    new: tuple[int, ...]
    changed: tuple[int, ...]
    stay: int

    @property
    def articles(self) -> int:
        return len(self.new) + len(self.changed)


def reach(run: ImportRun) -> Reach:
    """What taking the run back, or bringing it back, would do now."""
    files = ImportFile.objects.filter(run=run, outcome__in=[Outcome.NEW, Outcome.CHANGED])
    undone = run.status == Status.UNDONE
    here = Exists(Article.objects.filter(pk=OuterRef("article_id")))
    aside = Exists(run.revisions.filter(article_id=OuterRef("article_id"), withdrawn=undone))
    new = _ids(files.filter(~here & aside if undone else here, outcome=Outcome.NEW))
    changed = _ids(files.filter(here & aside, outcome=Outcome.CHANGED))
    fitting = _fitting(run, {*changed, *new} if undone else set(changed), set(new))
    new, changed = (tuple(pk for pk in ids if pk in fitting) for ids in (new, changed))
    return Reach(new, changed, files.count() - len(new) - len(changed))


def take_back(run: ImportRun, reached: Reach) -> None:
    """Needs a transaction, and the lock on loading."""
    _put_aside(run, reached.new, everything(), withdrawn=True)
    _put_aside(run, reached.changed, found(), withdrawn=True)
    _put_back(run, reached.changed, found(), withdrawn=False)


def bring_back(run: ImportRun, reached: Reach) -> None:
    """Needs a transaction, and the lock on loading."""
    _put_aside(run, reached.changed, found(), withdrawn=False)
    _put_back(run, reached.changed, found(), withdrawn=True)
    _put_back(run, reached.new, everything(), withdrawn=True)


def purge(before: datetime) -> int:
    """Deletes for good what was taken back until then, and pages that no article has; says how many articles' rows that were."""
    gone = Revision.objects.filter(withdrawn=True, at__lt=before).delete()[0]
    delete_ownerless_pages()
    return gone


def _fitting(run: ImportRun, back: set[int], others: set[int]) -> set[int]:
    """Those whose revision can be put back, and `others`, which move at the same time: their texts are free to take."""
    while clash := clashing(run.pk, back, back | others, withdrawn=run.status == Status.UNDONE):
        back, others = back - clash, others - clash
    return back | others


def _put_aside(run: ImportRun, articles: Sequence[int], parts: Sequence[Part], *, withdrawn: bool) -> None:
    for ids in batched(articles, _BATCH):
        put_aside(run.pk, ids, parts, withdrawn=withdrawn)
        _leave_stories(ids, gone=parts == everything())
        take_out(ids, parts)


def _put_back(run: ImportRun, articles: Sequence[int], parts: Sequence[Part], *, withdrawn: bool) -> None:
    for ids in batched(articles, _BATCH):
        put_back(run.pk, ids, parts, withdrawn=withdrawn)
        in_stories = Article.objects.filter(pk__in=ids).exclude(story=None)
        in_stories.update(story=None)  # it may have changed since, and is found anew
        settle(ids)


def _leave_stories(ids: Sequence[int], *, gone: bool) -> None:
    """The stories of the articles are folded anew: what they led leads itself until then."""
    copies = Article.objects.filter(story__in=ids).exclude(pk__in=ids)
    Sketch.objects.filter(Q(article__in=ids) | Q(article__in=copies)).delete()
    copies.update(story=None)
    if gone:
        StoryVerdict.objects.filter(Q(first__in=ids) | Q(second__in=ids)).delete()


def _ids(files: ImportFileQuerySet) -> tuple[int, ...]:
    ids = files.of_no_later().order_by("pk").values_list("article_id", flat=True)
    return tuple(pk for pk in ids if pk is not None)
