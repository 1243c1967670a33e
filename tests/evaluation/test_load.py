import datetime as dt
from pathlib import Path

import pytest

from articles.evaluation.gold import GoldError
from articles.evaluation.load import fingerprint, load, unknown_names
from articles.resolution.links import EntityKind
from articles.text.article import BlockKind
from tests.evaluation.readings import TEXT, gold

GOLD = """
lines = "title paragraph*2 boilerplate|byline"
published = 2025-03-04
topics = []
cited = []
open = ["Orin#1"]
quotes = [{ words = "We like … robots,", fragment = true }]
roles = []
money = [{ text = "$5 million", amount = [4_000_000, 5_000_000], currency = "USD", kind = "other" }]
["public body"]
Orin = ["Orin#2"]
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "001.txt").write_text(TEXT.replace("We like", "We like  old"), encoding="utf-8")
    (tmp_path / "001.toml").write_text(GOLD, encoding="utf-8")
    return tmp_path


def test_what_is_written_beside_a_text(folder: Path) -> None:
    (specimen,) = load(folder)
    read = specimen.gold
    assert (read.name, read.published) == ("001", dt.date(2025, 3, 4))
    assert [line.kinds[0] for line in read.lines] == [
        BlockKind.TITLE, BlockKind.PARAGRAPH, BlockKind.PARAGRAPH, BlockKind.BOILERPLATE,
    ]  # fmt: skip
    assert [line.furniture for line in read.lines] == [False, False, False, None]
    assert [(it.name, it.kind) for it in read.names] == [("Orin", EntityKind.PUBLIC_BODY)]
    assert read.money[0].amounts == (4_000_000, 5_000_000)
    assert read.quotes[0].fragment
    assert len(read.open) == 1


def test_gold_that_does_not_fit_is_refused_with_the_file_and_the_reason(folder: Path) -> None:
    for wrong, reason in {
        GOLD.replace("paragraph*2", "paragraph"): "the text has 4 lines, `lines` speaks of 3",
        GOLD.replace("paragraph*2", "prose*2"): "prose",
        GOLD.replace("Orin#2", "Norden"): "“Norden” is not in the text",
        GOLD.replace("topics = []", ""): "topics",
        "lines = ": "Invalid",
    }.items():
        (folder / "001.toml").write_text(wrong, encoding="utf-8")
        with pytest.raises(GoldError, match=rf"001\.toml: .*{reason}"):
            load(folder)


def test_a_text_without_gold_and_a_folder_without_texts(folder: Path) -> None:
    (folder / "001.toml").unlink()
    with pytest.raises(GoldError, match=r"001\.toml"):
        load(folder)
    (folder / "001.txt").unlink()
    with pytest.raises(GoldError, match=r"no \.txt files"):
        load(folder)


def test_the_fingerprint_changes_with_texts_and_gold(folder: Path) -> None:
    before = fingerprint(folder)
    (folder / "notes.md").write_text("nothing", encoding="utf-8")
    assert fingerprint(folder) == before
    (folder / "001.toml").write_text(GOLD + "\n", encoding="utf-8")
    assert fingerprint(folder) != before


def test_names_that_are_used_and_not_listed() -> None:
    assert list(unknown_names(gold())) == []
    assert list(unknown_names(gold(cited=["The Herald"], company={"Vela": ["Vela"]}))) == ["The Herald"]
    assert list(unknown_names(gold(person={}))) == ["Ana Petrov"]
