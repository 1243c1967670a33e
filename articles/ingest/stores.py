"""Folders and files that lie elsewhere (s3://, gs://, https://), read through fsspec, from the addresses that the settings allow."""

import functools
import re
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import PurePosixPath
from typing import IO, Any, BinaryIO
from urllib.parse import unquote, urljoin, urlsplit

from django.conf import settings

from articles.ingest import archives
from articles.ingest.entries import Entry, is_hidden, refused
from articles.ingest.errors import ListingError
from articles.ingest.items import MAX_BYTES, UnreadableError, too_large
from articles.ingest.spool import Spool, copy, nameless

_ADDRESS = re.compile(r"[a-z][a-z0-9+.-]*://[^\s\\]+")
_EXTRAS = {"http": "https", "https": "https", "s3": "s3", "gs": "gs", "gcs": "gs"}
_DEEPEST = 20  # levels of folders below the address


class AddressError(ListingError):
    """What lies at an address cannot be imported; the message says why."""


def is_address(path: object) -> bool:
    """Whether a path is the address of a store, and no name on this machine."""
    return "://" in str(path)


def check(address: str) -> None:
    """Raises AddressError for an address that NEWSROOM_IMPORT_ADDRESSES does not allow."""
    known: list[str] = settings.NEWSROOM_IMPORT_ADDRESSES
    if not known:
        raise AddressError(
            f"{address} cannot be imported: NEWSROOM_IMPORT_ADDRESSES names no address to import from."
        )
    plain = _ADDRESS.fullmatch(address) and not {"..", "."} & set(unquote(address).split("/"))
    if not plain or "::" in address or "@" in address or not any(_is_below(address, it) for it in known):
        raise AddressError(f"{address} cannot be imported: it is not below {' or '.join(known)}.")


@contextmanager
def opened(address: str) -> Iterator[list[Entry]]:
    """The files at an address: all in a folder and in those below it, a single file, or the members of an archive.

    An address of the web is a folder where it ends in a slash; its page links to the files. Raises ListingError.
    """
    check(address)
    with ExitStack() as stack:
        store = _Store(address, stack.enter_context(Spool()))
        if archives.suffix(address):
            file = stack.enter_context(nameless())
            store.fetch(file)
            yield stack.enter_context(archives.opened(file.fileno(), PurePosixPath(store.root).name))
        else:
            yield store.entries()


class _Store:
    """What lies at an address. Raises AddressError where nothing does, or what does cannot be had."""

    def __init__(self, address: str, spool: Spool) -> None:
        import fsspec  # noqa: PLC0415 - takes a while and some memory, and few imports read from stores

        self._address = address
        self._spool = spool
        with self._faults_told():
            options = {"client_kwargs": {"trace_configs": [_tracing()]}} if _is_web(address) else {}
            self._store, root = fsspec.core.url_to_fs(
                address, use_listings_cache=False, skip_instance_cache=True, **options
            )
        self.root = root.rstrip("/")

    def fetch(self, into: IO[bytes]) -> None:
        """Copies the file at the address."""
        with self._faults_told(), self._store.open(self.root, "rb") as file:
            copy(file, into, _within)

    def entries(self) -> list[Entry]:
        """The files below the address, hidden ones and readmes aside; what lies too deep is refused."""
        with self._faults_told():
            folder = self._address.endswith("/") if _is_web(self._address) else self._store.isdir(self.root)
            if folder:
                found = (self._entry(info) for info in self._below(self.root, _DEEPEST))
                return sorted(found, key=lambda entry: entry.folder)
            return [self._entry(self._store.info(self.root))]

    def _below(self, folder: str, depth: int) -> Iterator[dict[str, Any]]:
        address = f"{folder}/" if _is_web(folder) else folder
        for info in sorted(self._store.ls(address, detail=True), key=lambda info: info["name"]):
            name = info["name"].rstrip("/")
            if _is_passed_over(name.removeprefix(f"{folder}/")):
                continue
            if info["type"] == "directory" and depth:
                yield from self._below(name, depth - 1)
            else:
                yield {**info, "name": name}

    def _entry(self, info: dict[str, Any]) -> Entry:
        name, size = info["name"], info.get("size") or 0
        inner = PurePosixPath(unquote(name) if _is_web(name) else name).parts[
            len(PurePosixPath(self.root).parts) :
        ]
        inner = inner or (PurePosixPath(name).name,)
        label = self._store.unstrip_protocol(name)
        if info.get("islink"):
            return refused(inner, label, "link", "The file is a link.")
        if info["type"] == "directory":
            return refused(
                inner, label, "deep", f"The folder lies more than {_DEEPEST} levels below the address."
            )
        read, open_ = functools.partial(self._read, name, size), functools.partial(self._open, name)
        return Entry(inner, label, read, open_)

    def _read(self, name: str, size: int) -> bytes:
        if size > MAX_BYTES:
            raise too_large()
        with _trouble_told(), self._store.open(name, "rb") as file:
            data: bytes = file.read(MAX_BYTES + 1)
        if len(data) > MAX_BYTES:
            raise too_large()
        return data

    def _open(self, name: str) -> BinaryIO:
        with _trouble_told():
            return self._spool.opened(name, functools.partial(self._store.open, name, "rb"), _within)

    @contextmanager
    def _faults_told(self) -> Iterator[None]:
        """What goes wrong before there is a list, as AddressError."""
        try:
            yield
        except Exception as error:  # each store has faults of its own
            raise AddressError(self._words(_cause(error))) from error

    def _words(self, fault: BaseException) -> str:
        if isinstance(fault, AddressError):
            return str(fault)
        if isinstance(fault, FileNotFoundError):
            return f"There is no file or folder {self._address}."
        words = str(fault) or type(fault).__name__
        if isinstance(fault, ImportError):
            extra = _EXTRAS.get(urlsplit(self._address).scheme, "")
            words = f"what reads it is not installed; Newsroom's extra {extra} does that" if extra else words
        return f"{self._address} cannot be imported: {words.rstrip('.')}."


def _cause(error: BaseException) -> BaseException:
    """The AddressError that a library has made another error of, or else the error."""
    cause: BaseException | None = error
    while cause is not None and not isinstance(cause, AddressError):
        cause = cause.__cause__ or cause.__context__
    return cause or error


@contextmanager
def _trouble_told() -> Iterator[None]:
    """What goes wrong with one file, as UnreadableError."""
    try:
        yield
    except UnreadableError:
        raise
    except Exception as error:  # each store has faults of its own
        words = str(_cause(error)) or type(error).__name__
        raise UnreadableError("unreadable", f"The file cannot be fetched: {words.rstrip('.')}.") from error


def _tracing() -> Any:
    """For aiohttp: raises AddressError where a page would send us to a host that is not allowed."""
    import aiohttp  # noqa: PLC0415 - an extra

    async def redirected(session: Any, context: Any, params: Any) -> None:
        target = urljoin(str(params.url), params.response.headers.get("Location", ""))
        if _host(target) not in map(_host, settings.NEWSROOM_IMPORT_ADDRESSES):
            raise AddressError(
                f"{params.url} leads to {target}, which NEWSROOM_IMPORT_ADDRESSES does not allow."
            )

    tracing = aiohttp.TraceConfig()
    tracing.on_request_redirect.append(redirected)
    return tracing


def _host(address: str) -> tuple[str, str]:
    return urlsplit(address)[:2]


def _is_web(address: str) -> bool:
    return urlsplit(address).scheme in {"http", "https"}


def _is_below(address: str, known: str) -> bool:
    return f"{address}/".startswith(f"{known.rstrip('/')}/")


def _is_passed_over(name: str) -> bool:
    """Whether a name, as a store lists it, is that of its folder, of something above it, or hidden."""
    return not name or bool({"/", "?", "#"} & set(name)) or is_hidden(name)


def _within(size: int) -> None:
    if size > settings.NEWSROOM_ARCHIVE_SIZE:
        raise UnreadableError(
            "too-large", f"The file is larger than {settings.NEWSROOM_ARCHIVE_SIZE // 1024**2:,} MB."
        )
