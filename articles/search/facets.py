"""What templates show of a search's facets: their values with counts and links."""

import datetime as dt
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from django.urls import reverse

from articles.search.addresses import Address
from articles.search.criteria import NONE
from articles.search.engine import Answer
from articles.search.facet_fields import FACETS, PRESENT, VALUED
from articles.search.filters import MAX_VALUES, NO, NONE_SLUG, YES, Asked, Chosen
from articles.search.labels import Label, labels

SHOWN = 10  # values of a facet, besides those that are set
SHOWN_TOPICS = 20  # some of which hold others
LABELS = {
    "company": "Company",
    "person": "Person",
    "topic": "Topic",
    "source": "Source",
    "kind": "Kind of organisation",
    "outlet": "Cited outlet",
    "quotes": "Quotes",
    "year": "Year",
}
LACKING = {
    "company": "No company",
    "person": "No person",
    "topic": "No topic",
    "source": "No source",
    "kind": "No organisation",
    "outlet": "No outlet cited",
    "quotes": "Without quotes",
    "dated": "Without a date",
}
HAVING = {
    "company": "Any company",
    "person": "Any person",
    "topic": "Any topic",
    "source": "Any source",
    "kind": "Any organisation",
    "outlet": "Any outlet cited",
    "quotes": "With quotes",
    "dated": "With a date",
}

type Counts = tuple[tuple[int, int], ...]  # (id, count), most frequent first


@dataclass(frozen=True, slots=True)
class Option:
    """A value to choose: `count` articles are listed by `url`, which takes the value away where it is `selected` or `left_out`.

    `without` is the search that leaves the value out, where that can be asked. `below` says that it stands below the last one that does
    not.
    """

    value: str
    label: str
    count: int
    url: str
    selected: bool = False
    left_out: bool = False
    without: str = ""
    below: bool = False

    @property
    def counted(self) -> str:
        """The count as it is written."""
        return f"{self.count:,}"


@dataclass(frozen=True, slots=True)
class Link:
    """One of several ways to have the result."""

    label: str
    selected: bool
    url: str


@dataclass(frozen=True, slots=True)
class Facet:
    """The values of one kind that the result has; `more` leads to all of them, and `ways` says how several go together."""

    name: str
    label: str
    options: tuple[Option, ...]
    more: str = ""
    ways: tuple[Link, ...] = ()


def facets(asked: Asked, answer: Answer) -> list[Facet]:
    """The facets in the order of the page, without empty ones; one SQL query at most."""
    counts = {name: answer.facets.get(name, ())[: _shown(name)] for name in VALUED}
    known = labels(answer.version, {name: [pk for pk, _ in counts[name]] for name in VALUED})
    made = []
    for name in VALUED:
        rows = {pk: known[name, pk] for pk, _ in counts[name] if (name, pk) in known}
        choices = Choices(
            asked, name, answer.total, answer.lacking.get(name, 0), beyond=name in answer.beyond
        )
        more = values_url(name, asked.address) if len(answer.facets.get(name, ())) > len(rows) else ""
        made.append(
            Facet(name, LABELS[name], tuple(choices.all(counts[name], rows)), more, ways(asked, name))
        )
    return [it for it in [*made, _quotes(asked, answer), _years(asked, answer)] if it.options]


def _shown(facet: str) -> int:
    return SHOWN_TOPICS if facet == "topic" else SHOWN


def values_url(facet: str, address: Address) -> str:
    """The page with all values of a facet in a search's result."""
    url = reverse("facet", args=[facet])
    return f"{url}?{address.query}" if address.params else url


@dataclass(frozen=True, slots=True)
class Choices:
    """Makes the options of one facet in a result of `total` articles, of which `lacking` have no value.

    Where counts are `beyond` the result, they are of what a click adds to it.
    """

    asked: Asked
    facet: str
    total: int
    lacking: int
    beyond: bool

    def all(self, counts: Counts, rows: Mapping[int, Label]) -> Iterator[Option]:
        """What is set, then the values of `rows` that can be, then having none."""
        yield from self.set()
        yield from self.values(counts, rows)
        yield from self.none()

    def set(self) -> Iterator[Option]:
        """The values that are chosen or left out, each with the way back."""
        asked, facet = self.asked, self.facet
        for it in self._chosen.values:
            url = taken_away(asked, facet, it.slug)
            yield Option(it.slug, it.name or LACKING[facet], self.total, url, selected=True)
        for it in self._chosen.without:
            url, is_named = let_in(asked, facet, it.slug), bool(it.name)
            name = it.name or HAVING[facet]
            yield Option(it.slug, name, self.total, url, selected=not is_named, left_out=is_named)

    def values(self, counts: Counts, rows: Mapping[int, Label]) -> Iterator[Option]:
        """The values that are not set, topics below those that hold them."""
        known = {it.pk for it in (*self._chosen.values, *self._chosen.without)}
        open_rows = {pk: row for pk, row in rows.items() if pk not in known}
        for pk, count in _as_tree(counts, open_rows) if not self._full else ():
            row = open_rows[pk]
            yield self._option(row.slug, row.name, count, below=row.parent in open_rows)

    def none(self) -> Iterator[Option]:
        """Having no value, where some have none."""
        is_set = NONE in {it.pk for it in (*self._chosen.values, *self._chosen.without)}
        if self.lacking and not is_set and not self._full:
            yield self._option(NONE_SLUG, LACKING[self.facet], self.lacking)

    @property
    def _chosen(self) -> Chosen:
        return self.asked.chosen.get(self.facet, Chosen())

    @property
    def _full(self) -> bool:
        return len(self._chosen.values) >= MAX_VALUES

    def _option(self, slug: str, label: str, count: int, *, below: bool = False) -> Option:
        address = self.asked.address
        leaving_out = len(self._chosen.without) < MAX_VALUES
        return Option(
            slug,
            label,
            count + self.total if self.beyond else count,
            address.with_(self.facet, slug).url,
            without=address.with_(f"{self.facet}_not", slug).url if leaving_out else "",
            below=below,
        )


def _as_tree(counts: Counts, rows: Mapping[int, Label]) -> Iterator[tuple[int, int]]:
    """The values of `rows`, each followed by those below it."""
    for pk, count in counts:
        if pk in rows and rows[pk].parent not in rows:
            yield pk, count
            yield from ((it, number) for it, number in counts if it in rows and rows[it].parent == pk)


def taken_away(asked: Asked, facet: str, slug: str) -> str:
    """The search without a value that is chosen."""
    if facet in PRESENT:
        return asked.address.without(facet).url
    address = asked.address.without(facet, slug)
    return address.url if len(asked.chosen[facet].values) > 1 else address.without(f"{facet}_any").url


def let_in(asked: Asked, facet: str, slug: str) -> str:
    """The search with a value that is left out."""
    return asked.address.without(
        facet if facet in PRESENT else f"{facet}_not", slug if facet in VALUED else None
    ).url


def ways(asked: Asked, facet: str) -> tuple[Link, ...]:
    """All or any of the chosen values, where an article can have several."""
    chosen = asked.chosen.get(facet, Chosen())
    if FACETS[facet].single or not chosen.values:
        return ()
    address, name = asked.address, f"{facet}_any"
    return (
        Link("all of these", not chosen.any, address.without(name).url),
        Link("any of these", chosen.any, address.replaced([(name, YES)]).url),
    )


def _quotes(asked: Asked, answer: Answer) -> Facet:
    lacking = answer.lacking.get("quotes", 0)
    options = [
        *_presence(asked, "quotes", YES, HAVING["quotes"], answer.total - lacking),
        *_presence(asked, "quotes", NO, LACKING["quotes"], lacking),
    ]
    return Facet("quotes", LABELS["quotes"], tuple(options))


def _presence(asked: Asked, facet: str, value: str, label: str, count: int) -> Iterator[Option]:
    """Having something of a facet, or nothing."""
    address = asked.address
    if (facet, value) in address.params:
        yield Option(value, label, count, address.without(facet).url, selected=True)
    elif count:
        yield Option(value, label, count, address.replaced([(facet, value)]).url)


def _years(asked: Asked, answer: Answer) -> Facet:
    without = _undated(asked)
    options = []
    for year, count in answer.facets.get("year", ()):
        first, last = dt.date(year, 1, 1), dt.date(year, 12, 31)
        selected = (asked.date_from, asked.date_to) == (first, last)
        url = without.url if selected else _between(without, first, last)
        options.append(Option(str(year), str(year), count, url, selected=selected))
    options += _presence(asked, "dated", NO, LACKING["dated"], answer.lacking.get("dated", 0))
    return Facet("year", LABELS["year"], tuple(options))


def _undated(asked: Asked) -> Address:
    """The search whenever."""
    return asked.address.without("from").without("to")


def _between(address: Address, first: dt.date, last: dt.date) -> str:
    return address.with_("from", first.isoformat()).with_("to", last.isoformat()).url


def period_link(asked: Asked) -> Callable[[dt.date, dt.date], str]:
    """For `charts.timeline`: the search narrowed to a period, within the dates that are set already."""
    address = _undated(asked)

    def link(first: dt.date, last: dt.date) -> str:
        return _between(address, max(first, asked.date_from or first), min(last, asked.date_to or last))

    return link
