"""One page of a search: hits from the index, joined with the rows of the database."""

from dataclasses import dataclass, replace

from django.core.paginator import Page, Paginator

from articles.models import Article
from articles.models.article import ArticleQuerySet
from articles.search.correction import corrected
from articles.search.criteria import Criteria
from articles.search.engine import Answer, Engine, Highlight
from articles.search.language.reader import Reading
from articles.search.tagged import with_tags
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
        return Paginator(range(self.criteria.reach(self.total)), self.criteria.size).page(self.criteria.page)


def find(criteria: Criteria) -> Results:
    """Search for just what is asked, and fetch the rows with their tags in one SQL query. Raises IndexUnavailableError as the engine does."""
    rows = with_tags(Article.objects.for_results())
    return _results(criteria, get_engine().search(criteria), rows)


def browse(criteria: Criteria, engine: Engine | None = None) -> Results:
    """Search, in other words too where next to nothing is found, and fetch the rows in one SQL query. Raises as `find` does."""
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


def _results(criteria: Criteria, answer: Answer, articles: ArticleQuerySet | None = None) -> Results:
    articles = Article.objects.for_results() if articles is None else articles
    rows = {it.pk: it for it in articles.filter(pk__in=answer.ids)[: criteria.size]}
    hits = tuple(Hit(rows[pk], answer.highlights.get(pk, Highlight())) for pk in answer.ids if pk in rows)
    return Results(hits, answer, criteria)
