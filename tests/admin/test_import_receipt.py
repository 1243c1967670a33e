import csv
import io
from http import HTTPStatus
from pathlib import Path
from urllib.parse import urlencode

import pytest
from django.http import StreamingHttpResponse
from django.test import Client
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st
from procrastinate.contrib.django.models import ProcrastinateJob
from pytest_django import DjangoAssertNumQueries

from articles.admin.import_receipt import plain
from articles.ingest import run as importing
from articles.ingest.receipt import of
from articles.models import Article, ImportFile, ImportRun
from tests.ingest.press import load, outcomes, story, write

pytestmark = pytest.mark.django_db


def address(name: str, run: ImportRun) -> str:
    return reverse(f"admin:articles_importrun_{name}", args=[run.pk])


def finished(*files: ImportFile) -> ImportRun:
    run = importing.create(["/press"])
    for file in files:
        file.run = run
    ImportFile.objects.bulk_create(files)
    ImportRun.objects.update(status="done", total=len(files), finished_at=run.created_at)
    return run


def table(client: Client, run: ImportRun, **asked: str) -> list[list[str]]:
    answer = client.get(address("table", run), asked)
    assert isinstance(answer, StreamingHttpResponse)
    text = b"".join(answer).decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text, newline="")))


def test_a_file_is_found_by_its_reason(admin_client: Client) -> None:
    run = finished(
        ImportFile(path="/press/a.txt", outcome="rejected", code="empty", reason="The file is empty."),
        ImportFile(path="/press/b.txt", outcome="rejected", code="large", reason="Over 100% of the limit."),
    )
    page = admin_client.get(address("change", run), {"q": "100%"}).content.decode()
    assert "/press/b.txt" in page
    assert "/press/a.txt" not in page


def test_files_lead_to_their_articles_and_copies_to_the_original(admin_client: Client, press: Path) -> None:
    write(press, "a.txt", story())
    write(press, "b.txt", story())
    run, _ = load(press)
    article = Article.objects.get()
    page = admin_client.get(address("change", run)).content.decode()
    assert page.count(f'href="{article.get_absolute_url()}"') == 2
    article.delete()
    assert admin_client.get(address("change", run)).content.decode().count("no longer in the archive") == 2


def test_the_table_holds_all_that_the_filter_lets_through(
    admin_client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("articles.admin.import_receipt.FILES_A_PAGE", 2)
    files = [ImportFile(path=f"/press/{n}.txt", outcome="new", article_id=n + 1) for n in range(5)]
    bad = ImportFile(path="/press/=1.txt", outcome="rejected", code="empty", reason='=cmd|"x", or\nso')
    run = finished(*files, bad)
    rows = table(admin_client, run)
    assert rows[0] == ["file", "outcome", "code", "reason", "article"]
    assert [row[0] for row in rows[1:]] == [*(f"/press/{n}.txt" for n in range(5)), "/press/=1.txt"]
    assert rows[1][4] == "1"
    assert table(admin_client, run, outcome="rejected")[1:] == [
        ["/press/=1.txt", "rejected", "empty", '\'=cmd|"x", or\nso', ""]
    ]
    assert len(table(admin_client, run, q="3.txt", page="7")) == 2


@given(st.text())
def test_no_cell_is_taken_for_a_formula(text: str) -> None:
    cell = plain(text)
    assert not cell.startswith(("=", "+", "-", "@", "\t", "\r", "\n"))
    assert cell.removeprefix("'") == text.removeprefix("'")


def test_the_page_offers_the_table_with_its_filter(admin_client: Client) -> None:
    run = finished(ImportFile(path="/press/a.txt", outcome="new"))
    asked = {"outcome": "new", "q": "a&b"}
    page = admin_client.get(address("change", run), asked).content.decode()
    assert "No file fits." in page
    page = admin_client.get(address("change", run), asked | {"q": "a", "page": "1"}).content.decode()
    assert f'{address("table", run)}?{urlencode({"outcome": "new", "q": "a"}).replace("&", "&amp;")}"' in page


def test_figures_add_up_to_the_files(admin_client: Client, press: Path) -> None:
    for number in range(3):
        write(press, f"{number}.txt", story(number))
    write(press, "copy.txt", story(0))
    write(press, "empty.txt", "")
    run, receipt = load(press)
    assert receipt.done == of(run).done == run.total == run.files.count() == 5
    page = admin_client.get(address("change", run)).content.decode()
    for outcome, files in receipt.outcomes.items():
        assert (f"?outcome={outcome}#files" in page) == bool(files)
        assert len(table(admin_client, run, outcome=outcome)) == files + 1


def test_rejected_files_are_tried_again_and_those_that_are_gone_named(
    admin_client: Client, press: Path
) -> None:
    write(press, "good.txt", story(1))
    mended, gone = write(press, "mended.txt", ""), write(press, "gone.txt", "")
    run, _ = load(press)
    assert "Try the rejected files again" in admin_client.get(address("change", run)).content.decode()
    mended.write_text(story(2))
    gone.unlink()
    answer = admin_client.post(address("retry", run))
    again = run.retried_by.get()
    assert answer.headers["Location"] == address("change", again)
    assert ProcrastinateJob.objects.get().args == {"run_id": again.pk}
    assert admin_client.post(address("retry", run)).headers["Location"] == address("change", again)
    importing.execute(again, workers=1)
    assert outcomes(again) == {"mended.txt": "new", "gone.txt": "gone"}
    assert again.files.get(outcome="rejected").reason == "The file is no longer there."
    assert again.total == 2
    page = admin_client.get(address("change", again)).content.decode()
    assert f'the files that <a href="{address("change", run)}">{run}</a> rejected' in page


def test_a_retried_file_of_a_name_elsewhere_is_not_taken_for_moved(press: Path) -> None:
    write(press, "a/plant.txt", story())
    mended = write(press, "b/plant.txt", "")
    run, _ = load(press)
    mended.write_text(story())
    again = importing.retry(run)
    importing.execute(again, workers=1)
    assert [it.outcome for it in again.files.all()] == ["copy"]
    assert Article.objects.get().origin == str(press / "a/plant.txt")


def test_what_cannot_be_tried_again(admin_client: Client, press: Path) -> None:
    write(press, "good.txt", story())
    run, _ = load(press)
    assert "Try the rejected" not in admin_client.get(address("change", run)).content.decode()
    answer = admin_client.post(address("retry", run), follow=True)
    assert "There is nothing to try again." in answer.content.decode()
    assert admin_client.get(address("retry", run)).status_code == HTTPStatus.METHOD_NOT_ALLOWED
    assert ImportRun.objects.count() == 1


def test_only_those_who_may_import_try_again(staff_client: Client, editor_client: Client) -> None:
    run = finished(ImportFile(path="/press/a.txt", outcome="rejected", code="empty", reason="Empty."))
    assert "Try the rejected" not in staff_client.get(address("change", run)).content.decode()
    assert staff_client.post(address("retry", run)).status_code == HTTPStatus.FORBIDDEN
    assert len(table(staff_client, run)) == 2
    for name in ("table", "retry"):
        assert editor_client.post(address(name, run)).headers["Location"].startswith("/admin/login/")


def test_a_receipt_of_many_files_asks_the_same_few_questions(
    admin_client: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    run = finished(*(ImportFile(path=f"{n}", outcome="new", article_id=n) for n in range(150)))
    for asked in ({}, {"outcome": "new"}, {"q": "1"}, {"page": "2"}):
        with django_assert_max_num_queries(9):
            admin_client.get(address("change", run), asked)
    with django_assert_max_num_queries(4):
        assert len(table(admin_client, run)) == 151
