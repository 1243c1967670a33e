"""Files and archives that were uploaded: kept in a folder of their own until they are imported, and a while where not all could be."""

import re
import shutil
import time
import uuid
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile

from articles.ingest import archives, records
from articles.ingest.errors import ListingError
from articles.ingest.items import named
from articles.ingest.sidecars import TEXTS
from articles.models import ImportFile, ImportRun

KINDS = (*archives.SUFFIXES, *sorted(records.SUFFIXES), *sorted(TEXTS))
KEPT_DAYS = 7  # an upload, where its files may be wanted again
_NAME = 100  # characters


class UploadError(ListingError):
    """What was uploaded is of no kind that can be imported; the message says which are."""


def store(upload: "UploadedFile[Any]") -> Path:
    """Writes the upload to a folder of its own, under a harmless form of its name. Raises ListingError."""
    name = _name(upload.name or "")
    folder = _root() / uuid.uuid4().hex
    folder.mkdir(parents=True)
    path = folder / name
    try:
        with path.open("wb") as file:
            for piece in upload.chunks():
                file.write(piece)
        if archives.suffix(name):
            with archives.opened(path, name):
                pass
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise
    return path


def discard(run: ImportRun) -> None:
    """Removes what was uploaded for a run that is done; after a preview, or one that ended early or rejected files, it may be needed."""
    if (
        run.dry_run
        or run.status != ImportRun.Status.DONE
        or run.files.fitting(ImportFile.Outcome.REJECTED).exists()
    ):
        return
    for path in _paths(run):
        if path.is_relative_to(_root()):
            shutil.rmtree(path.parent, ignore_errors=True)


def purge() -> None:
    """Removes what was uploaded more than KEPT_DAYS ago, but for runs that have not ended."""
    wanted = {path for run in ImportRun.objects.filter(finished_at=None) for path in _paths(run)}
    oldest = time.time() - timedelta(days=KEPT_DAYS).total_seconds()
    for folder in _root().glob("*"):
        needed = any(path in wanted for path in folder.iterdir())
        if folder.stat().st_mtime < oldest and not needed:
            shutil.rmtree(folder, ignore_errors=True)


def are_gone(run: ImportRun) -> bool:
    """Whether something was uploaded for the run, and is no longer kept."""
    return any(path.is_relative_to(_root()) and not path.exists() for path in _paths(run))


def shown(path: str) -> str:
    """A path as people know it: an upload by its name alone."""
    return Path(path).name if Path(path).is_relative_to(_root()) else path


def shown_paths(run: ImportRun) -> list[str]:
    """What was asked for, as people know it."""
    return [shown(path) for path in run.paths]


def _paths(run: ImportRun) -> Iterator[Path]:
    return (Path(named(path)) for path in run.paths)


def _root() -> Path:
    return Path(settings.NEWSROOM_UPLOADS or Path(settings.VAR, "uploads")).resolve()


def _name(given: str) -> str:
    """A name without surprises that says of what kind the file is. Raises UploadError where it cannot be imported."""
    base = Path(given).name
    kind = archives.suffix(base) or Path(base).suffix.lower()
    if kind not in KINDS:
        raise UploadError(f"{base} cannot be imported: a file is one of {', '.join(KINDS)}.")
    stem = re.sub(r"[^\w.-]+", "-", base[: -len(kind)])[:_NAME].strip(".-")
    return f"{stem or 'upload'}{kind}"
