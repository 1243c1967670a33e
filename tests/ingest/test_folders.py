import os
import socket
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.ingest.items import MAX_BYTES, MAX_ORIGIN, Item, UnreadableError, origin, shown, source_name
from articles.ingest.readers import NothingToImportError, listing
from tests.ingest.press import write


def listed(*paths: Path, source: str = "") -> dict[str, str]:
    """File names with their bytes, or why there are none."""
    with listing(paths, source=source) as items:
        return {item.base: _bytes(item) for item in items}


def _bytes(item: Item) -> str:
    try:
        return item.read().decode()
    except UnreadableError as error:
        return error.code


def test_folders_are_read_with_all_below_them(press: Path) -> None:
    write(press, "b.txt", "b")
    write(press, "a/deep/er/c.TXT", "c")
    write(press, "a/none", "d")
    with listing([press]) as items:
        assert [item.origin for item in items] == [
            str(press / name) for name in ("a/deep/er/c.TXT", "a/none", "b.txt")
        ]
        assert [item.source for item in items] == ["A", "A", ""]


def test_hidden_files_and_readmes_are_passed_over(press: Path) -> None:
    for name in (".DS_Store", ".git/config", "__MACOSX/a.txt", "README.md", "readme", "a.txt"):
        write(press, name, "x")
    assert listed(press) == {"a.txt": "x"}


def test_a_path_given_twice_is_one_file(press: Path) -> None:
    path = write(press, "a.txt", "a")
    assert listed(press, path, press / "../press") == {"a.txt": "a"}


def test_links_are_followed_inside_the_folder_alone(press: Path, tmp_path: Path) -> None:
    outside = write(tmp_path, "secret.txt", "secret")
    write(press, "a.txt", "a")
    (press / "in.txt").symlink_to(press / "a.txt")
    (press / "out.txt").symlink_to(outside)
    (press / "broken.txt").symlink_to(press / "gone")
    (press / "folder.txt").symlink_to(tmp_path)
    (press / "loop.txt").symlink_to(press / "loop.txt")
    assert listed(press) == {
        "a.txt": "a",
        "in.txt": "a",
        "out.txt": "link",
        "broken.txt": "unreadable",
        "folder.txt": "link",
        "loop.txt": "unreadable",
    }


def test_pipes_sockets_and_devices_are_not_opened(press: Path) -> None:
    os.mkfifo(press / "pipe.txt")
    with socket.socket(socket.AF_UNIX) as server:
        here = Path.cwd()
        os.chdir(press)  # a socket's address has room for little more than a name
        try:
            server.bind("socket.txt")
        finally:
            os.chdir(here)
        assert listed(press) == {"pipe.txt": "not-a-file", "socket.txt": "not-a-file"}
    assert listed(Path("/dev/null")) == {"null": "not-a-file"}


def test_large_files_are_not_read(press: Path) -> None:
    with (press / "large.txt").open("wb") as file:
        file.truncate(MAX_BYTES + 1)
    assert listed(press) == {"large.txt": "too-large"}


def test_a_file_that_goes_away_is_accounted_for(press: Path) -> None:
    path = write(press, "a.txt", "a")
    with listing([press]) as items:
        path.unlink()
        assert [_bytes(item) for item in items] == ["unreadable"]


def test_archives_inside_folders_are_not_opened(press: Path) -> None:
    write(press, "a.zip", b"PK")
    assert listed(press) == {"a.zip": "archive"}


@pytest.mark.parametrize("path", ["/no/such/folder", "/dev/null/x", "a\0b"])
def test_paths_that_are_not_there(path: str) -> None:
    with pytest.raises(NothingToImportError, match="There is no file or folder"), listing([path]):
        pass


@given(st.lists(st.binary(min_size=1, max_size=40), min_size=2, max_size=2, unique=True))
def test_shown_names_can_be_stored_and_stay_apart(names: list[bytes]) -> None:
    first, second = map(shown, names)
    assert first != second
    assert first.isprintable()
    first.encode()


def test_long_origins_are_cut_and_stay_apart() -> None:
    long = [origin(f"{number}/" + "x" * 2000 + "/a.txt") for number in range(2)]
    assert long[0] != long[1]
    assert {len(name) for name in long} == {MAX_ORIGIN}


@pytest.mark.parametrize(
    ("folder", "name"),
    [
        ("the-ledger", "The Ledger"),
        ("BBC_news", "BBC News"),
        ("x", "X"),
        ("deutsche welle", "Deutsche Welle"),
    ],
)
def test_folders_name_sources(folder: str, name: str) -> None:
    assert source_name(folder) == name


def test_patterns_are_paths(press: Path) -> None:
    for name in ("a.txt", "b.txt", "b.json", "deep/c.txt", "d.html"):
        write(press, name, "{}" if name == "b.json" else name)
    assert listed(press / "*.txt") == {"a.txt": "a.txt", "b.txt": "b.txt"}
    assert listed(press / "**/*.txt") == {name: name for name in ("a.txt", "b.txt")} | {"c.txt": "deep/c.txt"}
    with pytest.raises(NothingToImportError, match=r"There is no file or folder .*/\*\.rtf"):
        listed(press / "*.rtf")


def test_a_name_with_the_signs_of_a_pattern_is_a_name_first(press: Path) -> None:
    write(press, "a[1].txt", "brackets")
    write(press, "a1.txt", "one")
    assert listed(press / "a[1].txt") == {"a[1].txt": "brackets"}


def test_sidecars_of_files_that_were_named_themselves(press: Path) -> None:
    for name in ("a.txt", "b.txt"):
        write(press, name, name)
    write(press, "a.json", '{"title": "A"}')
    with listing([press / "a.json", press / "a.txt"]) as items:
        assert [(it.base, it.given().title) for it in items] == [("a.txt", "A")]
