"""One page of a search for quotes: hits from the index, joined with the rows of the database."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.core.paginator import Page, Paginator

from articles.charts.timeline import Timeline, timeline
from articles.models import Company, Person, Quote
from articles.search.criteria import PAGE_SIZE, Criteria, Sort
from articles.search.engine import Answer
from articles.search.facets import Facet, Link, Option
from articles.search.labels import labels
from articles.search.language.nodes import Text, leaves
from articles.search.matcher import Matcher
from articles.search.pieces import Piece, pieces
from articles.search.quote_filter import KINDS, AskedQuotes
from articles.search.tantivy_engine import get_quote_engine

SHOWN = 10  # values of a facet
HEADINGS = {"speaker": "Speaker", "company": "Speaking for", "about": "In articles about", "source": "Source"}
SORTS = {Sort.RELEVANCE: "Most relevant", Sort.NEWEST: "Newest first", Sort.OLDEST: "Oldest first"}


@dataclass(frozen=True, slots=True)
class Said:
    """A quote, and its words with what was searched for marked."""

    quote: Quote
    words: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class QuoteResults:
    """A page of quotes in order, and what else their page shows. `total` counts the whole result."""

    hits: tuple[Said, ...]
    total: int
    page: Page[int]
    facets: tuple[Facet, ...]
    sorts: tuple[Link, ...]
    timeline: Timeline | None
    cut: bool


def find_quotes(asked: AskedQuotes) -> QuoteResults:
    """Search, in two SQL queries at most. Raises IndexUnavailableError as the engine does, EmptyPage beyond the last page."""
    criteria = asked.criteria
    answer = get_quote_engine().search(criteria)
    reach = criteria.reach(answer.total)
    page = Paginator(range(reach), PAGE_SIZE).page(criteria.page)
    asked_words = [it for it in leaves(criteria.words, wanted=True) if isinstance(it, Text)]
    matcher = Matcher([it for it in asked_words if it.field in {"", "quote"}])
    return QuoteResults(
        hits=tuple(_said(it, matcher) for it in _rows(answer.ids)),
        total=answer.total,
        page=page,
        facets=tuple(_facets(asked, answer)),
        sorts=_sorts(asked),
        timeline=timeline(
            answer.months,
            lambda first, last: asked.url(**_period(asked, first.isoformat(), last.isoformat())),
        )
        if len(answer.months) > 1
        else None,
        cut=reach < answer.total,
    )


def newest_quotes(subject: Company | Person, count: int) -> list[Quote]:
    """The last `count` things that a person said, or that were said for a company, each once a story; one SQL query.

    Raises IndexUnavailableError as the engine does.
    """
    facet = "speaker" if isinstance(subject, Person) else "employer"
    return _rows(get_quote_engine().search(Criteria.of(facet, subject.pk)).ids[:count])


def _rows(ids: Sequence[int]) -> list[Quote]:
    rows = {it.pk: it for it in Quote.objects.for_list().filter(pk__in=ids)[:PAGE_SIZE]}
    return [rows[pk] for pk in ids if pk in rows]


def _period(asked: AskedQuotes, first: str, last: str) -> dict[str, str]:
    """Within the dates that are set already."""
    since, until = asked.params.get("from", first), asked.params.get("to", last)
    return {"from": max(first, since), "to": min(last, until)}


def _said(quote: Quote, matcher: Matcher) -> Said:
    return Said(quote, pieces(quote.words, [(it.start, it.end) for it in matcher.spans(quote.words)]))


def _facets(asked: AskedQuotes, answer: Answer) -> Iterator[Facet]:
    """The most frequent values that the result has; one that is chosen stands alone, and is taken away."""
    counts = {
        name: answer.facets.get(facet, ())[:SHOWN]
        for name, facet in KINDS.items()
        if name not in asked.chosen
    }
    known = labels(answer.version, {KINDS[name]: [pk for pk, _ in pairs] for name, pairs in counts.items()})
    for name, facet in KINDS.items():
        if chosen := asked.chosen.get(name):
            options = [Option(chosen.slug, chosen.name, answer.total, asked.url(**{name: ""}), selected=True)]
        else:
            rows = [(known[facet, pk], count) for pk, count in counts[name] if (facet, pk) in known]
            options = [Option(it.slug, it.name, count, asked.url(**{name: it.slug})) for it, count in rows]
        if options:
            yield Facet(name, HEADINGS[name], tuple(options))


def _sorts(asked: AskedQuotes) -> tuple[Link, ...]:
    by_words = asked.criteria.asks_for_words
    orders = [it for it in SORTS if it is not Sort.RELEVANCE or by_words]
    usual = orders[0]
    return tuple(
        Link(SORTS[it], it is asked.sort, asked.url(sort="" if it is usual else it.value)) for it in orders
    )
