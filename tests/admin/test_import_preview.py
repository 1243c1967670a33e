"""A preview in the admin: asked for on the form, read file by file, carried out."""

from http import HTTPStatus
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from procrastinate.contrib.django.models import ProcrastinateJob
from pytest_django import DjangoAssertNumQueries

from articles.ingest import run as importing
from articles.ingest import uploads
from articles.models import Article, ImportRun
from tests.ingest.press import load, story, write
from tests.ingest.test_learning import HOUSE, fill

pytestmark = pytest.mark.django_db


def address(run: ImportRun, name: str = "change", *more: int) -> str:
    return reverse(f"admin:articles_importrun_{name}", args=[run.pk, *more])


def previewed(path: Path) -> ImportRun:
    run = importing.create([path], dry_run=True)
    importing.execute(run, workers=1)
    return run


def test_an_upload_is_previewed_and_then_imported(admin_client: Client) -> None:
    upload = SimpleUploadedFile("plant.txt", story().encode())
    admin_client.post("/admin/articles/importrun/add/", {"archive": upload, "preview": "Preview"})
    preview = ImportRun.objects.get()
    assert preview.dry_run
    importing.execute(preview, workers=1)
    uploads.discard(preview)
    page = admin_client.get(address(preview)).content.decode()
    assert "Nothing has been imported" in page
    assert not Article.objects.exists()
    answer = admin_client.post(address(preview, "carry_out"))
    run = ImportRun.objects.get(plan=preview)
    assert answer.headers["Location"] == address(run)
    assert ProcrastinateJob.objects.order_by("id").last().args == {"run_id": run.pk}  # type: ignore[union-attr]
    assert (run.by and run.by.username) == "admin"
    importing.execute(run, workers=1)
    assert Article.objects.get().title == "Vela Robotics opens a plant in Oslo"
    assert f'Carried out by <a href="{address(run)}"' in admin_client.get(address(preview)).content.decode()
    admin_client.post(address(preview, "carry_out"))
    assert ImportRun.objects.count() == 2


def test_a_file_s_article_is_one_click_away(admin_client: Client, press: Path) -> None:
    path = write(press, "plant.txt", story())
    load(press)
    path.write_text(story(words="The second plant follows in May."))
    run = previewed(press)
    file = run.files.get()
    assert f'href="{address(run, "draft", file.pk)}"' in admin_client.get(address(run)).content.decode()
    page = admin_client.get(address(run, "draft", file.pk)).content.decode()
    for words in (
        "24 June 2025, from a date line of the file",
        "Mia Lund",
        "<ins>The second plant follows in May",
    ):
        assert words in page
    assert Article.objects.get().get_absolute_url() in page


def test_what_would_be_cut_is_told(admin_client: Client, press: Path) -> None:
    fill(press, 12)
    run = previewed(press)
    assert f"<q>{HOUSE}</q>" in admin_client.get(address(run)).content.decode()
    draft = admin_client.get(address(run, "draft", run.files.order_by("pk")[0].pk)).content.decode()
    assert f"Cut: </span>{HOUSE}" in draft
    load(press)
    fill(press, 1, first=13)
    page = admin_client.get(address(previewed(press))).content.decode()
    assert 'The Ledger: 1 line known already, <a href="/desk/rules/?source=the-ledger">see it</a>' in page


def test_who_may_only_look_carries_nothing_out(staff_client: Client, client: Client, press: Path) -> None:
    write(press, "a.txt", story())
    run = previewed(press)
    draft = address(run, "draft", run.files.get().pk)
    assert "Import these" not in staff_client.get(address(run)).content.decode()
    assert staff_client.get(draft).status_code == HTTPStatus.OK
    assert staff_client.post(address(run, "carry_out")).status_code == HTTPStatus.FORBIDDEN
    assert client.get(draft).status_code == HTTPStatus.FOUND
    assert not run.carried_out_by.exists()


def test_what_is_no_preview_is_not_carried_out_and_a_preview_is_not_taken_back(
    admin_client: Client, press: Path
) -> None:
    write(press, "a.txt", story())
    preview = previewed(press)
    done, _ = load(press)
    admin_client.post(address(done, "carry_out"))
    assert not ImportRun.objects.exclude(plan=None).exists()
    answer = admin_client.get(address(preview, "undo"))
    assert answer.headers["Location"] == address(preview)
    assert admin_client.get(address(preview, "carry_out")).status_code == HTTPStatus.METHOD_NOT_ALLOWED
    assert admin_client.get(address(done, "draft", done.files.get().pk)).status_code == HTTPStatus.NOT_FOUND
    assert (
        admin_client.get(address(preview, "draft", done.files.get().pk)).status_code == HTTPStatus.NOT_FOUND
    )


def test_the_files_of_a_preview_take_no_more_queries_than_one(
    admin_client: Client, press: Path, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(8):
        write(press, f"{number}.txt", story(number))
    run = previewed(press)
    with django_assert_max_num_queries(22):
        admin_client.get(address(run))
