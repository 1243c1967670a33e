import os
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from pytest_django import Settings

from articles.ingest import run as importing
from articles.ingest import uploads
from articles.models import ImportRun
from tests.ingest.press import story

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _own_folder(settings: Settings, tmp_path: Path) -> None:
    settings.VAR = tmp_path


def uploaded(text: str) -> ImportRun:
    return importing.create([uploads.store(SimpleUploadedFile("a.txt", text.encode()))])


def test_they_wait_where_the_setting_says(settings: Settings, tmp_path: Path) -> None:
    settings.NEWSROOM_UPLOADS = tmp_path / "shared"
    run = uploaded(story())
    assert Path(run.paths[0]).is_relative_to(tmp_path / "shared")
    assert uploads.shown_paths(run) == ["a.txt"]
    importing.execute(run, workers=1)
    uploads.discard(run)
    assert uploads.are_gone(run)


def aged(run: ImportRun) -> Path:
    folder = Path(run.paths[0]).parent
    os.utime(folder, (0, 0))
    return folder


def test_an_upload_goes_once_all_of_it_is_in_the_archive() -> None:
    run = uploaded(story())
    uploads.discard(run)
    assert not uploads.are_gone(run)
    importing.execute(run, workers=1)
    uploads.discard(run)
    assert uploads.are_gone(run)


def test_an_upload_stays_where_its_files_may_be_wanted_again() -> None:
    rejected, cancelled = uploaded(" "), uploaded(story())
    importing.execute(rejected, workers=1)
    importing.cancel(cancelled)
    importing.execute(ImportRun.objects.get(pk=cancelled.pk), workers=1)
    for run in (rejected, cancelled):
        run.refresh_from_db()
        assert run.finished_at is not None
        uploads.discard(run)
        uploads.purge()
        assert not uploads.are_gone(run)
        folder = aged(run)
        uploads.purge()
        assert not folder.exists()


def test_an_old_upload_that_still_waits_is_kept() -> None:
    run = uploaded(story())
    aged(run)
    uploads.purge()
    assert not uploads.are_gone(run)
