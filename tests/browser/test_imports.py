"""An admin uploads an archive, watches it being imported, and reads the receipt."""

import io
import re
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Thread

import pytest
from django.contrib.auth.models import User
from django.db import connections
from playwright.sync_api import FilePayload, Page, expect
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob
from pytest_django import Settings

from articles.models.reading_run import QUEUE
from tests.browser.axe import violations
from tests.index import Index
from tests.ingest import small_model
from tests.ingest.press import load, story, write

OTHER = """Tarn Capital closes its third fund

25 June 2025

Investors from five countries have joined the third fund of Tarn Capital, which has closed at half a billion euros.
It looks for young companies that make batteries, pumps and bread, and has taken stakes in eleven of them so far.
"""


@pytest.fixture(autouse=True)
def _worker(index: Index, settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    settings.NEWSROOM_MODEL = small_model.NAME
    monkeypatch.setitem(
        connections.databases["default"], "CONN_MAX_AGE", 0
    )  # its threads leave no connection open
    yield
    ProcrastinateJob.objects.all().delete()


def test_an_admin_uploads_an_archive_and_reads_the_receipt(page: Page, admin: User) -> None:
    page.goto("/admin/")
    log_in(page, "admin")
    page.get_by_role("row", name=re.compile("^Import")).get_by_role("link", name="Add").click()
    assert violations(page) == []
    page.get_by_label("File", exact=True).set_input_files(
        archive(
            {
                "the-ledger/plant.txt": story(1).encode(),
                "the-ledger/more.txt": OTHER.encode(),
                "bad.txt": b"",
            }
        )
    )
    page.get_by_label("Source").fill("The Ledger")
    page.get_by_role("button", name="Import").click()
    expect(page.get_by_role("main")).to_contain_text("waiting for a worker")
    assert violations(page) == []
    with worker():
        expect(page.get_by_text("Finished on")).to_be_visible(timeout=60_000)
    expect(page.get_by_role("main")).to_contain_text("3 of 3 files")
    expect(page.get_by_role("row").filter(has_text="plant.txt")).to_contain_text("new")
    expect(page.get_by_role("row").filter(has_text="bad.txt")).to_contain_text("rejected")
    assert violations(page) == []

    page.goto("/?source=the-ledger")
    expect(page.get_by_role("article")).to_have_count(2)


def test_an_admin_looks_first_and_imports_what_was_shown(page: Page, admin: User) -> None:
    page.goto("/admin/articles/importrun/add/")
    log_in(page, "admin")
    page.get_by_label("File", exact=True).set_input_files(
        archive({"the-ledger/plant.txt": story(1).encode()})
    )
    page.get_by_role("button", name="Preview").click()
    with worker():
        expect(page.get_by_text("Nothing has been imported")).to_be_visible(timeout=60_000)
    assert violations(page) == []
    page.get_by_role("link", name="Vela Robotics opens a plant in Oslo").click()
    expect(page.get_by_role("main")).to_contain_text("24 June 2025, from a date line of the file")
    assert violations(page) == []
    page.go_back()
    page.get_by_role("button", name="Import these").click()
    with worker():
        expect(page.get_by_text("Finished on")).to_be_visible(timeout=60_000)
    expect(page.get_by_role("row").filter(has_text="plant.txt")).to_contain_text("new")


def test_an_admin_takes_an_import_back_and_brings_it_back(page: Page, admin: User, tmp_path: Path) -> None:
    run, _ = load(write(tmp_path, "plant.txt", story(1)))
    page.goto(f"/admin/articles/importrun/{run.pk}/change/")
    log_in(page, "admin")
    for way, said in (("Take", "Taken back"), ("Bring", "Finished on")):
        page.get_by_role("link", name=f"{way} the import back…").click()
        assert violations(page) == []
        page.get_by_role("button", name=f"{way} import {run.pk} back").click()
        expect(page.get_by_role("status")).to_contain_text("The import is being")
        with worker():
            pass
        page.get_by_role("link", name="Load this page again").click()
        expect(page.get_by_text(said)).to_be_visible()
        assert violations(page) == []


def log_in(page: Page, name: str) -> None:
    page.get_by_label("Username").fill(name)
    page.get_by_label("Password").fill(name)
    page.get_by_role("button", name="Log in").click()


def archive(files: dict[str, bytes]) -> FilePayload:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as file:
        for name, data in files.items():
            file.writestr(name, data)
    return {"name": "press.zip", "mimeType": "application/zip", "buffer": made.getvalue()}


@contextmanager
def worker() -> Iterator[None]:
    """What `manage.py worker` does until nothing is left to do, beside Playwright's event loop."""
    thread = Thread(target=_work)
    thread.start()
    try:
        yield
    finally:
        thread.join()


def _work() -> None:
    try:
        with app.replace_connector(app.connector.get_worker_connector()) as working:  # type: ignore[attr-defined]
            working.run_worker(queues=[QUEUE], wait=False, install_signal_handlers=False, listen_notify=False)
    finally:
        connections.close_all()
