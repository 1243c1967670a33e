"""Criteria as Tantivy queries."""

from functools import cache

from tantivy import FieldType, Occur, Query, Schema

from articles.search.criteria import Criteria
from articles.search.schema import WORD_FIELDS, analyser, schema
from articles.search.words import Clause, read


@cache
def _schema() -> Schema:
    return schema()


def words_query(typed: str) -> Query | None:
    """What to look for in the text; None where nothing was typed that could be looked for."""
    clauses = [(it.exclude, _clause_query(it)) for it in read(typed)]
    parts = [(Occur.MustNot if exclude else Occur.Must, query) for exclude, query in clauses if query]
    if not parts:
        return None
    if all(occur is Occur.MustNot for occur, _ in parts):
        parts.append((Occur.Must, Query.all_query()))
    return Query.boolean_query(parts)


def _clause_query(clause: Clause) -> Query | None:
    """The clause in any of the fields; what the analyser takes for several words must stand together."""
    words = analyser().analyze(clause.text)
    if not words:
        return None
    return Query.boolean_query(
        [
            (Occur.Should, Query.boost_query(_field_query(name, words), weight))
            for name, weight in WORD_FIELDS.items()
        ]
    )


def _field_query(name: str, words: list[str]) -> Query:
    if len(words) == 1:
        return Query.term_query(_schema(), name, words[0])
    return Query.phrase_query(_schema(), name, list(words))


def full_query(criteria: Criteria, without: str = "") -> Query:
    """All that is asked for; `without` leaves one filter out: `source` or `year`."""
    parts = [*filter(None, [words_query(criteria.q)]), *_tags(criteria)]
    if criteria.source is not None and without != "source":
        parts.append(_number("source", criteria.source))
    if (criteria.date_from or criteria.date_to) and without != "year":
        parts.append(_days(criteria))
    if not parts:
        return Query.all_query()
    return Query.boolean_query([(Occur.Must, it) for it in parts])


def _tags(criteria: Criteria) -> list[Query]:
    wanted = {"organisation": criteria.companies, "person": criteria.people, "topic": criteria.topics}
    return [_number(name, it) for name, ids in wanted.items() for it in ids]


def _number(name: str, value: int) -> Query:
    """Articles with this number; scores nothing, so that relevance is that of the words."""
    return Query.const_score_query(Query.term_query(_schema(), name, value), 0.0)


def _days(criteria: Criteria) -> Query:
    return Query.const_score_query(
        Query.range_query(
            _schema(),
            "day",
            FieldType.Unsigned,
            lower_bound=criteria.date_from.toordinal() if criteria.date_from else None,
            upper_bound=criteria.date_to.toordinal() if criteria.date_to else None,
        ),
        0.0,
    )
