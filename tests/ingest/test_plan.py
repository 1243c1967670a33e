from pathlib import Path

import pytest

from articles.ingest import plan
from articles.ingest.readers import listing
from tests.ingest.press import load, story, write

pytestmark = pytest.mark.django_db


def to_read(press: Path) -> list[str]:
    """The files that the machine would have to read, by their own names."""
    with listing([press], source="") as items:
        return [file.item.base for chunk in plan.chunks(items) for file in chunk.files]


def test_new_files_are_read(press: Path) -> None:
    write(press, "a.txt", story())
    assert to_read(press) == ["a.txt"]


def test_known_bytes_are_not_read_again_under_any_name(press: Path) -> None:
    write(press, "a.txt", story())
    write(press, "copy.txt", story())
    load(press)
    assert to_read(press) == []


def test_a_file_of_the_same_name_is_read_to_tell_moved_from_copied(press: Path) -> None:
    write(press, "a.txt", story())
    load(press)
    write(press, "elsewhere/a.txt", story())
    assert to_read(press) == ["a.txt"]


def test_changed_bytes_are_read(press: Path) -> None:
    write(press, "a.txt", story())
    load(press)
    write(press, "a.txt", story(1))
    assert to_read(press) == ["a.txt"]
