"""What workers do at night."""

from datetime import timedelta

import pytest
from django.core.cache import caches
from django.utils import timezone
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateEvent, ProcrastinateJob

from articles.models import Article, CompanyTag, JobNote, Memory, SearchChange
from articles.search import check
from articles.tasks import upkeep
from articles.tasks.runs import import_run
from tests import factories
from tests.index import Index
from tests.tasks.workers import work

pytestmark = pytest.mark.django_db(transaction=True)


def done(name: str) -> str:
    """What the job says that a worker has done."""
    job_id = app.configure_task(name).defer(timestamp=0)
    work(upkeep.UPKEEP, upkeep.MINUTELY)
    assert ProcrastinateJob.objects.get(pk=job_id).status == "succeeded"
    return JobNote.objects.filter(job_id=job_id).values_list("words", flat=True).first() or ""


@pytest.mark.parametrize(
    "name", sorted(key for key, _ in app.periodic_registry.periodic_tasks if key != "look_after")
)
def test_each_can_be_done_in_an_empty_archive(index: Index, name: str) -> None:
    done(name)


def test_what_differs_in_the_index_is_put_right(index: Index) -> None:
    articles = [factories.article(f"Title {at}") for at in range(3)]
    index.refresh()
    Article.objects.filter(pk=articles[1].pk).update(title="Another")
    SearchChange.objects.all().delete()  # as if the index had failed to follow
    assert len(check.check()) == 1
    assert done("check_index").endswith("Put right: 1.")
    assert not check.check()
    assert done("check_index").endswith("Put right: 0.")


def test_what_editors_decided_counts_for_what_is_remembered(index: Index) -> None:
    company = factories.company("Vela Robotics")
    for at in range(2):
        factories.article(f"Title {at}", companies=(company,))
    CompanyTag.objects.update(confidence=0.9)
    assert done("renew_memory") == "Names remembered: 1."
    CompanyTag.objects.filter(article__title="Title 0").update(removed=True, origin="editor")
    assert done("renew_memory") == "Names remembered: 0."
    assert Memory.objects.get().names == []


def test_kept_pages_go(index: Index) -> None:
    caches["pages"].set("key", b"page")
    done("purge_pages")
    assert caches["pages"].get("key") is None


def test_jobs_that_ended_long_ago_leave_the_list_and_what_they_said_goes_with_them() -> None:
    old, late, waiting = (import_run.defer(run_id=at) for at in range(3))
    JobNote.objects.bulk_create(JobNote(job_id=pk, words="So it was.") for pk in (old, late))
    ProcrastinateJob.objects.filter(pk__in=[old, late]).update(status="failed")
    long_ago = timezone.now() - upkeep.KEPT - timedelta(days=1)
    ProcrastinateEvent.objects.filter(job__in=[old, waiting]).update(at=long_ago)
    upkeep.purge_jobs(timestamp=0)
    assert set(ProcrastinateJob.objects.values_list("pk", flat=True)) == {late, waiting}
    assert JobNote.objects.get().job_id == late
