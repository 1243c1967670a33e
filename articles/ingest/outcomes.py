"""What becomes of each file, before it is a row of the receipt."""

from dataclasses import dataclass

from articles.models import ImportFile

Outcome = ImportFile.Outcome


@dataclass(frozen=True, slots=True)
class Settled:
    """A file's outcome; `code` and `reason` as ImportFile has them."""

    path: str
    outcome: Outcome
    article_id: int | None = None
    code: str = ""
    reason: str = ""

    def row(self, run_id: int) -> ImportFile:
        return ImportFile(
            run_id=run_id,
            path=self.path,
            outcome=self.outcome,
            article_id=self.article_id,
            code=self.code[:40],
            reason=self.reason.replace("\0", ""),
        )


def rejected(path: str, code: str, reason: str) -> Settled:
    return Settled(path, Outcome.REJECTED, None, code, reason)


def unchanged(path: str, article_id: int, reason: str = "") -> Settled:
    return Settled(path, Outcome.UNCHANGED, article_id, reason=reason)
