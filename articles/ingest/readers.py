"""From the paths that a person gives to the files to import."""

from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from pathlib import Path

from articles.ingest import archives, folders, records
from articles.ingest.items import Item, shown


class NothingToImportError(Exception):
    """There is nothing at these paths; the message says which and why."""


@contextmanager
def listing(paths: Iterable[str | Path], *, source: str = "") -> Iterator[list[Item]]:
    """All files under the paths, each once, in the order of their origins; `source` overrides what folders say.

    Archives stay open within the context. Raises NothingToImportError, and archives.BadArchiveError.
    """
    with ExitStack() as stack:
        found: dict[str, Item] = {}
        for path in paths:
            for item in _under(Path(path), stack):
                found.setdefault(item.origin, replace(item, source=source, fixed=True) if source else item)
        if not found:
            raise NothingToImportError(f"There are no files in {_joined(paths)}.")
        yield sorted(found.values(), key=lambda item: item.origin)


def _under(path: Path, stack: ExitStack) -> Iterable[Item]:
    try:
        path = path.resolve(strict=True)
    except (OSError, RuntimeError, ValueError) as error:
        raise NothingToImportError(f"There is no file or folder {shown(str(path))}.") from error
    if path.is_dir():
        return folders.in_folder(path)
    if path.suffix.lower() in folders.ARCHIVES and path.is_file():
        return stack.enter_context(archives.opened(path))
    if path.suffix.lower() in records.SUFFIXES and folders.is_plain(path):
        return folders.in_records(path, "")
    return [folders.single(path)]


def _joined(paths: Iterable[str | Path]) -> str:
    return ", ".join(shown(str(path)) for path in paths)
