import io
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from pytest_django import Settings

from articles.ingest.receipt import Receipt
from articles.ingest.report import Progress, line, table
from articles.models import Article, ImportRun
from tests.ingest import small_model
from tests.ingest.press import story, write
from tests.ingest.test_learning import HOUSE, fill

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _small(settings: Settings, tmp_path_factory: pytest.TempPathFactory) -> None:
    settings.NEWSROOM_MODEL = small_model.NAME
    settings.NEWSROOM_INDEX = tmp_path_factory.mktemp("index")


def command(*arguments: object) -> str:
    out = io.StringIO()
    call_command("import_articles", *map(str, arguments), stdout=out)
    return out.getvalue()


def figures(output: str) -> dict[str, int]:
    rows = [row.rsplit(None, 1) for row in output.splitlines() if row.strip()]
    return {row[0].strip(): int(row[1]) for row in rows if row[-1].isdigit()}


def test_it_loads_and_says_what_became_of_the_files(tmp_path: Path) -> None:
    for number in range(3):
        write(tmp_path, f"{number}.txt", story(number))
    expected = {"new": 3, "changed": 0, "unchanged": 0, "copies": 0, "rejected": 0, "Files": 3}
    assert figures(command(tmp_path, "--workers", 1)) == expected
    assert figures(command(tmp_path, "--workers", 1)) == {**expected, "new": 0, "unchanged": 3}


def test_columns_of_tables_can_be_named_and_are_told(tmp_path: Path) -> None:
    path = write(tmp_path, "a.csv", f'Kicker,Story\nVela,"{story().replace(chr(34), chr(39))}"\n')
    said = command(path, "--column", "Story=text", "--column", "Kicker=title", "--workers", 1)
    assert "a.csv: “Kicker” is title, “Story” is text.\n" in said
    with pytest.raises(CommandError, match="“Story=words” does not say what a column is"):
        command(path, "--column", "Story=words")
    with pytest.raises(CommandError, match=r"has no column “Body”\. Its columns are “Kicker”, “Story”"):
        command(path, "--column", "Body=text")


def test_rejected_files_are_told_by_reason_and_by_the_exit_code(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write(tmp_path, "a.txt", story())
    write(tmp_path, "b.txt", "")
    out = io.StringIO()
    with pytest.raises(SystemExit) as ended:
        call_command("import_articles", str(tmp_path), "--source", "Tech Post", stdout=out)
    assert ended.value.code == 1
    assert figures(out.getvalue())["rejected"] == figures(out.getvalue())["empty"] == 1
    assert ImportRun.objects.get().source == "Tech Post"


def test_ctrl_c_stops_after_the_files_in_hand(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("articles.ingest.plan.CHUNK_FILES", 1)
    for number in range(4):
        write(tmp_path, f"{number}.txt", story(number, "PRESSCTRLC" if number == 1 else ""))
    out = io.StringIO()
    with pytest.raises(SystemExit) as ended:
        call_command("import_articles", str(tmp_path), "--workers", "1", stdout=out)
    assert ended.value.code == 130
    assert figures(out.getvalue())["new"] == 2
    assert "Stopped after 2 of 4 files." in out.getvalue()
    run = ImportRun.objects.get()
    assert run.status == ImportRun.Status.CANCELLED
    assert f"import_articles --resume {run.pk} goes on where it was." in out.getvalue()
    assert figures(command("--resume", run.pk, "--workers", 1))["new"] == 4
    assert Article.objects.count() == 4
    with pytest.raises(CommandError, match="has done all of its work"):
        command("--resume", run.pk)


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("gone", "There is no file or folder"),
        (".", "There are no files in"),
        ("broken.zip", "it is no zip archive"),
    ],
)
def test_what_cannot_be_imported_gets_one_sentence(tmp_path: Path, name: str, words: str) -> None:
    if name.endswith(".zip"):
        write(tmp_path, name, b"not an archive")
    with pytest.raises(CommandError, match=words):
        command(tmp_path / name)
    assert ImportRun.objects.get().status == ImportRun.Status.FAILED


def test_progress_in_plain_lines_where_there_is_no_terminal() -> None:
    out, now = io.StringIO(), [0.0]
    receipt = Receipt(total=1000, seconds=10)
    receipt.outcomes["new"] = 100
    with Progress(out, clock=lambda: now[0]) as progress:
        progress.show(receipt)
        assert out.getvalue() == ""
        now[0] = 6.0
        progress.show(receipt)
    assert out.getvalue() == "100 of 1,000 files, 10 files/s, 1 min 30 s left"


def test_time_left_in_hours_and_before_anything_is_known() -> None:
    assert line(Receipt(total=100_000, seconds=10)).endswith("some time left")
    receipt = Receipt(total=100_000, seconds=10)
    receipt.outcomes["new"] = 100
    assert line(receipt).endswith("2 h 46 min left")


def test_the_table_adds_up() -> None:
    receipt = Receipt(
        total=7,
        outcomes={"new": 1, "changed": 2, "unchanged": 0, "copy": 1, "rejected": 3},
        codes={"too-large": 3},
    )
    rows = figures(table(receipt))
    assert rows["Files"] == sum(rows[name] for name in ("new", "changed", "unchanged", "copies", "rejected"))
    assert rows["too large"] == 3


def test_an_import_is_taken_back_and_brought_back(tmp_path: Path) -> None:
    write(tmp_path, "a.txt", story())
    said = command(tmp_path, "--workers", 1)
    run = ImportRun.objects.get()
    assert f"import_articles --undo {run.pk} takes it back" in said
    assert f"Took import {run.pk} back: 1 article taken out." in command("--undo", run.pk)
    assert not Article.objects.exists()
    assert f"Import {run.pk} is back." in command("--restore", run.pk)
    assert Article.objects.exists()
    with pytest.raises(CommandError, match="was not taken back"):
        command("--restore", run.pk)
    with pytest.raises(CommandError, match="There is no import"):
        command("--undo", run.pk + 1)


def test_a_dry_run_says_what_would_happen_and_is_carried_out(tmp_path: Path) -> None:
    write(tmp_path, "a.txt", story())
    write(tmp_path, "b.txt", story())
    said = command(tmp_path, "--dry-run", "--workers", 1)
    preview = ImportRun.objects.get()
    assert f"new       {tmp_path}/a.txt\n" in said
    assert f"copy      {tmp_path}/b.txt: The same text as {tmp_path}/a.txt.\n" in said
    assert figures(said)["Files"] == 2
    assert not Article.objects.exists()
    assert f"import_articles --plan {preview.pk} imports what is shown here" in said
    command("--plan", preview.pk, "--workers", 1)
    assert Article.objects.count() == 1
    with pytest.raises(CommandError, match="is no preview"):
        command("--plan", preview.pk + 1)
    with pytest.raises(CommandError, match="has imported nothing"):
        command("--undo", preview.pk)


def test_a_dry_run_tells_what_would_be_cut(tmp_path: Path) -> None:
    fill(tmp_path, 12)
    assert f"of The Ledger, which is new, these lines of the files would be cut: “{HOUSE[:80]}" in command(
        tmp_path, "--dry-run", "--workers", 1
    )
    command(tmp_path, "--workers", 1)
    fill(tmp_path, 1, first=13)
    said = command(tmp_path, "--dry-run", "--workers", 1)
    assert "From articles of The Ledger, 1 known line would be cut." in said
