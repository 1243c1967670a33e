"""What becomes of each file, before it is a row of the receipt."""

from dataclasses import dataclass
from typing import Any

from articles.models import ImportFile

Outcome = ImportFile.Outcome
ROW = ("run", "path", "outcome", "article_id", "code", "reason", "file_hash")  # of the receipt


@dataclass(frozen=True, slots=True)
class Settled:
    """A file's outcome; `code` and `reason` as ImportFile has them."""

    path: str
    outcome: Outcome
    article_id: int | None = None
    code: str = ""
    reason: str = ""

    def row(self, run_id: int, file_hash: str) -> tuple[Any, ...]:
        """The values of ROW."""
        reason = self.reason.replace("\0", "")
        return run_id, self.path, self.outcome.value, self.article_id, self.code[:40], reason, file_hash


def rejected(path: str, code: str, reason: str) -> Settled:
    return Settled(path, Outcome.REJECTED, None, code, reason)


def unchanged(path: str, article_id: int, reason: str = "") -> Settled:
    return Settled(path, Outcome.UNCHANGED, article_id, reason=reason)


def copied(path: str, original: str, article_id: int | None) -> Settled:
    return Settled(path, Outcome.COPY, article_id, reason=f"The same text as {original}.")


def base(origin: str) -> str:
    """The file's own name, without folders."""
    return origin.rsplit("/", 1)[-1]
