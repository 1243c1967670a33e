"""What templates show of what a search has set: chips that take it away, a title, and the orders to choose from."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from articles.search.criteria import Sort
from articles.search.facets import HAVING, LACKING, Link, let_in, taken_away
from articles.search.filters import YES, Asked, Chosen, usual_sort

SORT_LABELS = {Sort.RELEVANCE: "Most relevant", Sort.NEWEST: "Newest first", Sort.OLDEST: "Oldest first"}


@dataclass(frozen=True, slots=True)
class Chip:
    """A filter that is set; `url` is the search without it. `left_out` says that articles must not have it."""

    name: str
    label: str
    url: str
    left_out: bool = False


def chips(asked: Asked) -> list[Chip]:
    """What is set, each with the address without it."""
    address = asked.address
    made = [Chip("q", f"“{asked.q}”", address.without("q").without("sort").url)] if asked.q else []
    for facet, chosen in asked.chosen.items():
        made += _of_facet(asked, facet, chosen)
    if asked.date_from or asked.date_to:
        url = address.replaced([("from", None), ("to", None)]).url
        made.append(Chip("date", period(asked.date_from, asked.date_to), url))
    return made


def _of_facet(asked: Asked, facet: str, chosen: Chosen) -> Iterator[Chip]:
    for it in chosen.values:
        yield Chip(facet, it.name or LACKING[facet], taken_away(asked, facet, it.slug))
    for it in chosen.without:
        yield Chip(facet, it.name or HAVING[facet], let_in(asked, facet, it.slug), left_out=bool(it.name))


def title(asked: Asked) -> str:
    """What is searched for, in a few words: "“solar plant”, Vela or Brand, not Funding, 2025"."""
    parts = [f"“{asked.q}”"] if asked.q else []
    for facet, chosen in asked.chosen.items():
        names = [it.name or LACKING[facet] for it in chosen.values]
        parts += [" or ".join(names)] if chosen.any and names else names
        parts += [f"not {it.name}" if it.name else HAVING[facet] for it in chosen.without]
    if asked.date_from or asked.date_to:
        parts.append(period(asked.date_from, asked.date_to))
    return ", ".join(parts) or "All articles"


def sorts(asked: Asked) -> list[Link]:
    """The orders to choose from; relevance needs words."""
    return [
        Link(
            label,
            it is asked.sort,
            asked.address.replaced([("sort", None if it is usual_sort(asked.reading) else it.value)]).url,
        )
        for it, label in SORT_LABELS.items()
        if it is not Sort.RELEVANCE or usual_sort(asked.reading) is it
    ]


def counting(asked: Asked) -> Link:
    """The other way to count: each version of a story, or all of them as one."""
    if asked.copies:
        return Link(
            "Count the versions of a story once", selected=False, url=asked.address.without("copies").url
        )
    return Link("Count each version", selected=False, url=asked.address.with_("copies", YES).url)


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
