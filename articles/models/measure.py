"""What the articles of a source were like at each import."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db import models

from articles.models.import_run import ImportRun
from articles.models.source import Source
from articles.text.health import FIGURES, Sample, Sums

KEPT = 100  # imports of a source


class MeasureQuerySet(models.QuerySet["Measure"]):
    def samples(self, sources: Iterable[Source]) -> dict[int, list[Measure]]:
        """The measures of each source that has some, the newest first, but of imports that were taken back; one query."""
        found: dict[int, list[Measure]] = {}
        standing = self.exclude(run__status=ImportRun.Status.UNDONE)
        for row in standing.filter(source__in=[source.pk for source in sources]).order_by("-run_id"):
            found.setdefault(row.source_id, []).append(row)
        return found

    def keep(self, source_id: int, run: ImportRun, sample: Sample) -> None:
        """Stores what an import brought of a source, once, and forgets what is old."""
        values: dict[str, Any] = {"articles": sample.articles}
        for figure in FIGURES:
            sums: Sums = getattr(sample, figure)
            values |= {figure: sums.total, f"{figure}_squares": sums.squares}
        self.update_or_create(source_id=source_id, run=run, defaults=values)
        own = self.filter(source=source_id).order_by("-run_id")
        self.filter(pk__in=own.values("pk")[KEPT:]).delete()


class Measure(models.Model):
    """Sums over the articles that one import brought of a source, and of their squares, as `Sample` has them."""

    source = models.ForeignKey(Source, models.CASCADE, related_name="measures")
    run = models.ForeignKey(ImportRun, models.CASCADE, related_name="measures")
    at = models.DateTimeField(auto_now_add=True)
    articles = models.PositiveIntegerField()
    cut = models.FloatField()
    cut_squares = models.FloatField()
    length = models.FloatField()
    length_squares = models.FloatField()
    dated = models.FloatField()
    dated_squares = models.FloatField()
    signed = models.FloatField()
    signed_squares = models.FloatField()

    objects = MeasureQuerySet.as_manager()

    class Meta:
        ordering = ["-run_id"]
        constraints = [models.UniqueConstraint("source", "run", name="measure_once_an_import")]

    def __str__(self) -> str:
        return f"{self.source} in {self.run}"

    @property
    def sample(self) -> Sample:
        figures = {it: Sums(getattr(self, it), getattr(self, f"{it}_squares")) for it in FIGURES}
        return Sample(self.articles, **figures)
