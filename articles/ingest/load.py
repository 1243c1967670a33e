"""What was read goes into the database, with its line of the receipt: one transaction a chunk."""

import logging
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Protocol

from django.db import DatabaseError, InterfaceError, OperationalError, connection, transaction

from articles.ingest.outcomes import ROW, Settled, rejected
from articles.ingest.plan import Chunk, Loaded
from articles.ingest.texts import Text
from articles.ingest.work import Reading, Refused
from articles.models import ImportFile
from articles.models.copying import copy

logger = logging.getLogger(__name__)

_LOADING = 1_852_142_451  # the advisory lock under which one import at a time decides what is new


class Writer(Protocol):
    """What decides about texts and stores what it decides."""

    def write(self, texts: Sequence[Text]) -> Iterable[Settled]:
        """The outcome of each text, within a transaction."""
        ...


class Loader:
    """Loads the chunks of one run through `writer`."""

    def __init__(self, run_id: int, writer: Writer) -> None:
        self._run_id = run_id
        self._writer = writer

    def load(self, chunk: Chunk, readings: Sequence[Reading]) -> list[Settled]:
        """The outcome of each file, stored. What the database refuses is one file's fault, and only that file's."""
        pairs = list(zip(chunk.files, readings, strict=True))
        try:
            return self._loaded(pairs, chunk.settled, chunk.hashes)
        except (OperationalError, InterfaceError):
            raise
        except (DatabaseError, ValueError, LookupError) as error:
            logger.warning("A chunk could not be loaded as one: %s", error)
        settled = self._loaded([], chunk.settled, chunk.hashes)
        return [*settled, *(outcome for pair in pairs for outcome in self._alone(pair))]

    def _alone(self, pair: tuple[Loaded, Reading]) -> list[Settled]:
        path = pair[0].item.origin
        hashes = {path: pair[0].file_hash}
        try:
            return self._loaded([pair], [], hashes)
        except (OperationalError, InterfaceError):
            raise
        except (DatabaseError, ValueError, LookupError) as error:
            logger.exception("%s could not be loaded", path)
            reason = f"The database refused what was read: {str(error).splitlines()[0][:300]}"
            return self._loaded([], [rejected(path, "failed", reason)], hashes)

    def _loaded(
        self,
        pairs: Iterable[tuple[Loaded, Reading]],
        settled: Iterable[Settled],
        hashes: Mapping[str, str],
    ) -> list[Settled]:
        with transaction.atomic():
            lock_loading()
            outcomes = [*settled, *self._stored(list(pairs))]
            receipt = (outcome.row(self._run_id, hashes.get(outcome.path, "")) for outcome in outcomes)
            copy(ImportFile, ROW, receipt)
        return outcomes

    def _stored(self, pairs: list[tuple[Loaded, Reading]]) -> Iterator[Settled]:
        texts = []
        for file, reading in pairs:
            if isinstance(reading, Refused):
                yield rejected(file.item.origin, reading.code, reading.message)
            else:
                texts.append(Text.of(file, reading))
        if texts:
            yield from self._writer.write(texts)


def lock_loading() -> None:
    """Waits until no other import or re-reading decides what is new, and then keeps them waiting to the transaction's end."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOADING])
