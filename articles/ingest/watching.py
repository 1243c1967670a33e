"""A folder that is watched: what is complete in it is imported, in one run a batch and one run at a time.

It is looked at every few seconds, which works on network folders too, where no system tells of changes that other machines make.
"""

import os
import stat
import time
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from pathlib import Path

from articles.ingest import archives
from articles.ingest.entries import is_hidden
from articles.ingest.items import origin, shown
from articles.ingest.sidecars import sidecars
from articles.models import ImportRun, WatchedFile

SETTLED_SECONDS = 5.0  # without a change, after which a file is taken for complete
UNFINISHED = (
    ".part",
    ".partial",
    ".filepart",
    ".crdownload",
    ".download",
    ".tmp",
)  # how programs mark what they write

type State = tuple[int, int]  # size in bytes, and when it was modified, in nanoseconds


@dataclass(slots=True)
class Seen:
    """A file as it was at the last look: `name` leads to it, `since` is when it was first seen so.

    `finished`: it was renamed, or given its times, after it was last written, as programs do that have come to the end.
    """

    name: Path
    state: State
    since: float
    finished: bool


class Watch:
    """Looks at `root` whenever it is asked to. `clock` counts seconds."""

    def __init__(self, root: Path, clock: Callable[[], float] = time.monotonic) -> None:
        self._root = root.resolve()
        self._clock = clock
        self._seen: dict[str, Seen] = {}
        self._handed: dict[str, State] = {
            path: (size, modified)
            for path, size, modified in WatchedFile.objects.values_list("path", "size", "modified")
        }

    def look(self) -> ImportRun | None:
        """A run of what is complete and was not handed to one yet; None where there is nothing, or the last run has not ended.

        Raises OSError where the folder itself cannot be read.
        """
        now = self._clock()
        self._seen = {path: self._followed(path, seen) for path, seen in _files(self._root, now)}
        self._forget()
        ready = {path for folder in self._folders() for path in self._ready(folder, now)}
        if not ready or ImportRun.objects.filter(watched=True, finished_at=None).exists():
            return None
        return self._handed_over(ready)

    def _followed(self, path: str, seen: Seen) -> Seen:
        before = self._seen.get(path)
        if before and before.state == seen.state:
            seen.since = before.since
        return seen

    def _forget(self) -> None:
        """What has gone is new when it comes again."""
        if gone := self._handed.keys() - self._seen.keys():
            WatchedFile.objects.filter(path__in=gone).delete()
            for path in gone:
                del self._handed[path]

    def _folders(self) -> Iterator[dict[str, str]]:
        """The files of each folder: their paths by their names."""
        folders: dict[Path, dict[str, str]] = {}
        for path, seen in self._seen.items():
            folders.setdefault(seen.name.parent, {})[seen.name.name] = path
        yield from folders.values()

    def _ready(self, folder: dict[str, str], now: float) -> Iterator[str]:
        """The new files that are complete; a text and its sidecar go together, once both are."""
        beside = sidecars(folder)
        for name in folder.keys() - set(beside.values()):
            together = [folder[it] for it in (name, beside.get(name)) if it]
            if any(self._handed.get(it) != self._seen[it].state for it in together) and all(
                self._is_complete(it, now) for it in together
            ):
                yield from together

    def _is_complete(self, path: str, now: float) -> bool:
        seen = self._seen[path]
        return seen.finished or now - seen.since >= SETTLED_SECONDS

    def _handed_over(self, ready: Collection[str]) -> ImportRun:
        """A run of all the plain files or, where there are none, of one archive: a damaged one spoils nothing else."""
        packed = sorted(path for path in ready if archives.suffix(self._seen[path].name.name))
        batch = sorted(set(ready) - set(packed)) or packed[:1]
        asked = self._root if len(packed) < len(ready) else self._seen[batch[0]].name
        run = ImportRun.objects.create(paths=[shown(os.fspath(asked))], watched=True)
        rows = [
            WatchedFile(path=path, size=size, modified=modified, run=run)
            for path in batch
            for size, modified in [self._seen[path].state]
        ]
        WatchedFile.objects.bulk_create(
            rows,
            batch_size=1000,
            update_conflicts=True,
            unique_fields=["path"],
            update_fields=["size", "modified", "run"],
        )
        self._handed |= {path: self._seen[path].state for path in batch}
        return run


def watched(run: ImportRun) -> frozenset[str] | None:
    """The files that a run of the watched folder is about, by their origins; None for other runs, which are about all they find."""
    return frozenset(run.watched_files.values_list("path", flat=True)) if run.watched else None


def _files(root: Path, now: float) -> Iterator[tuple[str, Seen]]:
    """The files below the folder by their origins; what is hidden or no file, and what links lead to, aside."""
    os.scandir(root).close()  # a folder that is not there, or not mounted, is no empty one
    for folder, folders, names in os.walk(root):
        folders[:] = [name for name in folders if not is_hidden(name)]
        for name in names:
            path = Path(folder, name)
            try:
                status = path.lstat()
            except OSError:
                continue  # gone since it was listed
            if stat.S_ISREG(status.st_mode) and not is_hidden(name) and not name.endswith(UNFINISHED):
                finished = bool(status.st_size) and status.st_ctime_ns > status.st_mtime_ns
                seen = Seen(path, (status.st_size, status.st_mtime_ns), now, finished)
                yield origin(os.fspath(path)), seen
