"""Names that a file system can have and a database cannot: any bytes."""

import os
import shutil
from pathlib import Path

import pytest
from django.core.management import call_command
from hypothesis import given
from hypothesis import strategies as st

from articles.ingest import run as importing
from articles.ingest.items import named, shown
from articles.ingest.watching import Watch
from articles.models import Article, ImportRun
from tests.ingest.press import load, outcomes, story, write
from tests.ingest.test_watching import Clock, done

BYTES = b"caf\xe9 \xc2\xa0\\x\n\xf0\x9f\x97\x9e"
SHOWN = "caf\\xe9 \\u00a0\\x5cx\\n\N{ROLLED-UP NEWSPAPER}"


@given(st.binary().filter(lambda name: b"\0" not in name))
def test_what_is_shown_leads_back_to_the_name(name: bytes) -> None:
    assert os.fsencode(named(shown(name))) == name
    assert shown(os.fsdecode(name)).isprintable()


@pytest.mark.django_db
def test_names_that_differ_in_how_a_character_is_written_are_two_files(press: Path) -> None:
    for number, name in enumerate((b"a\xa0.txt", b"a\xc2\xa0.txt", rb"a\xa0.txt", rb"a\u00a0.txt")):
        write(press, os.fsdecode(name), story(number))
    assert list(outcomes(load(press)[0]).values()) == ["new"] * 4


@pytest.mark.django_db
@pytest.mark.parametrize("kind", ["folder", "archive", "pattern", "files"])
def test_an_import_of_any_path_is_taken_up_by_its_number(
    press: Path, kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("articles.ingest.plan.CHUNK_FILES", 1)
    folder = press / os.fsdecode(BYTES)
    files = [write(folder, f"{os.fsdecode(BYTES)}-{number}.txt", story(number)) for number in range(3)]
    archive = shutil.make_archive(str(folder), "tar", folder)
    paths: dict[str, list[str | Path]] = {
        "folder": [folder],
        "archive": [archive],
        "pattern": [f"{folder}/*.txt"],
        "files": [*files],
    }
    run = importing.create(paths[kind])
    importing.execute(run, workers=1, control=importing.Control(stop=run.files.exists))
    assert (run.status, Article.objects.count()) == (ImportRun.Status.CANCELLED, 1)
    call_command("import_articles", "--resume", str(run.pk), "--workers", "1")
    assert outcomes(run) == {f"{SHOWN}-{number}.txt": "new" for number in range(3)}


@pytest.mark.django_db
def test_an_archive_of_any_name_is_imported_out_of_the_watched_folder(press: Path) -> None:
    clock = Clock()
    watch = Watch(press, clock)
    write(press.parent / "away", "a.txt", story())
    shutil.make_archive(str(press / os.fsdecode(BYTES)), "zip", press.parent / "away")
    watch.look()
    clock.settle()
    assert done(watch.look()) == {"a.txt": "new"}


@pytest.mark.django_db
def test_a_file_of_any_name_is_known_where_it_was_moved_from(press: Path) -> None:
    path = write(press / "one", os.fsdecode(BYTES), story())
    load(press / "one")
    copy = write(press / "two", os.fsdecode(BYTES), story())
    load(press / "two")
    assert Article.objects.get().origin == shown(str(path))  # which is still there
    path.unlink()
    load(press / "two")
    assert Article.objects.get().origin == shown(str(copy))
