"""What templates show of a search's filters: facets with counts and links, and chips of what is set."""

import datetime as dt
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from django.db.models import BigIntegerField, F, Value
from django.db.models.functions import Cast

from articles.models import Company, Person, Source, Topic
from articles.search.criteria import Sort
from articles.search.engine import Answer
from articles.search.filters import MAX_VALUES, Asked, Named, usual_sort

SHOWN = 12  # values of a facet, besides those that are set
SHOWN_TOPICS = 20  # some of which hold others
MODELS: dict[str, type[Named]] = {"company": Company, "person": Person, "topic": Topic, "source": Source}
LABELS = {"company": "Company", "person": "Person", "topic": "Topic", "source": "Source", "year": "Year"}
SORT_LABELS = {Sort.RELEVANCE: "Most relevant", Sort.NEWEST: "Newest first", Sort.OLDEST: "Oldest first"}


@dataclass(frozen=True, slots=True)
class Option:
    """A value to choose: `count` articles are listed by `url`, which takes the value away where it is `selected`.

    `below` says that it stands below the last one that does not.
    """

    value: str
    label: str
    count: int
    selected: bool
    url: str
    below: bool = False


@dataclass(frozen=True, slots=True)
class Facet:
    """The values of one kind that the result has."""

    name: str
    label: str
    options: tuple[Option, ...]


@dataclass(frozen=True, slots=True)
class Chip:
    """A filter that is set; `url` is the search without it."""

    name: str
    label: str
    url: str


@dataclass(frozen=True, slots=True)
class Choice:
    """An order that the result can have."""

    label: str
    selected: bool
    url: str


@dataclass(frozen=True, slots=True)
class _Row:
    """What the database says of a value; `parent` is the id of the topic above a topic."""

    slug: str
    name: str
    parent: int | None


type Names = dict[tuple[str, int], _Row]  # by facet and id
type Counts = tuple[tuple[int, int], ...]  # (id, count), most frequent first


def facets(asked: Asked, answer: Answer) -> list[Facet]:
    """The facets in the order of the page, without empty ones; one SQL query."""
    counts = {
        name: answer.facets.get(name, ())[: SHOWN_TOPICS if name == "topic" else SHOWN] for name in MODELS
    }
    names = _names(counts)
    made = [_facet(name, asked, answer.total, counts[name], names) for name in MODELS]
    return [it for it in [*made, _years(asked, answer)] if it.options]


def _names(counts: dict[str, Counts]) -> Names:
    """The slugs and names of all values shown, in one query."""
    parts = [
        model.objects.order_by("pk")
        .filter(pk__in=[pk for pk, _ in counts[name]])
        .values_list(Value(name), "pk", "slug", "name", _parent(model))[:SHOWN_TOPICS]
        for name, model in MODELS.items()
        if counts[name]
    ]
    if not parts:
        return {}
    rows = parts[0].union(*parts[1:], all=True) if parts[1:] else parts[0]
    return {(facet, pk): _Row(*row) for facet, pk, *row in rows}


def _parent(model: type[Named]) -> F | Cast:
    return F("parent_id") if model is Topic else Cast(Value(None), BigIntegerField())


def _selected(asked: Asked) -> dict[str, Sequence[Named]]:
    return {
        "company": asked.companies,
        "person": asked.people,
        "topic": asked.topics,
        "source": (asked.source,) if asked.source else (),
    }


def _facet(facet: str, asked: Asked, total: int, counts: Counts, names: Names) -> Facet:
    chosen = {it.pk: it for it in _selected(asked)[facet]}
    address = asked.address
    options = [
        Option(it.slug, it.name, total, selected=True, url=address.without(facet, it.slug).url)
        for it in chosen.values()
    ]
    base = address.without("source") if facet == "source" else address
    rows = {pk: names[facet, pk] for pk, _ in counts if pk not in chosen and (facet, pk) in names}
    for pk, count in _as_tree(counts, rows) if len(chosen) < MAX_VALUES else ():
        row = rows[pk]
        url = base.with_(facet, row.slug).url
        options.append(Option(row.slug, row.name, count, selected=False, url=url, below=row.parent in rows))
    return Facet(facet, LABELS[facet], tuple(options))


def _as_tree(counts: Counts, rows: Mapping[int, _Row]) -> Iterator[tuple[int, int]]:
    """The values of `rows`, each followed by those below it."""
    for pk, count in counts:
        if pk in rows and rows[pk].parent not in rows:
            yield pk, count
            yield from ((it, number) for it, number in counts if it in rows and rows[it].parent == pk)


def _years(asked: Asked, answer: Answer) -> Facet:
    without = asked.address.replaced([("from", None), ("to", None)])
    options = []
    for year, count in answer.facets.get("year", ()):
        first, last = dt.date(year, 1, 1), dt.date(year, 12, 31)
        selected = (asked.date_from, asked.date_to) == (first, last)
        url = without.url if selected else _between(asked, first, last)
        options.append(Option(str(year), str(year), count, selected, url))
    return Facet("year", LABELS["year"], tuple(options))


def _between(asked: Asked, first: dt.date, last: dt.date) -> str:
    return asked.address.replaced([("from", first.isoformat()), ("to", last.isoformat())]).url


def period_link(asked: Asked) -> Callable[[dt.date, dt.date], str]:
    """For `charts.timeline`: the search narrowed to a period, within the dates that are set already."""

    def link(first: dt.date, last: dt.date) -> str:
        return _between(asked, max(first, asked.date_from or first), min(last, asked.date_to or last))

    return link


def chips(asked: Asked) -> list[Chip]:
    """What is set, each with the address without it."""
    address = asked.address
    made = [Chip("q", f"“{asked.q}”", address.without("q").without("sort").url)] if asked.q else []
    for name, values in _selected(asked).items():
        made += [Chip(name, it.name, address.without(name, it.slug).url) for it in values]
    if asked.date_from or asked.date_to:
        url = address.replaced([("from", None), ("to", None)]).url
        made.append(Chip("date", period(asked.date_from, asked.date_to), url))
    return made


def sorts(asked: Asked) -> list[Choice]:
    """The orders to choose from; relevance needs words."""
    return [
        Choice(
            label,
            it is asked.sort,
            asked.address.replaced([("sort", None if it is usual_sort(asked.reading) else it.value)]).url,
        )
        for it, label in SORT_LABELS.items()
        if it is not Sort.RELEVANCE or usual_sort(asked.reading) is it
    ]


def period(first: dt.date | None, last: dt.date | None) -> str:
    """A range of dates in words: a year, a day, or from and to."""
    if first and last:
        if (first.month, first.day, last) == (1, 1, dt.date(first.year, 12, 31)):
            return str(first.year)
        return _day(first) if first == last else f"{_day(first)} to {_day(last)}"
    if first:
        return f"Since {_day(first)}"
    return f"Until {_day(last)}" if last else "Any date"


def _day(day: dt.date) -> str:
    return f"{day.day} {day:%B} {day.year}"
