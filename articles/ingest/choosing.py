"""Which of the files that are there an import reads: all, those that an earlier one rejected, or those of a preview."""

from dataclasses import replace

from articles.ingest.items import Item, refusing
from articles.ingest.listed import Listed
from articles.models import ImportFile, ImportRun


def chosen(run: ImportRun, items: Listed) -> Listed:
    """The items of the run, in the order of their origins. Files that are asked for and gone are listed, to be refused."""
    if run.plan is not None:
        there = {item.origin: item for item in items}
        seen = run.plan.files.values_list("path", "file_hash")
        return Listed(_as_seen(there, origin, file_hash) for origin, file_hash in seen)
    if run.retries is None:
        return items
    there = {item.origin: item for item in items}
    rejected = run.retries.files.fitting(ImportFile.Outcome.REJECTED).values_list("path", flat=True)
    return Listed(there.get(origin) or _gone(origin) for origin in rejected)


def _as_seen(there: dict[str, Item], origin: str, file_hash: str) -> Item:
    item = there.get(origin)
    return replace(item, expected=file_hash) if item else _gone(origin)


def _gone(origin: str) -> Item:
    return Item(origin, "", refusing("gone", "The file is no longer there."))
