"""What an import brought of each source, measured when all is read, and how that compares with what came before."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from articles.models import Article, ImportRun, Measure, Source
from articles.text.article import Block, BlockKind
from articles.text.health import Sample, changes, split

MOST = 500  # articles of a source that are looked at in an import, the last ones
_BATCH = 100  # articles in memory


@dataclass(frozen=True, slots=True)
class Health:
    """The figures of a source's latest imports and of those before, in words, and what has changed.

    `past` is empty as long as there is too little to compare; `changes` are empty where pages are as they were.
    """

    source: Source
    articles: int
    latest: str
    past: str = ""
    changes: tuple[str, ...] = ()

    @property
    def alarm(self) -> str:
        """A sentence, "" where there is no cause for one."""
        said = "; ".join(self.changes)
        return f"The pages of {self.source} seem to be made differently of late: {said}." if said else ""


def measure(run: ImportRun, source_ids: Iterable[int]) -> None:
    """Stores what the run's articles of each of the sources are like."""
    for source_id in source_ids:
        sample = _sample(run, source_id)
        if sample.articles:
            Measure.objects.keep(source_id, run, sample)


def health(sources: Iterable[Source]) -> dict[int, Health]:
    """How each of the sources fares whose articles were measured, by its id; one query."""
    sources = list(sources)
    measures = Measure.objects.samples(sources)
    return {
        it.pk: _health(it, [row.sample for row in measures[it.pk]]) for it in sources if it.pk in measures
    }


def alarms(run: ImportRun) -> list[str]:
    """What there is to say about the sources of which the run has brought articles; two queries."""
    found = health(Source.objects.filter(measures__run=run))
    return [it.alarm for it in found.values() if it.alarm]


def _health(source: Source, samples: list[Sample]) -> Health:
    compared = split(samples)
    if compared is None:
        known = sum(samples, Sample())
        return Health(source, known.articles, known.in_words)
    latest, past = compared
    return Health(source, latest.articles, latest.in_words, past.in_words, changes(latest, past))


def _sample(run: ImportRun, source_id: int) -> Sample:
    files = run.files.filter(outcome__in=["new", "changed"]).values("article_id")
    articles = Article.objects.filter(pk__in=files, source=source_id).order_by("-pk")
    rows = articles.values_list("text", "blocks", "words", "published", "byline")[:MOST]
    found = Sample()
    for text, blocks, words, published, byline in rows.iterator(chunk_size=_BATCH):
        parts = (Block(BlockKind(kind), start, end) for kind, start, end in blocks)
        found += Sample.of(text, parts, words=words, dated=published is not None, signed=bool(byline))
    return found
