import os
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


def known(press: Path) -> list[str]:
    """Those of them that need only be parsed, as the archive may have their texts; by their places."""
    with listing([press], source="") as items:
        files = [file for chunk in plan.chunks(items) for file in chunk.files if file.text_hash]
        return [os.path.relpath(file.item.origin, press) for file in files]


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


def test_a_file_of_known_bytes_in_another_place_need_only_be_parsed(press: Path) -> None:
    write(press, "a.txt", story())
    write(press, "b.txt", story(1))
    load(press)
    write(press, "elsewhere/a.txt", story())
    write(press, "elsewhere/b.txt", story(2))
    assert known(press) == ["elsewhere/a.txt"]


def test_bytes_of_a_file_that_is_changing_are_not_counted_on(press: Path) -> None:
    write(press, "a.txt", story())
    load(press)
    write(press, "a.txt", story(1))
    write(press, "elsewhere/a.txt", story())
    assert known(press) == ["a.txt"]  # has a text of its own, which it may still have


def test_changed_bytes_are_read(press: Path) -> None:
    write(press, "a.txt", story())
    load(press)
    write(press, "a.txt", story(1))
    assert to_read(press) == ["a.txt"]
