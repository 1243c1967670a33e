"""What a query means in this archive: the one way from what is typed to what is searched, for pages and all else."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import partial
from typing import Any

from django.db.models import QuerySet, Value
from django.db.models.functions import Coalesce

from articles.models import Alias, Company, Person, Source, SourceAlias, Topic
from articles.resolution import names
from articles.search.language.nodes import Found, Leaf, Named, Node, leaves, with_leaves
from articles.search.language.reader import Reading, parse

MOST_FOUND = 50  # bearers of one name
MOST_LISTED = 2000  # topics or sources
KINDS = {
    "company": ("company",),
    "person": ("person",),
    "speaker": ("person", "company"),
    "topic": ("topic",),
    "source": ("source",),
}
EXACT, SURNAME = 0, 1

type Row = tuple[str, int, int, str]  # key, whether it is the whole name, id, label
type Names = dict[str, tuple[Found, ...]]  # those called so, by key


def understand(typed: str) -> Reading:
    """Read a query, and look its names up: at most one SQL query a kind of name. Never raises for what is typed.

    A name is the whole name, an alias or a person's surname, in any case and with or without accents; where several
    bear it, any of them is meant. Where none does, the name is left without `found`, and nothing matches it.
    """
    reading = parse(typed)
    wanted: dict[str, set[str]] = defaultdict(set)
    for leaf in leaves(reading.node):
        if isinstance(leaf, Named):
            for kind in KINDS[leaf.field]:
                wanted[kind].add(names.key(leaf.name))
    if reading.node is None or not wanted:
        return reading
    known = {kind: _look_up(kind, keys) for kind, keys in wanted.items()}

    def resolved(leaf: Leaf) -> Leaf:
        if not isinstance(leaf, Named):
            return leaf
        found = [it for kind in KINDS[leaf.field] for it in known[kind].get(names.key(leaf.name), ())]
        return replace(leaf, found=tuple(found))

    return replace(reading, node=with_leaves(reading.node, resolved))


def unknown(node: Node | None) -> tuple[Named, ...]:
    """The names in a query that nothing in the archive bears, each once and in order."""
    return tuple(dict.fromkeys(it for it in leaves(node) if isinstance(it, Named) and not it.found))


def _look_up(kind: str, keys: set[str]) -> Names:
    """Those that bear the names; of whole names and surnames, whole names if there are any."""
    best: dict[str, dict[int, Found]] = {}
    ranks: dict[str, int] = {}
    for key, rank, pk, label in sorted(_ROWS[kind](keys), key=lambda it: it[1]):
        if rank == ranks.setdefault(key, rank):
            best.setdefault(key, {})[pk] = Found(kind, pk, label)
    return {key: tuple(sorted(found.values(), key=lambda it: it.label)) for key, found in best.items()}


def _bearers(model: type[Company | Person], keys: set[str]) -> Iterable[Row]:
    """By name, by alias and, of people, by surname; those merged as what they became."""
    kind = str(model._meta.model_name)
    rows: list[QuerySet[Any, Row]] = [
        _of_one(model.objects.filter(key__in=keys), "key", EXACT, ""),
        _of_one(Alias.objects.filter(key__in=keys, **{f"{kind}__isnull": False}), "key", EXACT, f"{kind}__"),
    ]
    if model is Person:
        rows.append(_of_one(model.objects.filter(heading__in=keys), "heading", SURNAME, ""))
    return rows[0].union(*rows[1:], all=True).order_by()


def _of_one(found: QuerySet[Any], key: str, rank: int, path: str) -> QuerySet[Any, Row]:
    pk = Coalesce(f"{path}merged_into__pk", f"{path}pk")
    label = Coalesce(f"{path}merged_into__name", f"{path}name")
    return found.order_by("pk").values_list(key, Value(rank), pk, label)[:MOST_FOUND]


def _topics(keys: set[str]) -> Iterable[Row]:
    return _listed(Topic.objects.values_list("pk", "name", "name", "slug"), keys)


def _sources(keys: set[str]) -> Iterable[Row]:
    """By name and by alias; those merged as what they became."""
    pk, label = Coalesce("merged_into__pk", "pk"), Coalesce("merged_into__name", "name")
    yield from _listed(Source.objects.values_list(pk, label, "name", "slug"), keys)
    yield from _listed(
        SourceAlias.objects.values_list(
            Coalesce("source__merged_into__pk", "source__pk"),
            Coalesce("source__merged_into__name", "source__name"),
            "name",
            "key",
        ),
        keys,
    )


def _listed(rows: QuerySet[Any, tuple[int, str, str, str]], keys: set[str]) -> Iterable[Row]:
    """Of a list short enough to be gone through: ids and labels by names."""
    for pk, label, name, slug in rows[:MOST_LISTED]:
        for key in {names.key(name), names.key(slug)} & keys:
            yield key, EXACT, pk, label


_ROWS: dict[str, Callable[[set[str]], Iterable[Row]]] = {
    "company": partial(_bearers, Company),
    "person": partial(_bearers, Person),
    "topic": _topics,
    "source": _sources,
}
