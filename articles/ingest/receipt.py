"""How far an import has come, and how it ended, in figures that add up."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import Count

from articles.ingest.outcomes import Outcome, Settled
from articles.ingest.reasons import in_words
from articles.models import ImportRun


@dataclass(slots=True)
class Receipt:
    """Files by outcome, and the rejected by code. `total` is None until the files are listed; `seconds` of work."""

    total: int | None = None
    seconds: float = 0.0
    outcomes: dict[str, int] = field(default_factory=lambda: {outcome.value: 0 for outcome in Outcome})
    codes: dict[str, int] = field(default_factory=dict)

    @property
    def done(self) -> int:
        return sum(self.outcomes.values())

    @property
    def rejected(self) -> int:
        return self.outcomes[Outcome.REJECTED]

    @property
    def reasons(self) -> list[tuple[str, int]]:
        """Why files were rejected, in words, and how many were: the most first."""
        most_first = sorted(self.codes.items(), key=lambda pair: (-pair[1], pair[0]))
        return [(in_words(code), files) for code, files in most_first]

    @property
    def rate(self) -> float:
        """Files a second."""
        return self.done / self.seconds if self.seconds > 0 else 0.0

    @property
    def seconds_left(self) -> float | None:
        """At the pace so far; None where there is none yet."""
        if self.total is None or not self.rate:
            return None
        return max(0, self.total - self.done) / self.rate

    def add(self, settled: Iterable[Settled]) -> None:
        for it in settled:
            self.outcomes[it.outcome] += 1
            if it.outcome == Outcome.REJECTED:
                self.codes[it.code] = self.codes.get(it.code, 0) + 1


def of(run: ImportRun) -> Receipt:
    """What the database knows of a run, finished or not; one query."""
    receipt = Receipt(run.total, run.seconds)
    counted = run.files.values_list("outcome", "code").annotate(files=Count("id")).order_by("outcome", "code")
    for outcome, code, files in counted:
        receipt.outcomes[outcome] += files
        if outcome == Outcome.REJECTED:
            receipt.codes[code] = files
    return receipt
