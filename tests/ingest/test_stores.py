import gzip
import io
import json
import sys
import tarfile
import threading
from collections.abc import Iterator
from functools import partial
from http.server import BaseHTTPRequestHandler, SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import fsspec
import pytest
from pytest_django import Settings

from articles.ingest.items import MAX_BYTES, UnreadableError
from articles.ingest.readers import listing
from articles.ingest.run import ImportFailedError
from articles.ingest.stores import AddressError, check
from articles.models import Article
from tests.ingest.press import load, outcomes, story, write

RECORD = json.dumps({"title": "Vela opens", "text": "Vela Robotics opened a plant."})
FILES = {
    "a.txt": "a",
    ".hidden.txt": "x",
    "README.md": "x",
    "the-ledger/b.txt": "b",
    "the-ledger/b.json": '{"title": "B"}',
    "the-ledger/deep/c.jsonl": f"{RECORD}\n{RECORD}\n",
    "inner.zip": "PK",
}


@pytest.fixture
def memory(settings: Settings) -> Iterator[fsspec.AbstractFileSystem]:
    settings.NEWSROOM_IMPORT_ADDRESSES = ["memory://press"]
    store = fsspec.filesystem("memory")
    for name, text in FILES.items():
        store.pipe(f"/press/{name}", text.encode())
    yield store
    store.rm("/", recursive=True)


def listed(address: str) -> dict[str, tuple[str, str, str]]:
    """Source, given title and text, or why there is none, by address."""
    with listing([address]) as items:
        found = {}
        for item in items:
            try:
                text = item.read().decode()
            except UnreadableError as error:
                text = error.code
            found[item.origin] = (item.source, item.given().title, text)
        return found


def expected(root: str) -> dict[str, tuple[str, str, str]]:
    record = ("The Ledger", "Vela opens", "Vela Robotics opened a plant.")
    return {
        f"{root}/a.txt": ("", "", "a"),
        f"{root}/inner.zip": ("", "", "archive"),
        f"{root}/the-ledger/b.txt": ("The Ledger", "B", "b"),
        f"{root}/the-ledger/deep/c.jsonl#1": record,
        f"{root}/the-ledger/deep/c.jsonl#2": record,
    }


@pytest.mark.parametrize("address", ["memory://press", "memory://press/"])
def test_a_store_is_read_as_a_folder_is(memory: fsspec.AbstractFileSystem, address: str) -> None:
    assert listed(address) == expected("memory:///press")


def test_a_single_file_of_a_store(memory: fsspec.AbstractFileSystem) -> None:
    assert listed("memory://press/a.txt") == {"memory:///press/a.txt": ("", "", "a")}
    assert len(listed("memory://press/the-ledger/deep/c.jsonl")) == 2


def test_an_archive_in_a_store(memory: fsspec.AbstractFileSystem) -> None:
    file = io.BytesIO()
    with tarfile.open(fileobj=file, mode="w") as archive:
        info = tarfile.TarInfo("the-ledger/b.jsonl")
        info.size = len(RECORD)
        archive.addfile(info, io.BytesIO(RECORD.encode()))
    memory.pipe("/press/all.tar.gz", gzip.compress(file.getvalue()))
    assert listed("memory://press/all.tar.gz") == {
        "all.tar.gz/the-ledger/b.jsonl#1": ("The Ledger", "Vela opens", "Vela Robotics opened a plant.")
    }


def test_files_of_a_store_have_limits(memory: fsspec.AbstractFileSystem, settings: Settings) -> None:
    memory.pipe("/press/large.txt", bytes(MAX_BYTES + 1))
    assert listed("memory://press/large.txt")["memory:///press/large.txt"][2] == "too-large"
    settings.NEWSROOM_ARCHIVE_SIZE = 50
    assert (
        listed("memory://press/the-ledger/deep/c.jsonl")["memory:///press/the-ledger/deep/c.jsonl"][2]
        == "too-large"
    )
    memory.pipe("/press/all.tar", bytes(100))
    with pytest.raises(AddressError, match="The file is larger than"):
        listed("memory://press/all.tar")


def test_folders_that_lie_too_deep_are_refused(
    memory: fsspec.AbstractFileSystem, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("articles.ingest.stores._DEEPEST", 1)
    found = listed("memory://press")
    assert found["memory:///press/the-ledger/deep"] == ("The Ledger", "", "deep")
    assert found["memory:///press/the-ledger/b.txt"] == ("The Ledger", "B", "b")


def test_files_on_this_machine_through_the_same_reader(
    press: Path, settings: Settings, tmp_path: Path
) -> None:
    for name, text in FILES.items():
        write(press, name, text)
    (press / "link.txt").symlink_to(write(tmp_path, "secret.txt", "secret"))
    settings.NEWSROOM_IMPORT_ADDRESSES = [f"file://{press}"]
    found = listed(f"file://{press}")
    assert found.pop(f"file://{press}/link.txt") == ("", "", "link")
    assert found == expected(f"file://{press}")


@pytest.mark.parametrize(
    "address",
    [
        "memory://presses/a.txt",
        "memory://other",
        "memory://press/../other",
        "memory://press/%2e%2e/other",
        "file:///etc/passwd",
        "simplecache::memory://press/a.txt",
        "memory://me@press/a.txt",
        "memory://press/a b",
        "MEMORY://press",
        "://",
    ],
)
def test_other_addresses_are_refused(settings: Settings, address: str) -> None:
    settings.NEWSROOM_IMPORT_ADDRESSES = ["memory://press/"]
    with pytest.raises(AddressError, match="is not below memory://press/"):
        check(address)


def test_no_address_is_allowed_unless_set() -> None:
    with (
        pytest.raises(AddressError, match="NEWSROOM_IMPORT_ADDRESSES names no address"),
        listing(["s3://press/a"]),
    ):
        pass


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("memory://press/none.txt", "There is no file or folder memory://press/none.txt"),
        ("s3://press/a.txt", "Newsroom's extra s3 does that"),
        ("nothing://press/a.txt", "Protocol not known: nothing"),
    ],
)
def test_what_cannot_be_reached_is_said(
    memory: fsspec.AbstractFileSystem,
    settings: Settings,
    monkeypatch: pytest.MonkeyPatch,
    address: str,
    words: str,
) -> None:
    monkeypatch.setitem(sys.modules, "s3fs", None)  # as if it were not installed
    settings.NEWSROOM_IMPORT_ADDRESSES = ["memory://press", "s3://press", "nothing://press"]
    with pytest.raises(AddressError, match=words):
        listed(address)


@pytest.mark.django_db
def test_an_import_from_a_store(memory: fsspec.AbstractFileSystem) -> None:
    memory.pipe("/press/the-ledger/vela.txt", story().encode())
    run, _ = load("memory://press/the-ledger")
    assert outcomes(run)["vela.txt"] == "new"
    assert Article.objects.get(origin="memory:///press/the-ledger/vela.txt").text.startswith("Vela Robotics")
    assert outcomes(load("memory://press/the-ledger")[0])["vela.txt"] == "unchanged"
    with pytest.raises(ImportFailedError, match="is not below memory://press"):
        load("memory://other")


class Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *args: object) -> None: ...


class Elsewhere(BaseHTTPRequestHandler):
    """Sends everybody to the same name at another place."""

    to = ""

    def do_GET(self) -> None:
        self.send_response(302)
        self.send_header("Location", f"{self.to}{self.path}")
        self.end_headers()

    do_HEAD = do_GET  # noqa: N815 - the library's name

    def log_message(self, *args: object) -> None: ...


@pytest.fixture
def web(press: Path) -> Iterator[str]:
    for name, text in FILES.items():
        write(press, name, text)
    yield from serving(partial(Quiet, directory=str(press)))


@pytest.fixture
def redirecting(web: str) -> Iterator[str]:
    yield from serving(type("To", (Elsewhere,), {"to": web}))


def serving(handler: object) -> Iterator[str]:
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:  # type: ignore[arg-type]  # a class, or what makes one
        threading.Thread(target=server.serve_forever).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


@pytest.mark.enable_socket
def test_pages_of_the_web_are_read_as_folders_are(web: str, settings: Settings) -> None:
    settings.NEWSROOM_IMPORT_ADDRESSES = [web]
    assert listed(f"{web}/") == expected(web)
    assert listed(f"{web}/a.txt") == {f"{web}/a.txt": ("", "", "a")}


@pytest.mark.enable_socket
def test_redirects_stay_within_the_allowed_hosts(redirecting: str, web: str, settings: Settings) -> None:
    settings.NEWSROOM_IMPORT_ADDRESSES = [redirecting]
    with pytest.raises(AddressError, match="which NEWSROOM_IMPORT_ADDRESSES does not allow"):
        listed(f"{redirecting}/the-ledger/b.txt")
    settings.NEWSROOM_IMPORT_ADDRESSES = [redirecting, web]
    assert [text for _, _, text in listed(f"{redirecting}/the-ledger/b.txt").values()] == ["b"]
