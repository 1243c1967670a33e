"""One page of a search: hits from the index, joined with the rows of the database."""

from dataclasses import dataclass

from django.core.paginator import Page, Paginator

from articles.models import Article
from articles.search.criteria import PAGE_SIZE, Criteria
from articles.search.engine import Answer, Engine, Highlight
from articles.search.tantivy_engine import get_engine


@dataclass(frozen=True, slots=True)
class Hit:
    """A row of the result, and what of it was searched for."""

    article: Article
    highlight: Highlight


@dataclass(frozen=True, slots=True)
class Results:
    """A page of hits in order; articles that have gone since they were indexed are missing."""

    hits: tuple[Hit, ...]
    answer: Answer
    number: int

    @property
    def total(self) -> int:
        return self.answer.total

    @property
    def page(self) -> Page[int]:
        """For the links to other pages. Raises EmptyPage beyond the last."""
        return Paginator(range(self.total), PAGE_SIZE).page(self.number)


def browse(criteria: Criteria, engine: Engine | None = None) -> Results:
    """Search, and fetch the rows in one SQL query. Raises IndexUnavailableError as the engine does."""
    answer = (engine or get_engine()).search(criteria)
    rows = {it.pk: it for it in Article.objects.for_list().filter(pk__in=answer.ids)[:PAGE_SIZE]}
    return Results(
        hits=tuple(Hit(rows[pk], answer.highlights.get(pk, Highlight())) for pk in answer.ids if pk in rows),
        answer=answer,
        number=criteria.page,
    )
