"""How the search index is: for those who look after the site."""

import datetime as dt
import errno
from dataclasses import dataclass
from pathlib import Path
from tempfile import NamedTemporaryFile

from django.conf import settings
from django.db.models import Count, Min

from articles.models import IndexerNote, SearchChange
from articles.search.engine import IndexUnavailableError
from articles.search.feed import lacking
from articles.search.store import LOCK_FILE, Lock, Store, read_state
from articles.search.tantivy_engine import get_engine

MOST_COUNTED = 100_000  # changes that wait
PROBE = 1 << 20  # bytes
OBSTACLES = {
    "The disk with the search index is full ({}): make room.": (
        {errno.ENOSPC, errno.EDQUOT},
        f"(os error {errno.ENOSPC})",
    ),
    "The file system with the search index is read-only ({}).": ({errno.EROFS}, f"(os error {errno.EROFS})"),
    "No permission to write the search index ({}).": (
        {errno.EACCES, errno.EPERM},
        f"(os error {errno.EACCES})",
    ),
}
"""Sentences with a place for the folder; the numbers of system errors, and how Tantivy writes them."""


@dataclass(frozen=True, slots=True)
class Health:
    """`articles` are those in the index, None where there is none; `waiting` changes have been made since, the first at `since`.

    `followed`: an indexer is at work. `problem` is what it met last, in words, and has not got over; `problem_at` when.
    """

    articles: int | None
    waiting: int
    since: dt.datetime | None
    followed: bool
    problem: str
    problem_at: dt.datetime | None


def health() -> Health:
    """The state of this machine's index, in two queries."""
    note = IndexerNote.objects.order_by("pk").first()
    generation = Store(Path(settings.NEWSROOM_INDEX)).current()
    articles, waiting, since = None, 0, None
    try:
        articles = get_engine().size()
        waiting, since = _waiting(generation)
    except IndexUnavailableError:
        pass
    return Health(
        articles,
        waiting,
        since,
        followed=generation is not None and _is_written(generation),
        problem=note.problem if note else "",
        problem_at=note.at if note else None,
    )


def _waiting(generation: Path | None) -> tuple[int, dt.datetime | None]:
    if generation is None:
        return 0, None
    changes = lacking(read_state(generation))[:MOST_COUNTED]
    found = SearchChange.objects.filter(pk__in=changes).aggregate(
        n=Count("article_id", distinct=True), at=Min("at")
    )
    return found["n"], found["at"]


def _is_written(generation: Path) -> bool:
    try:
        lock = Lock(generation / LOCK_FILE)
        free = lock.take()
    except OSError:
        return False
    lock.release()
    return not free


def in_words(error: BaseException) -> str:
    """What stands in the way of the index, as a sentence for those who look after the machine."""
    return _obstacle(error) or _obstacle(_refusal()) or str(error).strip()


def _obstacle(error: BaseException | None) -> str | None:
    number = error.errno if isinstance(error, OSError) else None
    for word, (numbers, sign) in OBSTACLES.items():
        if number in numbers or sign in str(error):
            return f"{word.format(settings.NEWSROOM_INDEX)} Searches go on with what was indexed before."
    return None


def _refusal() -> OSError | None:
    """Why nothing can be written beside the index; Tantivy does not always say what its threads ended of."""
    try:
        with NamedTemporaryFile(dir=settings.NEWSROOM_INDEX) as file:
            file.write(bytes(PROBE))
    except OSError as error:
        return error
    return None
