"""Files to import."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from articles.ingest import run as importing
from articles.ingest.columns import NO_COLUMNS
from articles.ingest.receipt import Receipt
from articles.models import ImportRun

STORY = """Vela Robotics opens a plant in Oslo

By Mia Lund

24 June 2025

Vela Robotics opened a plant on Monday, its chief executive Ana Petrov told reporters in Oslo.

"We will build ten thousand robots a year here," said Ana Petrov, CEO of Vela Robotics.

Tarn Capital has put $40 million into the company, which employs robots and artificial intelligence in its factory.
"""


def story(number: int = 0, words: str = "") -> str:
    """An article like no other of another number."""
    return STORY.replace("ten thousand", f"{number + 10:,}") + f"\n{words or 'Nothing more was said.'}\n"


def write(folder: Path, name: str, text: str | bytes) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def load(
    *paths: str | Path, source: str = "", columns: Mapping[str, str] = NO_COLUMNS, **options: Any
) -> tuple[ImportRun, Receipt]:
    """An import in this process, unless `workers` says otherwise."""
    run = importing.create(paths, source=source, columns=columns)
    receipt = importing.execute(run, **{"workers": 1, **options})
    return run, receipt


def outcomes(run: ImportRun) -> dict[str, str]:
    """Outcomes by the files' own names; the code where a file was rejected."""
    rows = run.files.values_list("path", "outcome", "code")
    return {path.rsplit("/", 1)[-1]: code or outcome for path, outcome, code in rows}
