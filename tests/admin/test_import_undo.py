from http import HTTPStatus
from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse
from procrastinate.contrib.django.models import ProcrastinateJob

from articles import tasks
from articles.models import Article, ImportRun
from tests.ingest.press import load, story, write

pytestmark = pytest.mark.django_db


def address(run: ImportRun, name: str = "undo") -> str:
    return reverse(f"admin:articles_importrun_{name}", args=[run.pk])


def test_an_import_is_taken_back_by_a_worker_and_brought_back(admin_client: Client, press: Path) -> None:
    run, _ = load(write(press, "a.txt", story()))
    page = admin_client.get(address(run)).content.decode()
    assert "1 article would leave the archive" in page
    assert "Editors have decided nothing" in page
    for state, articles in (("taken back", 0), ("brought back", 1)):
        ProcrastinateJob.objects.all().delete()
        assert admin_client.post(address(run)).headers["Location"] == address(run, "change")
        assert f"being {state}" in admin_client.get(address(run, "change")).content.decode()
        job = ProcrastinateJob.objects.get()
        tasks.undo_import(**job.args)
        assert Article.objects.count() == articles


def test_who_may_not_import_takes_nothing_back(editor_client: Client, client: Client, press: Path) -> None:
    run, _ = load(write(press, "a.txt", story()))
    for somebody in (editor_client, client):
        assert somebody.post(address(run)).status_code == HTTPStatus.FOUND  # to the login
    assert not ProcrastinateJob.objects.exists()


def test_an_import_that_runs_and_one_that_is_not(admin_client: Client) -> None:
    run = ImportRun.objects.create(status=ImportRun.Status.RUNNING)
    assert admin_client.post(address(run)).status_code == HTTPStatus.FOUND
    assert not ProcrastinateJob.objects.exists()
    run.pk += 1
    assert admin_client.get(address(run)).status_code == HTTPStatus.NOT_FOUND
