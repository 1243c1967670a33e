"""One page of a search: hits from the index, joined with the rows of the database."""

from dataclasses import dataclass, replace

from django.core.paginator import Page, Paginator

from articles.models import Article
from articles.search.correction import corrected
from articles.search.criteria import PAGE_SIZE, Criteria
from articles.search.engine import Answer, Engine, Highlight
from articles.search.language.reader import Reading
from articles.search.tantivy_engine import get_engine

FEW = 2  # hits or less make one ask whether something else was meant


@dataclass(frozen=True, slots=True)
class Hit:
    """A row of the result, and what of it was searched for."""

    article: Article
    highlight: Highlight


@dataclass(frozen=True, slots=True)
class Results:
    """A page of hits in order; articles that have gone since they were indexed are missing.

    `instead` is what was searched for in place of words of which nothing was found; `meant` what may have been meant
    where little was.
    """

    hits: tuple[Hit, ...]
    answer: Answer
    criteria: Criteria
    instead: Reading | None = None
    meant: Reading | None = None

    @property
    def total(self) -> int:
        return self.answer.total

    @property
    def cut(self) -> bool:
        """Whether there are hits beyond the last page."""
        return self.criteria.reach(self.total) < self.total

    @property
    def page(self) -> Page[int]:
        """For the links to other pages. Raises EmptyPage beyond the last."""
        return Paginator(range(self.criteria.reach(self.total)), PAGE_SIZE).page(self.criteria.page)


def browse(criteria: Criteria, engine: Engine | None = None) -> Results:
    """Search, and fetch the rows in one SQL query. Raises IndexUnavailableError as the engine does."""
    engine = engine or get_engine()
    answer = engine.search(criteria)
    if answer.total > FEW or criteria.words is None:
        return _results(criteria, answer)
    better = corrected(criteria.words, engine)
    if better is None:
        return _results(criteria, answer)
    changed = replace(criteria, words=better.node)
    again = engine.search(changed)
    if not answer.total and again.total:
        return replace(_results(changed, again), instead=better)
    meant = better if again.total > answer.total else None
    return replace(_results(criteria, answer), meant=meant)


def _results(criteria: Criteria, answer: Answer) -> Results:
    rows = {
        it.pk: it for it in Article.objects.for_list().with_versions().filter(pk__in=answer.ids)[:PAGE_SIZE]
    }
    hits = tuple(Hit(rows[pk], answer.highlights.get(pk, Highlight())) for pk in answer.ids if pk in rows)
    return Results(hits, answer, criteria)
