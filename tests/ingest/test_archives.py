import contextlib
import io
import os
import stat
import struct
import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pytest_django import Settings

from articles.ingest import guards
from articles.ingest.guards import BadArchiveError
from articles.ingest.items import MAX_BYTES, UnreadableError
from articles.ingest.readers import NothingToImportError, listing


def packed(path: Path, members: dict[str, bytes], how: int = zipfile.ZIP_DEFLATED) -> Path:
    with zipfile.ZipFile(path, "w", how) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return path


def listed(path: Path) -> dict[str, str]:
    with listing([path]) as items:
        found = {}
        for item in items:
            try:
                found[item.origin] = item.read().decode("utf-8", "replace")
            except UnreadableError as error:
                found[item.origin] = error.code
        return found


def test_members_are_files_of_the_archive(tmp_path: Path) -> None:
    path = packed(tmp_path / "press.zip", {"the-ledger/a.txt": b"a", "b.txt": b"b", "the-ledger/": b""})
    with listing([path]) as items:
        assert [(it.origin, it.source, it.read()) for it in items] == [
            ("press.zip/b.txt", "", b"b"),
            ("press.zip/the-ledger/a.txt", "The Ledger", b"a"),
        ]


def test_a_packed_folder_does_not_name_the_source(tmp_path: Path) -> None:
    path = packed(tmp_path / "press.zip", {"press/the-ledger/a.txt": b"a", "press/b.txt": b"b"})
    with listing([path]) as items:
        assert [it.source for it in items] == ["", "The Ledger"]


def test_a_sidecar_is_found_wherever_in_the_archive_it_stands(tmp_path: Path) -> None:
    told = b'{"title": "Vela hires forty"}'
    path = packed(
        tmp_path / "press.zip",
        {"the-ledger/a.txt": b"a", "wire/b.txt": b"b", "the-ledger/a.json": told},
    )
    with listing([path]) as items:
        assert [(it.origin, it.given().title) for it in items] == [
            ("press.zip/the-ledger/a.txt", "Vela hires forty"),
            ("press.zip/wire/b.txt", ""),
        ]


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("../../etc/passwd", "path"),
        ("a/../../b.txt", "path"),
        ("/etc/passwd", "path"),
        ("..\\..\\b.txt", "path"),
        ("\\\\server\\b.txt", "path"),
        ("C:\\b.txt", "path"),
        ("c:b.txt", "path"),
        ("inner.zip", "archive"),
        ("inner.tar.gz", "archive"),
    ],
)
def test_members_that_are_refused_by_name(tmp_path: Path, name: str, code: str) -> None:
    path = packed(tmp_path / "press.zip", {name: b"x", "good.txt": b"good"})
    found = listed(path)
    assert found.pop("press.zip/good.txt") == "good"
    assert list(found.values()) == [code]
    assert [it.name for it in tmp_path.iterdir()] == ["press.zip"]


@pytest.mark.parametrize("name", ["café.txt", "Zürich/電気.txt", "“x”.txt"])
def test_names_in_utf8_without_the_flag_that_says_so(tmp_path: Path, name: str) -> None:
    path = packed(tmp_path / "press.zip", {name: b"a"})
    data = bytearray(path.read_bytes())
    for mark, offset in ((b"PK\x03\x04", 7), (b"PK\x01\x02", 9)):
        data[data.index(mark) + offset] &= 0xFF ^ 0x08
    path.write_bytes(data)
    assert listed(path) == {f"press.zip/{name}": "a"}


def test_names_in_the_old_code_page(tmp_path: Path) -> None:
    path = packed(tmp_path / "press.zip", {"caf\x7e.txt": b"a"})
    path.write_bytes(path.read_bytes().replace(b"caf\x7e", b"caf\x82"))
    assert listed(path) == {"press.zip/café.txt": "a"}


def test_two_archives_of_one_name_are_not_taken_for_each_other(tmp_path: Path) -> None:
    for folder in ("a", "b"):
        (tmp_path / folder).mkdir()
        packed(tmp_path / folder / "press.zip", {"a.txt": folder.encode()})
    one, other = tmp_path / "a/press.zip", tmp_path / "b/press.zip"
    with listing([one, one]) as items:
        assert [it.read() for it in items] == [b"a"]
    with (
        pytest.raises(BadArchiveError, match=r"2 archives are called press\.zip: import them one by one"),
        listing([one, other]),
    ):
        pass


def test_links_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "press.zip"
    with zipfile.ZipFile(path, "w") as archive:
        info = zipfile.ZipInfo("link.txt")
        info.external_attr = (stat.S_IFLNK | 0o777) << 16
        archive.writestr(info, "/etc/passwd")
    assert listed(path) == {"press.zip/link.txt": "link"}


def test_encrypted_members_are_refused(tmp_path: Path) -> None:
    path = packed(tmp_path / "press.zip", {"a.txt": b"a"}, zipfile.ZIP_STORED)
    data = bytearray(path.read_bytes())
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(mark) + offset] |= 1
    path.write_bytes(data)
    assert listed(path) == {"press.zip/a.txt": "encrypted"}


def test_names_that_come_twice(tmp_path: Path) -> None:
    path = tmp_path / "press.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("a.txt", "one")
        with pytest.warns(UserWarning, match="Duplicate"):
            archive.writestr("a.txt", "two")
    assert listed(path) == {"press.zip/a.txt": "one", "press.zip/a.txt (2)": "twice"}


def test_damaged_members(tmp_path: Path) -> None:
    path = packed(tmp_path / "press.zip", {"a.txt": os.urandom(500), "b.txt": b"b"}, zipfile.ZIP_STORED)
    data = bytearray(path.read_bytes())
    data[100:110] = bytes(10)
    path.write_bytes(data)
    assert listed(path) == {"press.zip/a.txt": "damaged", "press.zip/b.txt": "b"}


def test_a_bomb_is_cut_off_while_it_unpacks(tmp_path: Path) -> None:
    path = packed(tmp_path / "bomb.zip", {"bomb.txt": bytes(50_000_000), "good.txt": b"good"})
    assert listed(path) == {"bomb.zip/bomb.txt": "bomb", "bomb.zip/good.txt": "good"}


def test_a_header_that_lies_about_sizes_hides_nothing(tmp_path: Path) -> None:
    path = packed(tmp_path / "bomb.zip", {"bomb.txt": bytes(50_000_000)})
    data = bytearray(path.read_bytes())
    directory = data.index(b"PK\x01\x02")
    data[directory + 24 : directory + 28] = struct.pack("<I", 10)
    path.write_bytes(data)
    assert listed(path)["bomb.zip/bomb.txt"] in {"bomb", "damaged"}


def test_an_archive_of_small_bombs_has_a_budget(tmp_path: Path) -> None:
    members = {f"{number:03}.txt": bytes(900_000) for number in range(200)}
    path = packed(tmp_path / "bombs.zip", members)
    found = list(listed(path).values())
    assert found[-1] == "archive-limit"
    assert len([it for it in found if it != "archive-limit"]) * 900_000 <= 100 * 1024 * 1024


def test_large_members_are_refused(tmp_path: Path) -> None:
    path = packed(tmp_path / "press.zip", {"large.txt": os.urandom(MAX_BYTES + 1)}, zipfile.ZIP_STORED)
    assert listed(path) == {"press.zip/large.txt": "too-large"}


def test_too_many_members(tmp_path: Path, settings: Settings) -> None:
    settings.NEWSROOM_ARCHIVE_FILES = 3
    path = packed(tmp_path / "press.zip", {f"{number}.txt": b"x" for number in range(4)})
    with pytest.raises(BadArchiveError, match="more than 3 files"):
        listed(path)


def test_a_table_of_contents_that_is_too_long_is_not_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(guards, "MAX_DIRECTORY", 100)
    path = packed(tmp_path / "press.zip", {f"{number}.txt": b"x" for number in range(4)})
    with pytest.raises(BadArchiveError, match="files; divide it"):
        listed(path)


@pytest.mark.parametrize("data", [b"", b"PK", b"PK\x05\x06", b"no archive at all" * 99])
def test_what_is_no_archive(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "press.zip"
    path.write_bytes(data)
    with pytest.raises(BadArchiveError, match=r"press\.zip cannot be imported: it is no zip archive"):
        listed(path)


def test_an_archive_of_nothing(tmp_path: Path) -> None:
    with pytest.raises(NothingToImportError, match="no files"):
        listed(packed(tmp_path / "press.zip", {}))


def _archive() -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for number in range(3):
            archive.writestr(f"{number}.txt", f"text {number} " * 50)
    return file.getvalue()


@given(st.lists(st.tuples(st.integers(0, len(_archive()) - 1), st.integers(0, 255)), min_size=1, max_size=8))
def test_a_damaged_archive_never_raises_anything_else(tmp_path: Path, changes: list[tuple[int, int]]) -> None:
    data = bytearray(_archive())
    for place, value in changes:
        data[place] = value
    path = tmp_path / "press.zip"
    path.write_bytes(data)
    with contextlib.suppress(BadArchiveError, NothingToImportError):
        assert listed(path)
