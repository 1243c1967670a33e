"""What a preview has found out, in lines for a terminal."""

from collections.abc import Iterator, Mapping
from typing import Any

from articles.models import ImportFile, ImportRun

_SHOWN = 80  # characters of a line that would be cut
_AT_ONCE = 2000  # files in memory

Outcome = ImportFile.Outcome


def foretold(run: ImportRun) -> Iterator[str]:
    """A line for each file that is not unchanged, then what would be cut from the articles of each source."""
    files = run.files.exclude(outcome=Outcome.UNCHANGED).order_by("pk")
    for file in files.iterator(chunk_size=_AT_ONCE):
        yield f"{file.outcome:<9} {file.path}{f': {file.reason}' if file.reason else ''}"
    yield from map(_cut, run.rules)


def _cut(rule: Mapping[str, Any]) -> str:
    if known := rule.get("known"):
        return f"From articles of {rule['source']}, {known:,} known line{'' if known == 1 else 's'} would be cut."
    lines = ", ".join(f"“{line[:_SHOWN]}”" for line in rule["lines"])
    return f"From articles of {rule['source']}, which is new, these lines of the files would be cut: {lines}"
