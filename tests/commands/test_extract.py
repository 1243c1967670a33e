import io
import json
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

ARTICLE = (
    "Vela hires a chief\n\nThe startup Vela hired Jane Smith as chief executive, Microsoft said on Monday.\n"
)
KEYS = {
    "path", "title", "source", "byline", "published", "inferred", "blocks", "companies", "people", "quotes", "roles", "money", "cited", "topics",
}  # fmt: skip


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "b").mkdir()
    (tmp_path / "b/one.txt").write_text(ARTICLE, encoding="utf-8")
    (tmp_path / "a.txt").write_text(ARTICLE, encoding="utf-8")
    (tmp_path / "notes.md").write_text(ARTICLE, encoding="utf-8")
    return tmp_path


def extract(*paths: Path, **options: int) -> list[dict[str, object]]:
    out = io.StringIO()
    call_command("extract", *paths, stdout=out, **options)
    return [json.loads(line) for line in out.getvalue().splitlines()]


def test_a_line_for_each_text_file_of_a_folder(folder: Path) -> None:
    lines = extract(folder)
    assert [line["path"] for line in lines] == [str(folder / "a.txt"), str(folder / "b/one.txt")]
    assert all(line.keys() == KEYS for line in lines)


def test_a_file_named_twice_is_read_once(folder: Path) -> None:
    assert len(extract(folder / "a.txt", folder / "a.txt", folder / "notes.md")) == 2


def test_what_is_found(folder: Path) -> None:
    (line,) = extract(folder / "a.txt")
    assert {"Microsoft", "Vela"} == {company["name"] for company in line["companies"]}  # type: ignore[attr-defined]
    assert [person["name"] for person in line["people"]] == ["Jane Smith"]  # type: ignore[attr-defined]
    assert line["published"] is None
    assert line["inferred"] is None


def test_when_a_text_without_a_date_was_written(tmp_path: Path) -> None:
    text = "Vela opened a plant in March 2023.\n\nIt will open the next one, in Oslo, in June 2023."
    (tmp_path / "a.txt").write_text(f"Vela opens a plant\n\n{text}\n", encoding="utf-8")
    (line,) = extract(tmp_path / "a.txt")
    assert line["published"] is None
    assert line["inferred"] == {"from": "2023-03-01", "to": "2023-06-30"}


def test_a_file_that_is_no_article_is_named_and_the_rest_goes_on(folder: Path) -> None:
    (folder / "empty.txt").write_bytes(b"")
    out, err = io.StringIO(), io.StringIO()
    with pytest.raises(CommandError, match="1 of 3 files"):
        call_command("extract", folder, stdout=out, stderr=err)
    assert len(out.getvalue().splitlines()) == 2
    assert str(folder / "empty.txt") in err.getvalue()


def test_a_path_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match=r"no file or folder .*gone"):
        extract(tmp_path / "gone")


def test_a_model_that_is_not_there(folder: Path, settings: pytest.FixtureRequest) -> None:
    settings.NEWSROOM_MODEL = "no_such_model"  # type: ignore[attr-defined]
    with pytest.raises(CommandError, match="no_such_model"):
        extract(folder)


def test_more_processes_print_the_same(folder: Path) -> None:
    assert extract(folder, workers=2) == extract(folder, workers=1)
