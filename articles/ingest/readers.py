"""From the paths that a person gives to the files to import."""

import glob
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from pathlib import Path, PurePath, PurePosixPath

from articles.ingest import archives, folders, pages, stores, uploads
from articles.ingest.columns import NO_COLUMNS
from articles.ingest.entries import Entry, items_of
from articles.ingest.errors import ListingError
from articles.ingest.guards import BadArchiveError
from articles.ingest.items import Item, origin, shown
from articles.ingest.listed import Listed


class NothingToImportError(ListingError):
    """There is nothing at these paths; the message says which and why."""


@contextmanager
def listing(
    paths: Iterable[str | Path],
    *,
    source: str = "",
    columns: Mapping[str, str] = NO_COLUMNS,
    only: Collection[str] | None = None,
) -> Iterator[Listed]:
    """All files under the paths, each once, in the order of their origins.

    A path is a folder, a file, an archive, a pattern such as `press/*.txt`, or `pages:`, the HTML pages that are kept. `source` overrides what folders say, and
    `columns`, which maps fields to columns, what the names of columns say. Where `only` is given, nothing else is taken from folders. Archives stay open
    within the context.
    Raises ListingError.
    """
    paths = list(paths)
    with ExitStack() as stack:
        found = _items(paths, columns, only, stack)
        items = Listed((replace(it, source=source, fixed=True) for it in found) if source else found)
        if not items:
            raise NothingToImportError(f"There are no files in {_joined(paths)}.")
        yield items


def _items(
    paths: Collection[str | Path], columns: Mapping[str, str], only: Collection[str] | None, stack: ExitStack
) -> Iterator[Item]:
    if pages.PATH in paths:
        yield from pages.kept()
    for entries in _groups([path for path in paths if path != pages.PATH], only, stack):
        yield from items_of(entries, columns)


def _groups(
    paths: Iterable[str | Path], only: Collection[str] | None, stack: ExitStack
) -> Iterator[Iterable[Entry]]:
    """The files of each folder and archive, and those that were named themselves by the folder that they lie in."""
    named = defaultdict[Path, set[str]](set)
    addresses = dict.fromkeys(path for path in map(str, paths) if stores.is_address(path))
    local = dict.fromkeys(it for path in paths if str(path) not in addresses for it in _resolved(path))
    _require_names([*map(PurePosixPath, addresses), *local])
    for address in addresses:
        yield stack.enter_context(stores.opened(address))
    for path in local:
        if path.is_dir():
            yield (it for it in folders.in_folder(path) if only is None or origin(it.label) in only)
        elif archives.suffix(path.name):
            yield stack.enter_context(archives.opened(path, path.name))
        else:
            named[path.parent].add(path.name)
    for folder, names in named.items():
        yield [replace(it, label=uploads.shown(it.label)) for it in folders.chosen(folder, names)]


def _require_names(paths: Iterable[PurePath]) -> None:
    """Raises BadArchiveError for two archives of one name, by which their files would be taken for each other's."""
    names = Counter(path.name for path in paths if archives.suffix(path.name))
    for name, times in names.items():
        if times > 1:
            raise BadArchiveError(f"{times} archives are called {shown(name)}: import them one by one.")


def _resolved(given: str | Path) -> list[Path]:
    """The path, or the paths that fit it where it is a pattern and no name."""
    try:
        return [Path(given).resolve(strict=True)]
    except (OSError, RuntimeError, ValueError) as error:
        pattern = str(given)
        fitting = glob.glob(pattern, recursive=True) if glob.has_magic(pattern) else []  # noqa: PTH207 - it may be absolute
        if not fitting:
            raise NothingToImportError(f"There is no file or folder {shown(str(given))}.") from error
    return [Path(path).resolve() for path in sorted(fitting)]


def _joined(paths: Iterable[str | Path]) -> str:
    return ", ".join(shown(str(path)) for path in paths)
