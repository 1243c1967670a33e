import gzip
import io
import json
import os
import tarfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pytest_django import Settings

from articles.ingest.guards import BadArchiveError
from articles.ingest.items import UnreadableError
from articles.ingest.readers import NothingToImportError, listing
from tests.ingest.test_archives import listed, packed

NAMES = ["press.tar", "press.tar.gz", "press.tgz", "press.TGZ"]


def member(name: str, kind: bytes = tarfile.REGTYPE, size: int = 0) -> tarfile.TarInfo:
    info = tarfile.TarInfo(name)
    info.type, info.size, info.linkname = kind, size, "/etc/passwd"
    return info


def tar(members: dict[str, bytes], *others: tarfile.TarInfo) -> bytes:
    file = io.BytesIO()
    with tarfile.open(fileobj=file, mode="w") as archive:
        for name, data in members.items():
            archive.addfile(member(name, size=len(data)), io.BytesIO(data))
        for info in others:
            archive.addfile(info)
    return file.getvalue()


def stored(path: Path, data: bytes) -> Path:
    path.write_bytes(data if path.suffix == ".tar" else gzip.compress(data))
    return path


@pytest.mark.parametrize("name", NAMES)
def test_members_are_files_of_the_archive(tmp_path: Path, name: str) -> None:
    path = stored(tmp_path / name, tar({"./press/the-ledger/a.txt": b"a", "./press/b.txt": b"b"}))
    with listing([path]) as items:
        assert [(it.origin, it.source, it.read()) for it in items] == [
            (f"{name}/press/b.txt", "", b"b"),
            (f"{name}/press/the-ledger/a.txt", "The Ledger", b"a"),
        ]


@pytest.mark.parametrize("name", NAMES[:2])
def test_what_is_no_plain_file_is_refused(tmp_path: Path, name: str) -> None:
    others = [
        member("link.txt", tarfile.SYMTYPE),
        member("hard.txt", tarfile.LNKTYPE),
        member("pipe.txt", tarfile.FIFOTYPE),
        member("device.txt", tarfile.CHRTYPE),
        member("disk.txt", tarfile.BLKTYPE),
        member("folder", tarfile.DIRTYPE),
    ]
    names = {"/etc/passwd": b"x", "../b.txt": b"x", "good.txt": b"good", "inner.tar": b"x"}
    found = listed(stored(tmp_path / name, tar(names, *others)))
    assert {origin.removeprefix(f"{name}/"): it for origin, it in found.items()} == {
        "link.txt": "link",
        "hard.txt": "link",
        "pipe.txt": "not-a-file",
        "device.txt": "not-a-file",
        "disk.txt": "not-a-file",
        "/etc/passwd": "path",
        "../b.txt": "path",
        "good.txt": "good",
        "inner.tar": "archive",
    }


def test_names_of_any_bytes(tmp_path: Path) -> None:
    name = os.fsdecode(b"caf\xe9\x01.txt")
    assert listed(stored(tmp_path / "press.tar", tar({name: b"a"}))) == {"press.tar/caf\\xe9\\x01.txt": "a"}


def test_names_that_come_twice(tmp_path: Path) -> None:
    path = stored(tmp_path / "press.tar", tar({"a.txt": b"one"}, member("./a.txt")))
    assert listed(path) == {"press.tar/a.txt": "one", "press.tar/a.txt (2)": "twice"}


def test_one_name_in_several_ways_is_one(tmp_path: Path) -> None:
    path = stored(
        tmp_path / "press.tar", tar({"a/b.txt": b"one", "a//b.txt": b"two", "./a/./b.txt": b"three"})
    )
    assert listed(path) == {
        "press.tar/a/b.txt": "one",
        "press.tar/a/b.txt (2)": "twice",
        "press.tar/a/b.txt (3)": "twice",
    }


def test_a_file_named_as_the_folder_beside_it_is_not_lost(tmp_path: Path) -> None:
    path = stored(tmp_path / "press.tar", tar({"press": b"file", "press/press": b"in", "press/a/b": b"deep"}))
    assert listed(path) == {
        "press.tar/press": "file",
        "press.tar/press/press": "in",
        "press.tar/press/a/b": "deep",
    }


def test_a_bomb_is_not_unpacked(tmp_path: Path) -> None:
    path = stored(tmp_path / "bomb.tar.gz", tar({"bomb.txt": bytes(200_000_000)}))
    with pytest.raises(
        BadArchiveError, match=r"bomb\.tar\.gz cannot be imported: The archive unpacks to more"
    ):
        listed(path)


def test_limits_are_settings(tmp_path: Path, settings: Settings) -> None:
    text = json.dumps({"text": "x" * 3_000_000}).encode()
    path = stored(tmp_path / "press.tar", tar({"a.json": text, "b.json": text}))
    assert len(listed(path)["press.tar/a.json#1"]) == 3_000_000
    settings.NEWSROOM_ARCHIVE_SIZE = 5_000_000
    assert listed(path)["press.tar/b.json"] == "archive-limit"
    settings.NEWSROOM_ARCHIVE_MEMBER = 2_000_000
    assert listed(path)["press.tar/a.json"] == "too-large"
    settings.NEWSROOM_ARCHIVE_FILES = 1
    with pytest.raises(BadArchiveError, match="holds more than 1 files"):
        listed(path)


def test_what_is_looked_at_twice_is_counted_once(tmp_path: Path, settings: Settings) -> None:
    settings.NEWSROOM_ARCHIVE_SIZE = 1000
    with listing([stored(tmp_path / "press.tar", tar({"a.txt": b"x" * 900}))]) as (item,):
        assert item.read() == item.read()


@pytest.mark.parametrize("name", NAMES[:2])
def test_what_gzip_has_packed_is_not_counted_twice(tmp_path: Path, settings: Settings, name: str) -> None:
    settings.NEWSROOM_ARCHIVE_SIZE = 3_000_000
    path = stored(tmp_path / name, tar({"a.txt": os.urandom(2_000_000)}))
    with listing([path]) as (item,):
        assert len(item.read()) == 2_000_000


@pytest.mark.parametrize("name", NAMES[:2])
@pytest.mark.parametrize("data", [b"", b"no archive at all" * 99])
def test_what_is_no_archive(tmp_path: Path, name: str, data: bytes) -> None:
    (tmp_path / name).write_bytes(data)
    with pytest.raises(BadArchiveError, match="damaged or cut off"):
        listed(tmp_path / name)


@pytest.mark.parametrize("kept", [700, 1000, 1300])
def test_an_archive_that_was_cut_off_is_refused(tmp_path: Path, kept: int) -> None:
    data = tar({"a.txt": b"a", "b.txt": b"b" * 600})
    for name, part in (("press.tar", data[:kept]), ("press.tgz", gzip.compress(os.urandom(9999))[:kept])):
        (tmp_path / name).write_bytes(part)
        with pytest.raises(BadArchiveError, match="damaged or cut off"):
            listed(tmp_path / name)


def test_damage_between_members_hides_nothing(tmp_path: Path) -> None:
    data = bytearray(tar({"a.txt": b"a", "b.txt": b"b"}))
    data[1024 + 20] ^= 1
    with pytest.raises(BadArchiveError, match="damaged or cut off after 1 member"):
        listed(stored(tmp_path / "press.tar", bytes(data)))


@pytest.mark.parametrize("kind", [tarfile.REGTYPE, tarfile.XHDTYPE, tarfile.GNUTYPE_LONGNAME])
@pytest.mark.parametrize("size", [-512, 2**33])
def test_lengths_are_not_believed(tmp_path: Path, kind: bytes, size: int) -> None:
    info = member("a.txt", kind, size)
    data = info.tobuf(tarfile.GNU_FORMAT) + bytes(2048)
    with pytest.raises(BadArchiveError):
        listed(stored(tmp_path / "press.tar", data))


ALL = tar({"a.txt": b"a" * 700, "x" * 120: b"b"})


@given(st.lists(st.tuples(st.integers(0, 3000), st.integers(0, 255)), min_size=1, max_size=8))
def test_a_damaged_archive_never_raises_anything_else(tmp_path: Path, changes: list[tuple[int, int]]) -> None:
    data = bytearray(ALL)
    for place, value in changes:
        data[place] = value
    try:
        assert listed(stored(tmp_path / "press.tar", bytes(data)))
    except (BadArchiveError, NothingToImportError, UnreadableError) as error:
        assert str(error)  # noqa: PT017 - either will do


RECORD = json.dumps(
    {"title": "Vela opens", "text": "Vela Robotics opened a plant.", "date": "2025-06-24"}
).encode()


@pytest.mark.parametrize("name", ["press.zip", *NAMES[:2]])
def test_archives_are_read_as_folders_are(tmp_path: Path, name: str) -> None:
    files = {
        "ledger/a.txt": b"Vela Robotics opened a plant.",
        "ledger/a.json": b'{"title": "Vela opens a plant"}',
        "ledger/press.jsonl": RECORD + b"\n" + RECORD,
        "ledger/press.csv": b"Title,Body\nVela opens,Vela Robotics opened a plant.\n",
        "gazette/page.html": b"<!DOCTYPE html><html>",
    }
    path = tmp_path / name
    if name == "press.zip":
        packed(path, files)
    else:
        stored(path, tar(files))
    with listing([path]) as items:
        found = {it.origin: (it.source, it.given().title, len(it.read())) for it in items}
    assert found == {
        f"{name}/gazette/page.html": ("Gazette", "", 21),
        f"{name}/ledger/a.txt": ("Ledger", "Vela opens a plant", 29),
        f"{name}/ledger/press.csv#1": ("Ledger", "Vela opens", 29),
        f"{name}/ledger/press.jsonl#1": ("Ledger", "Vela opens", 29),
        f"{name}/ledger/press.jsonl#2": ("Ledger", "Vela opens", 29),
    }
