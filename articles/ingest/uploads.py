"""Archives that were uploaded: kept under `var/uploads` until they are imported."""

import re
import shutil
import uuid
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile

from articles.ingest import archives
from articles.models import ImportRun

_NAME = 100  # characters


def store(upload: "UploadedFile[Any]") -> Path:
    """Writes the upload to a folder of its own, under a harmless form of its name. Raises BadArchiveError."""
    folder = _root() / uuid.uuid4().hex
    folder.mkdir(parents=True)
    path = folder / _name(upload.name or "")
    try:
        with path.open("wb") as file:
            for piece in upload.chunks():
                file.write(piece)
        with archives.opened(path, path.name):
            return path
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise


def discard(run: ImportRun) -> None:
    """Removes what was uploaded for a run that has ended."""
    for path in map(Path, run.paths if run.finished_at else []):
        if path.is_relative_to(_root()):
            shutil.rmtree(path.parent, ignore_errors=True)


def shown_paths(run: ImportRun) -> list[str]:
    """What was asked for, as people know it: an upload by its name alone."""
    return [Path(path).name if Path(path).is_relative_to(_root()) else path for path in run.paths]


def _root() -> Path:
    return Path(settings.VAR, "uploads").resolve()


def _name(given: str) -> str:
    """A name without surprises that says what kind of archive it is; zip where the given one does not."""
    base = Path(given).name
    kind = archives.suffix(base)
    stem = re.sub(r"[^\w.-]+", "-", base.removesuffix(base[-len(kind) :]) if kind else Path(base).stem)[
        :_NAME
    ]
    return f"{stem.strip('.-') or 'archive'}{kind or '.zip'}"
