"""An admin looks at the background's jobs, stops one and has another done again."""

from collections.abc import Iterator
from typing import Literal

import pytest
from django.contrib.auth.models import User
from playwright.sync_api import Page, expect
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob

from articles import tasks
from articles.models import ImportRun, JobNote
from articles.tasks.runs import undo_import
from tests.browser.axe import violations
from tests.browser.conftest import LogIn


@pytest.fixture
def desk(admin: User, log_in: LogIn) -> Iterator[ImportRun]:
    """A job of each state; gives the import that runs."""
    runs = [ImportRun.objects.create(paths=[f"/archive/press/{name}"]) for name in ("ledger", "wire", "desk")]
    for run in runs:
        tasks.enqueue(run)
    undo_import.defer(run_id=runs[0].pk, by_id=admin.pk, back=False)
    for name in ("check_index", "renew_memory", "purge_uploads"):
        app.configure_task(name).defer(timestamp=0)
    for status, fitting in (
        ("doing", {"task_name__in": ["check_index", "renew_memory", "purge_uploads", "undo_import"]}),
        ("doing", {"args__run_id__in": [runs[0].pk, runs[1].pk], "task_name": "import_run"}),
        ("failed", {"args__run_id": runs[0].pk}),
        ("succeeded", {"task_name__in": ["check_index", "renew_memory", "purge_uploads"]}),
    ):
        ProcrastinateJob.objects.filter(**fitting).update(status=status)
    _say("check_index", "Articles compared: 500. Put right: 2.")
    _say("renew_memory", "Names remembered: 1,204.")
    _say("undo_import", f"Import {runs[0].pk} has not ended: cancel it first.")
    _say("import_run", "There are no files in /archive/press/ledger.")
    ImportRun.objects.filter(pk=runs[0].pk).update(status="failed", finished_at="2026-01-01T00:00Z")
    log_in(admin)
    yield runs[1]
    ProcrastinateJob.objects.all().delete()


def _say(task: str, words: str) -> None:
    job = ProcrastinateJob.objects.filter(task_name=task).order_by("pk")[0]
    JobNote.objects.create(job_id=job.pk, words=words)


@pytest.mark.parametrize(
    ("width", "scheme"), [(390, "light"), (390, "dark"), (1280, "light"), (1280, "dark")]
)
def test_the_page_is_readable_and_calm(
    page: Page, desk: ImportRun, width: int, scheme: Literal["light", "dark"]
) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    page.emulate_media(color_scheme=scheme)
    for address in ("/desk/jobs/", "/desk/jobs/?state=cancelled"):
        page.goto(address)
        assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), address
        assert violations(page) == [], address


def test_one_is_stopped_and_another_done_again(page: Page, desk: ImportRun) -> None:
    page.goto("/desk/jobs/?state=failed")
    failed = page.get_by_role("listitem").filter(has_text="There are no files in")
    failed.get_by_role("button", name="Try again").click()
    expect(page.get_by_text("The job is done again.")).to_be_visible()
    page.get_by_role("button", name=f"Stop Import {desk.pk}").click()
    expect(page.get_by_text("The job is cancelled.")).to_be_visible()
    desk.refresh_from_db()
    assert desk.status == "cancelled"


def test_the_list_follows_by_itself(page: Page, desk: ImportRun) -> None:
    page.goto("/desk/jobs/")
    running = page.get_by_role("listitem").filter(has_text=f"Import {desk.pk}")
    expect(running).to_contain_text("Running")
    ProcrastinateJob.objects.filter(args__run_id=desk.pk).update(status="succeeded")
    expect(running).to_contain_text("Done")
