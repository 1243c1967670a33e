"""`manage.py train_topics`: topics learned from what editors decided."""

from typing import Any

from django.core.management.base import BaseCommand

from articles.ingest.fitting import FEWEST_POSITIVES, Comparison, Figures
from articles.ingest.topic_training import train

_ROW = "{:<32} {:>8}  {:^15}  {:^15}  {}"


class Command(BaseCommand):
    help = (
        "Learns topics from the articles whose topics an editor has put right, and says for each topic with at least "
        f"{FEWEST_POSITIVES} articles how the rules and a model do. The model is used where it is better."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        articles, comparisons = train()
        if comparisons:
            self.stdout.write(_ROW.format("topic", "articles", "rules", "model", "used"))
            self.stdout.write(_ROW.format("", "", "prec. rec.  F1", "prec. rec.  F1", ""))
        for it in comparisons:
            self.stdout.write(_line(it))
        used = sum(it.model_is_better for it in comparisons)
        self.stdout.write(
            f"Learned from {articles} articles: {len(comparisons)} topics have at least {FEWEST_POSITIVES} of them, "
            f"and for {used} of these the model is better than the rules."
        )
        if used:
            self.stdout.write("New articles are read with it. For those in the archive run reextract.")


def _line(it: Comparison) -> str:
    used = "model" if it.model_is_better else "rules"
    return _ROW.format(it.slug, it.positives, _figures(it.rules), _figures(it.model), used)


def _figures(it: Figures) -> str:
    return f"{it.precision:.2f}  {it.recall:.2f}  {it.f1:.2f}"
