"""What an import would do is found out, nothing is written, and the import then does just that."""

from datetime import timedelta
from pathlib import Path

import pytest
from django.utils import timezone

from articles.actions import imports
from articles.ingest import rehearsal
from articles.ingest import run as importing
from articles.models import Article, Draft, ImportFile, ImportRun, Rule, Source
from tests.ingest.archive import contents
from tests.ingest.press import load, story, write
from tests.ingest.test_learning import HOUSE, fill

pytestmark = pytest.mark.django_db


def rehearse(*paths: Path, workers: int = 1) -> ImportRun:
    run = importing.create(paths, dry_run=True)
    importing.execute(run, workers=workers)
    return run


def receipt(run: ImportRun) -> list[tuple[str, ...]]:
    """What a person reads of each file."""
    return sorted(run.files.values_list("path", "outcome", "code", "reason", "file_hash"))


def varied(press: Path) -> None:
    """A folder in which files meet every fate once the archive knows its earlier state."""
    for number in range(4):
        write(press, f"a{number}.txt", story(number))
    write(press, "old/moved.txt", story(7))
    load(press)
    write(press, "a1.txt", story(1, "Ben Okoro left Orrin Labs in May."))
    write(press, "a2.txt", story(2).replace("\n", "\r\n"))
    (press / "new").mkdir()
    (press / "old/moved.txt").rename(press / "new/moved.txt")
    write(press, "newer/moved.txt", story(7))  # which the article would belong to by then
    write(press, "b0.txt", story(1))  # the text that a1 gives up
    write(press, "b1.txt", story(3))
    write(press, "b2.txt", b"")
    write(press, "the-ledger/c0.txt", story(8))
    write(press, "the-ledger/c1.txt", story(8))
    write(press, "d.csv", 'title,text\nOne,"Vela grew."\nTwo,\n')


def test_an_import_does_just_what_the_preview_says(press: Path) -> None:
    varied(press)
    before = contents()
    preview = rehearse(press)
    assert contents() == before
    assert (preview.status, preview.total) == (ImportRun.Status.DONE, preview.files.count())
    assert {it.outcome for it in preview.files.all()} == set(ImportFile.Outcome.values)
    assert not Source.objects.filter(name="The Ledger").exists()
    done, _ = load(press)
    assert receipt(done) == receipt(preview)


def test_a_preview_is_the_same_whatever_the_chunks_and_workers(
    press: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    varied(press)
    whole = receipt(rehearse(press))
    monkeypatch.setattr("articles.ingest.plan.CHUNK_FILES", 1)
    monkeypatch.setattr("articles.ingest.run.MIN_FILES_A_WORKER", 1)
    assert receipt(rehearse(press, workers=2)) == whole


def test_the_articles_that_were_read_can_be_looked_at(press: Path) -> None:
    write(press, "the-ledger/a.txt", story())
    run = rehearse(press)
    draft = Draft.objects.get(run=run)
    article = draft.as_article()
    load(press)
    stored = Article.objects.get()
    assert draft.article["source"] == "The Ledger"
    for name in ("title", "byline", "published", "text", "blocks", "words", "lead", "published_basis"):
        assert getattr(article, name) == getattr(stored, name)


def test_the_lines_that_would_be_cut_are_told_and_not_learned(press: Path) -> None:
    fill(press, 12)
    run = rehearse(press)
    assert run.rules == [{"source": "The Ledger", "lines": [HOUSE]}]
    assert not Rule.objects.exists()
    blocks = run.drafts.get(path__endswith="001.txt").article["blocks"]
    load(press)
    assert Rule.objects.get().sample == HOUSE
    assert Article.objects.get(origin__endswith="001.txt").blocks == blocks
    assert rehearse(press).rules == []
    fill(press, 1, first=13)
    assert rehearse(press).rules == [{"source": "The Ledger", "known": 1}]


def test_a_plan_is_carried_out_as_it_was_shown(press: Path) -> None:
    for number in range(4):
        write(press, f"{number}.txt", story(number))
    preview = rehearse(press)
    write(press, "0.txt", story(0, "This was added since."))
    (press / "1.txt").unlink()
    write(press, "4.txt", story(4))
    run = importing.carry_out(preview)
    assert importing.carry_out(preview) == run
    importing.execute(run, workers=1)
    found = {
        path[-5:]: code or outcome for path, outcome, code in run.files.values_list("path", "outcome", "code")
    }
    assert found == {"0.txt": "changed-since", "1.txt": "gone", "2.txt": "new", "3.txt": "new"}
    assert run.total == 4


def test_a_preview_that_was_interrupted_begins_anew(press: Path) -> None:
    for number in range(3):
        write(press, f"{number}.txt", story(number // 2))
    whole = receipt(rehearse(press))
    run = importing.create([press], dry_run=True)
    ImportRun.objects.filter(pk=run.pk).update(status=ImportRun.Status.RUNNING)
    ImportFile.objects.create(run=run, path=str(press / "0.txt"), outcome="new")
    Draft.objects.create(run=run, path=str(press / "0.txt"), article={})
    importing.execute(run, workers=1)
    assert receipt(run) == whole


def test_what_a_preview_foretold_takes_nothing_from_an_undo(press: Path) -> None:
    path = write(press, "a.txt", story())
    run, _ = load(press)
    path.write_text(story(words="The second plant follows in May."))
    rehearse(press)
    assert imports.preview(run).reach.articles == 1


def test_what_a_preview_has_read_is_kept_for_a_while(press: Path) -> None:
    write(press, "a.txt", story())
    run = rehearse(press)
    rehearsal.purge(timezone.now() - timedelta(days=1))
    assert run.drafts.exists()
    rehearsal.purge(timezone.now())
    assert not run.drafts.exists()
    assert run.files.count() == 1
