import hashlib
import os
from pathlib import Path

import pytest
from pytest_django import Settings

from articles.ingest import run as importing
from articles.ingest.receipt import Receipt, of
from articles.models import Article, ImportRun, Mention, Source
from tests.ingest.press import load, outcomes, story, write

pytestmark = pytest.mark.django_db


def test_files_become_articles_with_all_that_is_known_of_them(press: Path) -> None:
    path = write(press, "the-ledger/plant.txt", story())
    run, receipt = load(press)
    article = Article.objects.get()
    assert (run.status, run.total, receipt.done) == (ImportRun.Status.DONE, 1, 1)
    assert article.title == "Vela Robotics opens a plant in Oslo"
    assert article.origin == str(path)
    assert article.source == Source.objects.get(name="The Ledger", slug="the-ledger")
    assert article.file_hash == hashlib.sha256(path.read_bytes()).hexdigest()
    assert article.text_hash == hashlib.sha256(article.text.encode()).hexdigest()
    assert article.lead.startswith("Vela Robotics opened a plant on Monday")
    assert article.published is not None
    assert article.published.isoformat() == "2025-06-24"
    assert all(article.text[start:end].strip() for _, start, end in article.blocks)


def test_a_second_run_changes_nothing(press: Path) -> None:
    for number in range(5):
        write(press, f"{number}.txt", story(number))
    load(press)
    before = list(Article.objects.order_by("id").values())
    run, _ = load(press)
    assert set(outcomes(run).values()) == {"unchanged"}
    assert list(Article.objects.order_by("id").values()) == before


def test_a_changed_text_keeps_its_row(press: Path) -> None:
    path = write(press, "plant.txt", story())
    load(press)
    pk = Article.objects.get().pk
    path.write_text(story(words="The second plant follows in May."))
    run, _ = load(press)
    article = Article.objects.get()
    assert outcomes(run) == {"plant.txt": "changed"}
    assert article.pk == pk
    assert "second plant" in article.text


def test_other_bytes_of_the_same_text_are_no_change(press: Path) -> None:
    path = write(press, "plant.txt", story())
    load(press)
    path.write_bytes(story().replace("\n", "\r\n").encode())
    run, _ = load(press)
    again, _ = load(press)
    assert outcomes(run) == outcomes(again) == {"plant.txt": "unchanged"}
    assert Article.objects.get().file_hash == hashlib.sha256(path.read_bytes()).hexdigest()


def test_the_first_of_two_copies_by_path_is_the_article(press: Path) -> None:
    for name in ("c.txt", "a.txt", "b/z.txt"):
        write(press, name, story())
    run, _ = load(press)
    assert outcomes(run) == {"a.txt": "new", "z.txt": "copy", "c.txt": "copy"}
    assert Article.objects.get().origin == str(press / "a.txt")
    assert str(press / "a.txt") in run.files.get(path__endswith="c.txt").reason
    again, _ = load(press)
    assert outcomes(again) == {"a.txt": "unchanged", "z.txt": "copy", "c.txt": "copy"}


def test_copies_are_the_same_whatever_the_chunks(press: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("articles.ingest.plan.CHUNK_FILES", 1)
    test_the_first_of_two_copies_by_path_is_the_article(press)


def test_a_file_that_was_moved_is_known(press: Path) -> None:
    path = write(press, "old/plant.txt", story())
    load(press)
    (press / "new").mkdir()
    path.rename(press / "new/plant.txt")
    run, _ = load(press)
    assert outcomes(run) == {"plant.txt": "unchanged"}
    assert Article.objects.get().origin == str(press / "new/plant.txt")


def test_the_same_name_twice_in_one_import_is_a_copy(press: Path) -> None:
    write(press, "ledger/plant.txt", story())
    write(press, "wire/plant.txt", story())
    run, _ = load(press)
    assert sorted(run.files.values_list("outcome", flat=True)) == ["copy", "new"]


def test_a_known_text_under_the_same_name_elsewhere_is_unchanged(press: Path) -> None:
    write(press, "here/plant.txt", story())
    write(press, "there/plant.txt", story())
    load(press / "here")
    run, _ = load(press / "there")
    assert outcomes(run) == {"plant.txt": "unchanged"}
    assert Article.objects.get().origin == str(press / "here/plant.txt")


def test_a_file_whose_text_is_now_anothers_is_a_copy(press: Path) -> None:
    write(press, "a.txt", story(1))
    path = write(press, "b.txt", story(2))
    load(press)
    path.write_text(story(1))
    run, _ = load(press)
    assert outcomes(run) == {"a.txt": "unchanged", "b.txt": "copy"}
    assert Article.objects.count() == 2


def test_the_text_that_a_file_gives_up_is_taken_by_the_next_that_has_it(press: Path) -> None:
    path = write(press, "a.txt", story(1))
    load(press)
    path.write_text(story(2))
    write(press, "b.txt", story(1))
    run, _ = load(press)
    assert outcomes(run) == {"a.txt": "changed", "b.txt": "new"}


def test_one_bad_file_never_stops_the_rest(press: Path) -> None:
    write(press, "a.txt", story(1))
    write(press, "b.txt", b"")
    write(press, "c.txt", story(3, "RAISEERROR"))
    write(press, "d.txt", os.urandom(3000))
    write(press, "e.txt", story(5))
    run, receipt = load(press)
    found = outcomes(run)
    assert (found["a.txt"], found["e.txt"], found["c.txt"]) == ("new", "new", "failed")
    assert "ValueError: a word that the model cannot bear" in run.files.get(path__endswith="c.txt").reason
    assert receipt.rejected == 3
    assert receipt.done == receipt.total == run.total == 5
    assert run.files.filter(outcome="rejected", reason="").count() == 0


def test_a_source_given_is_every_files(press: Path) -> None:
    write(press, "the-ledger/a.txt", story(1))
    write(press, "b.txt", story(2))
    load(press, source="Tech Post")
    assert list(Article.objects.values_list("source__name", flat=True)) == ["Tech Post"] * 2


def test_folders_that_differ_in_case_are_one_source(press: Path) -> None:
    write(press, "the-ledger/a.txt", story(1))
    write(press, "The Ledger/b.txt", story(2))
    write(press, "c.txt", story(3))
    load(press)
    assert Source.objects.count() == 1
    assert Article.objects.get(source=None).origin.endswith("c.txt")


def test_worker_processes_find_what_one_process_finds(press: Path) -> None:
    for number in range(40):
        write(press, f"{number:02}.txt", story(number % 35))
    run, receipt = load(press, workers=2)
    assert receipt.outcomes == {"new": 35, "changed": 0, "unchanged": 0, "copy": 5, "rejected": 0}
    assert [path[-6:-4] for path in run.files.filter(outcome="copy").order_by("path").values_list("path", flat=True)] == [
        "35", "36", "37", "38", "39",
    ]  # fmt: skip


def test_a_stopped_import_is_cancelled_and_the_next_goes_on(
    press: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("articles.ingest.plan.CHUNK_FILES", 1)
    for number in range(4):
        write(press, f"{number}.txt", story(number))
    seen: list[int] = []
    control = importing.Control(watch=lambda it: seen.append(it.done), stop=lambda: seen[-1] >= 2)
    run, receipt = load(press, control=control)
    assert run.status == ImportRun.Status.CANCELLED
    assert (receipt.done, receipt.total) == (2, 4)
    again, _ = load(press)
    assert sorted(outcomes(again).values()) == ["new", "new", "unchanged", "unchanged"]


def test_a_cancelled_run_stops_after_the_chunk_in_hand(press: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("articles.ingest.plan.CHUNK_FILES", 1)
    for number in range(4):
        write(press, f"{number}.txt", story(number))
    run = importing.create([press])

    def cancel(receipt: Receipt) -> None:
        importing.cancel(run)

    control = importing.Control(watch=cancel)
    receipt = importing.execute(run, workers=1, control=control)
    run.refresh_from_db()
    assert run.status == ImportRun.Status.CANCELLED
    assert run.finished_at is not None
    assert receipt.done < 4


def test_a_paused_run_is_taken_up_where_it_was(press: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("articles.ingest.plan.CHUNK_FILES", 1)
    for number in range(4):
        write(press, f"{number}.txt", story(number))
    run = importing.create([press])
    seen: list[int] = []
    control = importing.Control(watch=lambda it: seen.append(it.done), pause=lambda: seen[-1] == 2)
    importing.execute(run, workers=1, control=control)
    assert (run.status, run.finished_at) == (ImportRun.Status.RUNNING, None)
    receipt = importing.execute(run, workers=1)
    assert run.status == ImportRun.Status.DONE
    assert receipt.outcomes["new"] == receipt.done == 4
    assert of(run).outcomes == receipt.outcomes


def test_a_run_that_has_ended_is_not_repeated(press: Path) -> None:
    write(press, "a.txt", story())
    run, _ = load(press)
    finished = run.finished_at
    write(press, "b.txt", story(2))
    assert importing.execute(run, workers=1).done == 1
    run.refresh_from_db()
    assert run.finished_at == finished


def test_nothing_to_import_is_said_in_a_sentence(press: Path) -> None:
    run = importing.create([press])
    with pytest.raises(importing.ImportFailedError, match="There are no files in"):
        importing.execute(run, workers=1)
    run.refresh_from_db()
    assert run.status == ImportRun.Status.FAILED
    with pytest.raises(importing.ImportFailedError, match="There is no file or folder"):
        importing.execute(importing.create([press / "gone"]), workers=1)


def test_a_model_that_is_missing_is_said_in_a_sentence(press: Path, settings: Settings) -> None:
    settings.NEWSROOM_MODEL = "no_such_model"
    write(press, "a.txt", story())
    with pytest.raises(importing.ImportFailedError, match="no_such_model cannot be loaded"):
        load(press)
    assert Article.objects.count() == 0


def test_without_a_model_articles_are_imported_and_nothing_is_looked_for(
    press: Path, settings: Settings
) -> None:
    settings.NEWSROOM_MODEL = None
    write(press, "a.txt", story())
    assert outcomes(load(press)[0]) == {"a.txt": "new"}
    assert not Mention.objects.exists()


def test_names_of_any_bytes_are_stored_readably(press: Path) -> None:
    for number, name in enumerate((b"caf\xe9.txt", b"line\nbreak.txt", rb"back\slash.txt", b"tab\t.txt")):
        Path(os.fsdecode(os.fsencode(press) + b"/" + name)).write_text(story(number))
    run, _ = load(press)
    assert set(outcomes(run)) == {r"caf\xe9.txt", r"line\nbreak.txt", r"back\x5cslash.txt", r"tab\t.txt"}
    assert set(outcomes(load(press)[0]).values()) == {"unchanged"}


def test_paths_longer_than_the_column_stay_apart(press: Path) -> None:
    deep = press.joinpath(*["d" * 200] * 6)
    write(deep, "a.txt", story(1))
    write(deep, "b.txt", story(2))
    run, _ = load(press)
    assert set(run.files.values_list("outcome", flat=True)) == {"new"}
    assert all(
        len(path) == 1000 and path.endswith(".txt") for path in run.files.values_list("path", flat=True)
    )
    assert set(load(press)[0].files.values_list("outcome", flat=True)) == {"unchanged"}
