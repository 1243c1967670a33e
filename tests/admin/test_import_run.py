import io
import zipfile
from http import HTTPStatus
from pathlib import Path

import pytest
from django.contrib.auth.models import User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from procrastinate.contrib.django.models import ProcrastinateJob
from pytest_django import DjangoAssertNumQueries, Settings

from articles.admin.import_form import folders
from articles.ingest import run as importing
from articles.ingest import uploads
from articles.models import Article, ImportFile, ImportRun, Measure
from tests import factories
from tests.ingest.press import load, story, write
from tests.ingest.test_health import sample as measured

pytestmark = pytest.mark.django_db

ADD = "/admin/articles/importrun/add/"


def address(name: str, run: ImportRun) -> str:
    return reverse(f"admin:articles_importrun_{name}", args=[run.pk])


def upload(name: str = "press.zip", members: dict[str, str] | None = None) -> SimpleUploadedFile:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for member, text in (members or {"the-ledger/a.txt": story()}).items():
            archive.writestr(member, text)
    return SimpleUploadedFile(name, file.getvalue(), "application/zip")


def test_the_form_says_what_is_missing(admin_client: Client) -> None:
    page = admin_client.get(ADD).content.decode()
    assert "set NEWSROOM_IMPORT_ROOT to the folder" in page
    assert "No worker is running" in page
    assert "up to 200.0\xa0MB" in page


def test_an_upload_is_stored_enqueued_imported_and_discarded(
    admin_client: Client, settings: Settings
) -> None:
    answer = admin_client.post(ADD, {"archive": upload("../Presse 2025.zip"), "source": ""})
    run = ImportRun.objects.get()
    assert answer.headers["Location"] == address("change", run)
    assert (run.status, run.by and run.by.username) == ("waiting", "admin")
    assert ProcrastinateJob.objects.get().args == {"run_id": run.pk}
    stored = Path(run.paths[0])
    assert stored.name == "Presse-2025.zip"
    assert stored.is_relative_to(settings.VAR / "uploads")
    importing.execute(run, workers=1)
    assert Article.objects.get().origin == "Presse-2025.zip/the-ledger/a.txt"
    uploads.discard(run)
    assert not stored.exists()


@pytest.mark.parametrize(
    ("given", "stored"),
    [
        ("Presse 2025.tar.gz", "Presse-2025.tar.gz"),
        ("a.TGZ", "a.tgz"),
        ("../a.tar", "a.tar"),
        ("..zip", "upload.zip"),
        ("Préss#.csv", "Préss.csv"),
        ("x" * 300 + ".HTML", "x" * 100 + ".html"),
    ],
)
def test_an_upload_keeps_what_kind_of_file_it_is(given: str, stored: str) -> None:
    assert uploads._name(given) == stored


def test_a_single_file_can_be_uploaded(admin_client: Client) -> None:
    table = f'Title,Body\nVela,"{story().replace(chr(34), chr(39))}"\n'
    admin_client.post(ADD, {"archive": SimpleUploadedFile("press.csv", table.encode())})
    run = ImportRun.objects.get()
    importing.execute(run, workers=1)
    assert Article.objects.get().origin == "press.csv#1"
    assert "press.csv: “Title” is title" in admin_client.get(address("change", run)).content.decode()


def test_a_folder_under_the_root_can_be_picked(admin_client: Client, settings: Settings, press: Path) -> None:
    settings.NEWSROOM_IMPORT_ROOT = press
    write(press, "today/a.txt", story())
    assert "today" in admin_client.get(ADD).content.decode()
    admin_client.post(ADD, {"folder": "today", "source": "Tech Post"})
    run = ImportRun.objects.get()
    assert (run.paths, run.source) == ([str(press / "today")], "Tech Post")


def test_an_allowed_address_can_be_imported_and_no_other(admin_client: Client, settings: Settings) -> None:
    assert 'name="address"' not in admin_client.get(ADD).content.decode()
    settings.NEWSROOM_IMPORT_ADDRESSES = ["s3://press"]
    assert "below s3://press." in admin_client.get(ADD).content.decode()
    page = admin_client.post(ADD, {"address": "s3://other/a"}).content.decode()
    assert "s3://other/a cannot be imported: it is not below s3://press." in page
    page = admin_client.post(ADD, {"address": "s3://press/a", "archive": upload()}).content.decode()
    assert "Give either a file, a folder or an address." in page
    assert not ImportRun.objects.exists()
    admin_client.post(ADD, {"address": "s3://press/a"})
    assert ImportRun.objects.get().paths == ["s3://press/a"]


def test_an_import_says_which_pages_seem_to_have_changed(admin_client: Client) -> None:
    source = factories.source()
    Measure.objects.keep(source.pk, importing.create(["/press"]), measured(80))
    Measure.objects.keep(source.pk, ImportRun.objects.create(), measured(30, dated=0.0))
    run = ImportRun.objects.latest("pk")
    page = admin_client.get(address("change", run)).content.decode()
    assert "The pages of The Ledger seem to be made differently of late: 0% have a date" in page


def test_columns_can_be_named_and_are_shown(admin_client: Client) -> None:
    table = f'Kicker,Story\nVela,"{story().replace(chr(34), chr(39))}"\n'
    form = {"archive": upload(members={"a.csv": table}), "columns": "Story = text\nKicker = title\n"}
    admin_client.post(ADD, form)
    run = ImportRun.objects.get()
    assert run.columns == {"text": "Story", "title": "Kicker"}
    importing.execute(run, workers=1)
    page = admin_client.get(address("change", run)).content.decode()
    assert "a.csv: “Kicker” is title, “Story” is text." in page


def test_columns_that_say_nothing_are_refused_on_the_form(admin_client: Client) -> None:
    page = admin_client.post(ADD, {"archive": upload(), "columns": "Story"}).content.decode()
    assert "“Story” does not say what a column is" in page
    assert not ImportRun.objects.exists()


@pytest.mark.parametrize("folder", ["../..", "/etc", "today/../..", "tomorrow", "a\0b"])
def test_no_other_folder_can_be_picked(
    admin_client: Client, settings: Settings, press: Path, folder: str
) -> None:
    settings.NEWSROOM_IMPORT_ROOT = press
    write(press, "today/a.txt", story())
    answer = admin_client.post(ADD, {"folder": folder})
    assert answer.status_code == HTTPStatus.OK
    assert "Select a valid choice" in answer.content.decode() or "Null characters" in answer.content.decode()
    assert not ImportRun.objects.exists()


def test_the_folders_offered_are_bounded(
    settings: Settings, press: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("articles.admin.import_form.MOST_FOLDERS", 5)
    settings.NEWSROOM_IMPORT_ROOT = press
    for number in range(9):
        (press / f"{number}/deep/deeper").mkdir(parents=True)
    (press / ".hidden").mkdir()
    (press / "0-link").symlink_to("/etc")
    assert list(folders()) == [".", "0", "1", "2", "3"]


@pytest.mark.parametrize(
    ("data", "words"),
    [
        ({}, "Give either a file or a folder."),
        (
            {"archive": SimpleUploadedFile("a.zip", b"PK no archive")},
            "cannot be imported: it is no zip archive",
        ),
        (
            {"archive": SimpleUploadedFile("a.rar", b"Rar!")},
            "a.rar cannot be imported: a file is one of .zip, .tar, .tar.gz, .tgz, .csv, .json",
        ),
        ({"archive": SimpleUploadedFile("a.zip", b"")}, "The submitted file is empty."),
    ],
)
def test_what_cannot_be_imported_is_said_on_the_form(
    admin_client: Client, settings: Settings, data: dict[str, SimpleUploadedFile], words: str
) -> None:
    answer = admin_client.post(ADD, data)
    assert words in answer.content.decode()
    assert not ImportRun.objects.exists()
    assert not list((settings.VAR / "uploads").glob("*"))


def test_an_upload_that_is_too_large_is_refused(admin_client: Client, settings: Settings) -> None:
    settings.NEWSROOM_UPLOAD_LIMIT = 100
    answer = admin_client.post(ADD, {"archive": upload()})
    assert "The file is larger than 100" in answer.content.decode()
    assert not ImportRun.objects.exists()


def test_an_upload_that_is_far_too_large_is_refused_unread(admin_client: Client) -> None:
    answer = admin_client.post(ADD, b"", "multipart/form-data; boundary=x", CONTENT_LENGTH="300000000")
    assert answer.status_code == HTTPStatus.REQUEST_ENTITY_TOO_LARGE
    page = answer.content.decode()
    assert "The file is larger than 200" in page
    assert "Give either" not in page


def test_a_form_from_elsewhere_is_refused(admin: User) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(admin)
    assert client.post(ADD, {"folder": "."}).status_code == HTTPStatus.FORBIDDEN
    run = importing.create(["/press"])
    assert client.post(address("cancel", run)).status_code == HTTPStatus.FORBIDDEN


def test_only_those_who_may_import_can(staff_client: Client, editor_client: Client, client: Client) -> None:
    run = importing.create(["/press"])
    assert staff_client.get(ADD).status_code == HTTPStatus.FORBIDDEN
    assert staff_client.post(ADD, {"archive": upload()}).status_code == HTTPStatus.FORBIDDEN
    assert staff_client.post(address("cancel", run)).status_code == HTTPStatus.FORBIDDEN
    assert "Cancel the import" not in staff_client.get(address("change", run)).content.decode()
    for stranger in (client, editor_client):
        for path in (ADD, address("change", run), address("progress", run)):
            assert stranger.get(path).headers["Location"].startswith("/admin/login/")
    assert ImportRun.objects.count() == 1


def test_a_waiting_run_says_how_to_start_a_worker(admin_client: Client) -> None:
    run = importing.create(["/press"])
    page = admin_client.get(address("change", run)).content.decode()
    assert "manage.py worker" in page
    assert 'hx-trigger="every 1s"' in page
    assert "Load this page again" in page


def test_a_run_shows_its_progress(admin_client: Client) -> None:
    run = importing.create(["/press"])
    ImportRun.objects.update(
        status="running", total=2000, started_at=run.created_at, rate=2.5, current="/press/<1500>.txt"
    )
    ImportFile.objects.bulk_create(
        ImportFile(run=run, path=f"/press/{number}", outcome="new") for number in range(1500)
    )
    part = admin_client.get(address("progress", run)).content.decode()
    assert '<progress max="2000" value="1500"' in part
    assert "1,500 of 2,000 files, 2.5 a second, about 3 minutes left" in part
    assert "/press/&lt;1500&gt;.txt" in part
    assert "<html" not in part


def test_a_run_that_has_ended_asks_for_its_receipt(admin_client: Client, press: Path) -> None:
    write(press, "a.txt", story())
    run, _ = load(press)
    answer = admin_client.get(address("progress", run))
    assert answer.headers["HX-Refresh"] == "true"
    assert "hx-get" not in answer.content.decode()


def test_the_receipt_has_filter_search_and_pages(
    admin_client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("articles.admin.import_receipt.FILES_A_PAGE", 2)
    run = importing.create(["/press"])
    ImportRun.objects.update(status="done", total=5, finished_at=run.created_at)
    ImportFile.objects.bulk_create(
        ImportFile(run=run, path=f"/press/{n}.txt", outcome="new") for n in range(4)
    )
    ImportFile.objects.create(
        run=run, path="/press/<b>.txt", outcome="rejected", code="empty", reason="Empty & void"
    )
    first = admin_client.get(address("change", run)).content.decode()
    assert "Page 1 of 3" in first
    assert "5 files" in first
    rejected = admin_client.get(address("change", run), {"outcome": "rejected"}).content.decode()
    assert "/press/&lt;b&gt;.txt" in rejected
    assert "Empty &amp; void" in rejected
    assert "/press/1.txt" not in rejected
    found = admin_client.get(address("change", run), {"q": "3.TXT"}).content.decode()
    assert "/press/3.txt" in found
    assert "No file fits." in admin_client.get(address("change", run), {"q": "nothing\0"}).content.decode()
    for odd in ({"page": "999999"}, {"page": "x"}, {"outcome": "odd"}):
        assert admin_client.get(address("change", run), odd).status_code == HTTPStatus.OK


def test_the_receipt_asks_few_questions(
    admin_client: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    run = importing.create(["/press"])
    ImportRun.objects.update(status="done", total=150, finished_at=run.created_at)
    ImportFile.objects.bulk_create(
        ImportFile(run=run, path=f"{n}", outcome="new", article_id=n) for n in range(150)
    )
    with django_assert_max_num_queries(9):
        admin_client.get(address("change", run))


def test_cancelling(admin_client: Client) -> None:
    run = importing.create(["/press"])
    answer = admin_client.post(address("cancel", run), follow=True)
    run.refresh_from_db()
    assert run.status == "cancelled"
    assert "stops after the files that it has in hand" in answer.content.decode()
    again = admin_client.post(address("cancel", run), follow=True)
    assert "had already ended" in again.content.decode()
    assert admin_client.get(address("cancel", run)).status_code == HTTPStatus.METHOD_NOT_ALLOWED


def test_resuming(admin_client: Client, staff_client: Client) -> None:
    run = importing.create(["/press"])
    nothing = admin_client.post(address("resume", run), follow=True)
    assert "cannot be resumed" in nothing.content.decode()
    ImportRun.objects.update(status="failed", error="The disk was full.", finished_at=run.created_at)
    assert "Resume the import" in admin_client.get(address("change", run)).content.decode()
    assert "Resume the import" not in staff_client.get(address("change", run)).content.decode()
    assert staff_client.post(address("resume", run)).status_code == HTTPStatus.FORBIDDEN
    assert admin_client.get(address("resume", run)).status_code == HTTPStatus.METHOD_NOT_ALLOWED
    admin_client.post(address("resume", run))
    run.refresh_from_db()
    assert (run.status, run.error, run.finished_at) == ("waiting", "", None)
    assert ProcrastinateJob.objects.get().args == {"run_id": run.pk}


def test_a_run_that_is_not_there(admin_client: Client) -> None:
    for name in ("change", "progress"):
        path = reverse(f"admin:articles_importrun_{name}", args=[999_999])
        assert admin_client.get(path).status_code == HTTPStatus.NOT_FOUND
