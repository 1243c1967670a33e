"""Criteria as Tantivy queries."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from itertools import permutations

from tantivy import FieldType, Occur, Query

from articles.search.criteria import NONE, Choice, Criteria, Sort
from articles.search.facet_fields import FACETS, LACKS
from articles.search.language.nodes import And, Dated, Match, Named, Node, Not, Or, Text
from articles.search.schema import WORD_FIELDS, Only, analyser, plain_analyser, schema
from articles.search.spelt import begun, spellings

FIELDS = {"": tuple(WORD_FIELDS), "title": ("title",), "quote": ("quote",), "by": ("byline",)}
QUOTE_FIELDS = {"": ("body",), "title": ("title",), "quote": ("body",), "by": ("byline",)}
"""Where words are looked for, in the index of articles and in that of quotes, by the field that the query names."""

type Fields = Mapping[str, tuple[str, ...]]
NUMBERS = {"company": "organisation", "person": "person", "topic": "topic", "source": "source"}
SPEAKERS = {"company": "voice", "person": "speaker"}


def full_query(criteria: Criteria, but: str = "", fields: Fields = FIELDS) -> Query:
    """All that is asked for; `but` leaves out the values of one facet, or, as `year`, the days."""
    parts, unwanted = [], []
    if criteria.words is not None:
        parts.append(words_query(criteria.words, fields))
    for name, choice in criteria.choices.items():
        unwanted += [value_query(name, it) for it in choice.without]
        if choice.values and name != but:
            parts.append(chosen(name, choice))
    if (criteria.date_from or criteria.date_to) and but != "year":
        parts.append(_days(criteria.date_from, criteria.date_to))
    # what stands for articles where stories are asked for, and the other way round, is the least of the index
    unwanted.append(number_query("only", Only.STORY if criteria.copies else Only.ARTICLE))
    return _all_of(parts or [Query.all_query()], without=unwanted)


def beyond(criteria: Criteria, facet: str, fields: Fields = FIELDS) -> Query:
    """What another value of a facet, of which any is wanted, can add to the result."""
    return without(full_query(criteria, facet, fields), chosen(facet, criteria.choices[facet]))


def chosen(facet: str, choice: Choice) -> Query:
    """The articles with the values of a choice: all of them, or any."""
    queries = [value_query(facet, it) for it in choice.values]
    return _any_of(queries) if choice.any else _all_of(queries)


def value_query(facet: str, value: int) -> Query:
    """The articles with a value of a facet, or without any."""
    field = FACETS[facet]
    return number_query(LACKS, field.number) if value == NONE else number_query(field.matched, value)


def words_query(node: Node, fields: Fields = FIELDS) -> Query:
    """The articles, or by other `fields` the quotes, that a tree of the query language asks for."""
    match node:
        case Text():
            return _text(node, fields[node.field])
        case Named():
            return _named(node)
        case Dated(day, since=since):
            return _days(day, None) if since else _days(None, day - dt.timedelta(days=1))
        case Not():
            return _all_of([Query.all_query()], without=[words_query(node.node, fields)])
        case And(nodes):
            wanted = [it for it in nodes if not isinstance(it, Not)]
            unwanted = [it.node for it in nodes if isinstance(it, Not)]
            parts = [words_query(it, fields) for it in wanted] or [Query.all_query()]
            return _all_of(parts, without=[words_query(it, fields) for it in unwanted])
        case Or(nodes):
            return _any_of(words_query(it, fields) for it in nodes)


def _all_of(parts: Iterable[Query], without: Iterable[Query] = ()) -> Query:
    must = [(Occur.Must, it) for it in parts]
    return Query.boolean_query([*must, *((Occur.MustNot, it) for it in without)])


def _any_of(parts: Iterable[Query]) -> Query:
    return Query.boolean_query([(Occur.Should, it) for it in parts])


def _text(node: Text, fields: Iterable[str]) -> Query:
    """The words in any of the fields; nothing has words that the analyser knows none of."""
    whole = node.match in {Match.PREFIX, Match.FUZZY}
    words = (plain_analyser() if whole else analyser()).analyze(node.text)
    if not words:
        return Query.empty_query()
    queries = {it: _field_query(node, it, words) for it in fields}
    return _any_of(Query.boost_query(query, WORD_FIELDS.get(it, 1.0)) for it, query in queries.items())


def _field_query(node: Text, field: str, words: list[str]) -> Query:
    match node.match:
        case Match.PREFIX:
            begins = Query.regex_query(schema(), field, f"{words[0]}.*")
            others = (Query.term_query(schema(), field, it) for it in sorted(begun(words[0])))
            return _any_of((begins, *others))
        case Match.FUZZY:
            return near(field, words[0], node.distance)
        case Match.NEAR:
            orders = permutations(dict.fromkeys(words))  # a word is near itself
            return _any_of(_side_by_side(field, it, slop=node.distance) for it in orders)
        case _:
            return _side_by_side(field, words)


def near(field: str, word: str, distance: int) -> Query:
    """The articles whose field has a word that is spelt almost like this one."""
    return _any_of(Query.fuzzy_term_query(schema(), field, it, distance) for it in spellings(word))


def _side_by_side(field: str, words: Sequence[str], slop: int = 0) -> Query:
    """What the analyser takes for several words must stand together, with at most `slop` others in between."""
    if len(words) == 1:
        return Query.term_query(schema(), field, words[0])
    return Query.phrase_query(schema(), field, list(words), slop=slop)


def _named(node: Named) -> Query:
    """Articles with any of those found. They score nothing, so that relevance is that of the words."""
    numbers = SPEAKERS if node.field == "speaker" else NUMBERS
    return _any_of(number_query(numbers[it.kind], it.id) for it in node.found)


def number_query(name: str, value: int) -> Query:
    """Articles whose field has this number; scores nothing."""
    return Query.const_score_query(Query.term_query(schema(), name, value), 0.0)


def limited_to(ids: Iterable[int], query: Query) -> Query:
    """What of a query's result has one of these ids."""
    return _all_of([query, Query.term_set_query(schema(), "id", list(ids))])


def begin_at(query: Query, sort: Sort, bound: int) -> Query:
    """What of a query's result comes from `bound` on, in an order of dates."""
    if sort is Sort.OLDEST:
        reached = Query.range_query(schema(), "oldest", FieldType.Unsigned, lower_bound=bound)
    else:
        reached = Query.range_query(schema(), "newest", FieldType.Unsigned, upper_bound=bound)
    return _all_of([query, reached])


def without(query: Query, *unwanted: Query) -> Query:
    return _all_of([query], without=unwanted)


def _days(first: dt.date | None, last: dt.date | None) -> Query:
    return Query.const_score_query(
        Query.range_query(
            schema(),
            "day",
            FieldType.Unsigned,
            lower_bound=first.toordinal() if first else None,
            upper_bound=last.toordinal() if last else None,
        ),
        0.0,
    )
