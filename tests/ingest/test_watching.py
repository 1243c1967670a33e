"""A folder is watched: what is complete in it is imported, once, and nothing that is still being written."""

import os
import shutil
import zipfile
from pathlib import Path

import pytest

from articles.ingest import run as importing
from articles.ingest.watching import SETTLED_SECONDS, Watch
from articles.models import Article, ImportRun, WatchedFile
from tests.ingest.press import outcomes, story, write

pytestmark = pytest.mark.django_db


class Clock:
    """Seconds that pass when a test says so."""

    now = 100.0

    def __call__(self) -> float:
        return self.now

    def settle(self) -> None:
        self.now += SETTLED_SECONDS


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def watch(press: Path, clock: Clock) -> Watch:
    return Watch(press, clock)


def done(run: ImportRun | None) -> dict[str, str]:
    """Does the run, and gives its outcomes by the files' names."""
    assert run is not None
    importing.execute(run, workers=1)
    return outcomes(run)


def append(path: Path, text: str) -> None:
    with path.open("a") as file:
        file.write(text)


def test_a_file_is_imported_once_it_has_not_changed_for_a_while(
    press: Path, watch: Watch, clock: Clock
) -> None:
    path = write(press, "the-ledger/a.txt", story())
    assert watch.look() is None
    clock.now += SETTLED_SECONDS - 1
    append(path, "More.\n")
    assert watch.look() is None
    clock.now += SETTLED_SECONDS - 1
    assert watch.look() is None
    clock.now += 1
    assert done(watch.look()) == {"a.txt": "new"}
    article = Article.objects.get()
    assert (article.source.name if article.source else "", "More." in article.text) == ("The Ledger", True)
    clock.settle()
    assert watch.look() is None


def test_a_file_that_is_renamed_into_place_is_imported_at_once(press: Path, watch: Watch) -> None:
    write(press, ".a.txt.part", story())
    assert watch.look() is None
    (press / ".a.txt.part").rename(press / "a.txt")
    assert done(watch.look()) == {"a.txt": "new"}


def test_a_copy_that_got_the_times_of_its_original_is_imported_at_once(
    press: Path, tmp_path: Path, watch: Watch
) -> None:
    original = write(tmp_path, "a.txt", story())
    os.utime(original, (0, 0))
    shutil.copy2(original, press)
    assert done(watch.look()) == {"a.txt": "new"}


def test_an_empty_file_with_a_finished_look_may_still_be_written(press: Path, watch: Watch) -> None:
    path = write(press, "a.txt", "")
    path.chmod(0o644)
    assert watch.look() is None


def test_what_appears_during_an_import_waits_for_its_end(press: Path, watch: Watch, clock: Clock) -> None:
    write(press, "a.txt", story(1))
    watch.look()
    clock.settle()
    first = watch.look()
    write(press, "b.txt", story(2))
    watch.look()
    clock.settle()
    assert watch.look() is None
    assert done(first) == {"a.txt": "new"}
    assert done(watch.look()) == {"b.txt": "new"}


def test_a_file_that_is_still_written_is_left_out_of_the_others_import(
    press: Path, watch: Watch, clock: Clock
) -> None:
    write(press, "a.txt", story(1))
    watch.look()
    clock.settle()
    half = write(press, "half.jsonl", '{"title": "Half')
    assert done(watch.look()) == {"a.txt": "new"}
    half.write_text('{"title": "Whole", "text": "Vela Robotics has hired forty engineers in Oslo."}\n')
    watch.look()
    clock.settle()
    assert done(watch.look()) == {"half.jsonl#1": "new"}


def test_a_changed_file_is_imported_again_and_one_that_came_back_too(
    press: Path, watch: Watch, clock: Clock
) -> None:
    path = write(press, "a.txt", story())
    watch.look()
    clock.settle()
    assert done(watch.look()) == {"a.txt": "new"}
    append(path, "More was said on Tuesday.\n")
    watch.look()
    clock.settle()
    assert done(watch.look()) == {"a.txt": "changed"}
    text = path.read_text()
    path.unlink()
    assert watch.look() is None
    assert not WatchedFile.objects.exists()
    path.write_text(text)
    watch.look()
    clock.settle()
    assert done(watch.look()) == {"a.txt": "unchanged"}


def test_a_text_and_its_sidecar_go_together(press: Path, watch: Watch, clock: Clock) -> None:
    write(press, "a.txt", "Vela Robotics has hired forty engineers in Oslo.\n")
    watch.look()
    clock.settle()
    sidecar = write(press, "a.json", '{"title": "Vela hires')
    assert watch.look() is None
    sidecar.write_text('{"title": "Vela hires forty"}')
    watch.look()
    clock.settle()
    assert done(watch.look()) == {"a.txt": "new"}
    sidecar.write_text('{"title": "Vela hires forty more"}')
    watch.look()
    clock.settle()
    assert done(watch.look()) == {"a.txt": "changed"}
    assert Article.objects.get().title == "Vela hires forty more"


def test_each_archive_is_an_import_of_its_own(press: Path, watch: Watch, clock: Clock) -> None:
    write(press, "a.txt", story(1))
    write(press, "bad.zip", b"no archive")
    with zipfile.ZipFile(press / "good.zip", "w") as archive:
        archive.writestr("the-ledger/b.txt", story(2))
    watch.look()
    clock.settle()
    assert done(watch.look()) == {"a.txt": "new"}
    bad = watch.look()
    assert bad is not None
    with pytest.raises(importing.ImportFailedError):
        importing.execute(bad, workers=1)
    assert done(watch.look()) == {"b.txt": "new"}
    assert watch.look() is None


def test_what_was_handed_over_is_remembered_by_the_next_process(
    press: Path, watch: Watch, clock: Clock
) -> None:
    write(press, "a.txt", story())
    watch.look()
    clock.settle()
    done(watch.look())
    again = Watch(press, clock)
    again.look()
    clock.settle()
    assert again.look() is None


def test_unfinished_and_hidden_files_links_and_pipes_are_passed_over(
    press: Path, tmp_path: Path, watch: Watch, clock: Clock
) -> None:
    outside = write(tmp_path, "secret/a.txt", story())
    write(press, ".hidden.txt", story(1))
    write(press, "a.txt.part", story(3))
    write(press, ".folder/b.txt", story(2))
    (press / "link.txt").symlink_to(outside)
    (press / "folder").symlink_to(outside.parent)
    os.mkfifo(press / "pipe.txt")
    watch.look()
    clock.settle()
    assert watch.look() is None


def test_a_folder_that_is_not_there_is_no_empty_one(press: Path, watch: Watch, clock: Clock) -> None:
    write(press, "a.txt", story())
    watch.look()
    clock.settle()
    done(watch.look())
    away = press.rename(press.with_name("away"))
    with pytest.raises(FileNotFoundError):
        watch.look()
    away.rename(press)
    clock.settle()
    assert watch.look() is None
    assert WatchedFile.objects.count() == 1


def test_a_name_of_any_bytes(press: Path, watch: Watch, clock: Clock) -> None:
    write(press, os.fsdecode(b"caf\xe9.txt"), story())
    watch.look()
    clock.settle()
    assert done(watch.look()) == {"caf\\xe9.txt": "new"}
