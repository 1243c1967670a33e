"""The names and slugs of the values of facets, remembered for as long as the index stays as it is."""

import threading
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db import connection
from django.utils.text import slugify

from articles.models import Company, Person, Source, Topic
from articles.search.facet_fields import KINDS

MOST = 50_000  # names of a state that are remembered
STATES = 2  # of the index of articles and of that of quotes
MODELS: dict[str, type[Company | Person | Topic | Source]] = {
    "company": Company,
    "person": Person,
    "topic": Topic,
    "source": Source,
    "outlet": Company,
    "speaker": Person,
    "employer": Company,
}
KIND_NAMES = {
    Company.Kind.COMPANY: "Companies",
    Company.Kind.MEDIA: "Media",
    Company.Kind.PUBLIC_BODY: "Public bodies",
    Company.Kind.NON_PROFIT: "Non-profits",
    Company.Kind.UNIVERSITY: "Universities",
    Company.Kind.FUND: "Funds",
}


@dataclass(frozen=True, slots=True)
class Label:
    """A value of a facet as pages have it; `parent` is the id of the topic above a topic."""

    slug: str
    name: str
    parent: int | None = None


KIND_LABELS = {KINDS[kind]: Label(slugify(kind), name) for kind, name in KIND_NAMES.items()}

# As text: Django takes several times as long to write it as the database to answer.
_PART = "SELECT '{facet}', id, slug, name, {parent} FROM {table} WHERE id = ANY(%({facet})s)"
_STATEMENT = " UNION ALL ".join(
    _PART.format(facet=facet, parent="parent_id" if it is Topic else "NULL::bigint", table=it._meta.db_table)
    for facet, it in MODELS.items()
)

type Labels = dict[tuple[str, int], Label]  # by facet and id


class Memory:
    """The labels that were looked up at the last states of the index: a change of a name makes another."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._known: dict[str, Labels] = {}

    def labels(self, version: str, wanted: Mapping[str, Iterable[int]]) -> Labels:
        """The labels of these ids by facet, as far as their rows are still there; at most one SQL query."""
        asked = {(facet, pk) for facet, ids in wanted.items() for pk in ids}
        known = self._of(version)
        found = {key: label for key in asked if (label := known.get(key))}
        fresh = _fetched(asked - found.keys())
        if fresh and len(known) < MOST:
            with self._lock:
                known.update(fresh)
        return found | fresh

    def _of(self, version: str) -> Labels:
        with self._lock:
            if version not in self._known:
                if len(self._known) == STATES:
                    del self._known[next(iter(self._known))]
                self._known[version] = {}
            return self._known[version]


labels = Memory().labels


def _fetched(wanted: set[tuple[str, int]]) -> Labels:
    kinds = {("kind", pk): KIND_LABELS[pk] for facet, pk in wanted if facet == "kind" and pk in KIND_LABELS}
    ids = {facet: [pk for of, pk in wanted if of == facet] for facet in MODELS}
    if not any(ids.values()):
        return kinds
    with connection.cursor() as cursor:
        cursor.execute(f"{_STATEMENT} LIMIT %(most)s", {**ids, "most": len(wanted)})
        return kinds | {(facet, pk): Label(*of) for facet, pk, *of in cursor}
