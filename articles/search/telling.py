"""Names that a result has far more often than the archive has them: what else to look up."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from math import log

from articles.resolution import names
from articles.search.addresses import Address
from articles.search.engine import Answer
from articles.search.labels import labels

LOOKED_AT = 100  # names of a kind, the most frequent
FEWEST = 3  # articles with the name: fewer are chance
TIMES = 2  # as often as in the archive
SHOWN = 6

type Counts = Sequence[tuple[int, int]]  # (id, count)


@dataclass(frozen=True, slots=True)
class Lookup:
    """A name worth looking up, and the address that lists the articles with it."""

    label: str
    url: str


def telling(
    counts: Mapping[str, Counts], total: int, usual: Callable[[str, int], int], archive: int
) -> tuple[tuple[str, int], ...]:
    """(facet, id) of the names that set a result of `total` articles apart, the strongest first.

    `usual` gives the number of articles with a name in the whole `archive`. A name weighs its share of the
    result times the logarithm of how much larger that is than its share of the archive.
    """
    weighed = []
    for facet, of_facet in counts.items():
        for pk, count in of_facet[:LOOKED_AT]:
            share, often = count / total, max(usual(facet, pk), count) / archive
            if count >= FEWEST and share > TIMES * often:
                weighed.append((share * log(share / often), facet, pk))
    return tuple((facet, pk) for _, facet, pk in sorted(weighed, reverse=True))


def lookups(answer: Answer, typed: str) -> tuple[Lookup, ...]:
    """The names to look up beside a result, in one SQL query at most; not those that were typed."""
    found = answer.telling[: 2 * SHOWN]
    known = labels(answer.version, {facet: [pk for of, pk in found if of == facet] for facet, _ in found})
    asked = set(names.key(typed).split())
    return tuple(
        Lookup(known[it].name, Address().with_(it[0], known[it].slug).url)
        for it in found
        if it in known and asked.isdisjoint(names.key(known[it].name).split())
    )[:SHOWN]
