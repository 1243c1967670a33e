"""All values of one facet in a search's result: to look for one, and to go through them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.utils.http import urlencode

from articles.models import Company, Person
from articles.resolution import names
from articles.search.engine import Engine
from articles.search.facets import LABELS, Choices, Link, Option, values_url, ways
from articles.search.filters import Asked
from articles.search.labels import KIND_LABELS, MODELS, labels
from articles.search.tantivy_engine import get_engine

PAGE_SIZE = 60
MOST = 200_000  # names that are gone through


class Order(StrEnum):
    COUNT = "count"
    NAME = "name"


PLURALS = {
    "company": "Companies",
    "person": "People",
    "topic": "Topics",
    "source": "Sources",
    "kind": "Kinds of organisations",
    "outlet": "Cited outlets",
}
ORDER_LABELS = {Order.COUNT: "Most articles", Order.NAME: "By name"}


@dataclass(frozen=True, slots=True)
class FacetValues:
    """A page of a facet's values: `page` has their ids; `find` and `order` are what was asked for."""

    name: str
    label: str
    plural: str
    options: tuple[Option, ...]
    page: Page[int]
    find: str
    order: Order
    orders: tuple[Link, ...]
    ways: tuple[Link, ...]

    @property
    def found(self) -> int:
        return self.page.paginator.count


def facet_values(
    asked: Asked, facet: str, find: str, order: Order, engine: Engine | None = None
) -> FacetValues:
    """The page `asked.page` of the values, or the nearest to it that there is; two SQL queries at most.

    `find` narrows them to names and aliases in which it occurs, in any case and with or without accents.
    Raises IndexUnavailableError as the engine does.
    """
    found = (engine or get_engine()).values(asked.criteria, facet)
    number = dict(found.counts)
    ordered = [it for it in _in_order(facet, number, find, order) if it in number]
    page: Page[int] = Paginator(ordered, PAGE_SIZE).get_page(asked.page)
    here = list(page.object_list)
    known = labels(found.version, {facet: here})
    rows = {pk: known[facet, pk] for pk in here if (facet, pk) in known}
    choices = Choices(asked, facet, found.total, found.lacking, beyond=found.beyond)
    shown = choices.values(tuple((pk, number[pk]) for pk in here), rows)
    whole = not find and page.number == 1
    options = (*choices.set(), *shown, *choices.none()) if whole else tuple(shown)
    orders = tuple(
        Link(label, it is order, _url(asked, facet, find, it)) for it, label in ORDER_LABELS.items()
    )
    return FacetValues(
        facet, LABELS[facet], PLURALS[facet], options, page, find, order, orders, ways(asked, facet)
    )


def _url(asked: Asked, facet: str, find: str, order: Order) -> str:
    url = values_url(facet, asked.address)
    own = {"find": find} if find else {}
    if order is not Order.COUNT:
        own["order"] = order.value
    return f"{url}{'&' if '?' in url else '?'}{urlencode(own)}" if own else url


def _in_order(facet: str, number: Mapping[int, int], find: str, order: Order) -> Iterable[int]:
    """The ids of the values, and maybe others, in the order asked for; `number` has them by their count."""
    if order is Order.COUNT and not find:
        return number
    named = _of_kinds(find) if facet == "kind" else _named(facet, find)
    return named if order is Order.NAME else filter(set(named).__contains__, number)


def _of_kinds(find: str) -> list[int]:
    found = [pk for pk, label in KIND_LABELS.items() if names.key(find) in names.key(label.name)]
    return sorted(found, key=lambda it: KIND_LABELS[it].name)


def _named(facet: str, find: str) -> list[int]:
    """By name, those with `find` in a name."""
    model = MODELS[facet]
    found: QuerySet[Any]
    if issubclass(model, Company | Person):
        found = model.objects.named_like(names.key(find)) if find else model.objects.all()
        found = found.order_by("heading", "key", "pk")
    else:
        found = model.objects.filter(name__icontains=find).order_by("name", "pk")
    return list(found.values_list("pk", flat=True)[:MOST])
