import io
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from articles.evaluation.accuracy import from_json
from articles.management.commands import evaluate
from tests.evaluation.test_accuracy import MADE

TEXT = (
    "Vela hires a chief\n\nThe startup Vela hired Jane Smith as chief executive, Microsoft said on Monday.\n"
)
GOLD = """
lines = "title paragraph"
topics = []
cited = []
quotes = []
roles = []
money = []
[person]
"Jane Smith" = ["Jane Smith"]
[company]
Vela = ["Vela"]
Microsoft = ["Microsoft"]
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "one.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "one.toml").write_text(GOLD, encoding="utf-8")
    return tmp_path


def output(*arguments: object, **options: object) -> str:
    out = io.StringIO()
    call_command("evaluate", *arguments, stdout=out, **options)
    return out.getvalue()


def test_the_figures_of_a_folder(folder: Path) -> None:
    said = " ".join(output(folder).split())
    assert "Mentions of people precision 1.000 recall 1.000 F1 1.000" in said
    assert "Kinds of organisations right 1.000" in said
    assert "1 article, 17 words" in said


def test_each_mistake_when_asked_for(folder: Path) -> None:
    (folder / "one.toml").write_text(GOLD.replace("Microsoft", "Monday"), encoding="utf-8")
    assert "missed" not in output(folder)
    assert "one missed: 92 · Monday" in output(folder, verbosity=2)


def test_gold_that_does_not_fit_ends_with_a_reason(folder: Path) -> None:
    (folder / "one.toml").write_text(
        GOLD.replace("Vela = ", "Orin = ").replace('"Vela"', '"Orin"'), encoding="utf-8"
    )
    with pytest.raises(CommandError, match=r"one\.toml: “Orin” is not in the text"):
        output(folder)


def test_a_file_that_is_no_article_ends_with_a_reason(folder: Path) -> None:
    (folder / "one.txt").write_text("1\n\n2\n", encoding="utf-8")
    (folder / "one.toml").write_text(GOLD.partition("[person]")[0], encoding="utf-8")
    with pytest.raises(CommandError, match="no letters"):
        output(folder)


def test_a_model_that_is_not_there(folder: Path, settings: pytest.FixtureRequest) -> None:
    settings.NEWSROOM_MODEL = "no_such_model"  # type: ignore[attr-defined]
    with pytest.raises(CommandError, match="no_such_model"):
        output(folder)


def test_only_the_bundled_set_is_kept(folder: Path) -> None:
    with pytest.raises(CommandError, match="leave out FOLDER"):
        output(folder, write=True)


def test_figures_are_kept_for_the_site_and_in_the_document(tmp_path: Path) -> None:
    document = tmp_path / "docs/extraction.md"
    document.parent.mkdir()
    (tmp_path / "articles/data").mkdir(parents=True)
    document.write_text("Before\n<!-- accuracy -->\nold\n<!-- /accuracy -->\nAfter\n", encoding="utf-8")
    evaluate.keep(MADE, tmp_path)
    text = document.read_text(encoding="utf-8")
    assert text.startswith("Before\n<!-- accuracy -->\nMeasured on 2026-01-02")
    assert text.endswith("|\n<!-- /accuracy -->\nAfter\n")
    assert "old" not in text
    assert from_json((tmp_path / "articles/data/accuracy.json").read_text(encoding="utf-8")) == MADE
