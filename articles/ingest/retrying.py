"""Which of the files that are there an import reads: all, or those that an earlier one rejected."""

from articles.ingest.items import Item, refusing
from articles.models import ImportFile, ImportRun


def chosen(run: ImportRun, items: list[Item]) -> list[Item]:
    """The items of the run, in the order of their origins. Rejected files that are gone are listed, to be refused."""
    if run.retries is None:
        return items
    there = {item.origin: item for item in items}
    rejected = run.retries.files.fitting(ImportFile.Outcome.REJECTED).values_list("path", flat=True)
    return [there.get(origin) or _gone(origin) for origin in sorted(rejected)]


def _gone(origin: str) -> Item:
    return Item(origin, "", refusing("gone", "The file is no longer there."))
