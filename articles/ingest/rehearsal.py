"""What an import would do: decided as an import decides, and nothing written but the receipt and the articles that were read."""

from collections.abc import Container, Iterator, Sequence
from datetime import datetime

from articles.ingest import rows
from articles.ingest.holders import Holders
from articles.ingest.outcomes import Outcome, Settled, copied
from articles.ingest.rulebook import Rulebook
from articles.ingest.texts import Text
from articles.ingest.verdicts import Judge, taken
from articles.models import Draft


class Rehearsal:
    """Takes the texts of one preview in their order, and remembers what the archive would hold by then."""

    def __init__(self, run_id: int, origins: Container[str], rulebook: Rulebook) -> None:
        self._run_id = run_id
        self._origins = origins
        self._rulebook = rulebook
        self._holders = Holders()

    def write(self, texts: Sequence[Text]) -> Iterator[Settled]:
        """The outcome of each text."""
        Draft.objects.bulk_create(map(self._draft, texts))
        decisions = Judge(texts, self._origins, self._holders).decide()
        yield from decisions.settled
        yield from (taken(Outcome.NEW, None, text) for text in decisions.new)
        for it in (*decisions.changed, *decisions.told):
            yield taken(Outcome.CHANGED, it.pk, it.text, it)
        yield from (copied(text.origin, holder.origin, holder.pk) for text, holder in decisions.copies)

    def _draft(self, text: Text) -> Draft:
        rules = self._rulebook.named(text.file.source)
        article = rows.article_fields(text.read.article, "", rules) | {"source": text.source}
        return Draft(run_id=self._run_id, path=text.origin, article=article)


def purge(before: datetime) -> None:
    """Deletes what previews that had ended by then have read; their receipts stay."""
    Draft.objects.filter(run__finished_at__lt=before).delete()
