"""The snapshot of what is known that worker processes carry: the bundled list, and what editors made of it."""

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace

from django.db.models import Prefetch, Q

from articles.extraction.learned import NOTHING_LEARNED, from_document
from articles.ingest.memory import remembered
from articles.models import Alias, Company, Entity, Memory, Person, TopicModel
from articles.resolution import names
from articles.resolution.bundle import load_bundle
from articles.resolution.knowledge import Knowledge, Known
from articles.resolution.links import EntityKind

type Index = dict[tuple[bool, str], list[int]]


def snapshot(memory: Memory | None = None) -> Knowledge:
    """The bundled list with the editors' companies, people, names and mergers in place of its own entries; and what is remembered."""
    return _with_topics(_names(memory))


def _with_topics(names_known: Knowledge) -> Knowledge:
    """The names, and the topics as they were last learned from editors; a model that is used for no topic changes nothing."""
    model = TopicModel.objects.newest()
    learned = from_document(model.document) if model else NOTHING_LEARNED
    if model is None or not learned.topics:
        return names_known
    version = hashlib.sha256(f"{names_known.version}{model.version}".encode()).hexdigest()[:16]
    return replace(names_known, version=version, learned=learned)


def _names(memory: Memory | None) -> Knowledge:
    bundle = replace(load_bundle(), remembered=remembered(memory))
    edited = [*_edited(Company.objects.current()), *_edited(Person.objects.current())]
    if not edited:
        return bundle
    known = tuple(_joined(bundle.known, edited))
    version = hashlib.sha256(f"{bundle.version}{known}".encode()).hexdigest()[:16]
    return replace(bundle, known=known, version=version)


def _edited[E: (Company, Person)](rows: Iterable[E]) -> Iterator[Known]:
    """Those that an editor has made, given a name, or merged something into."""
    touched = (
        Q(origin=Entity.Origin.EDITOR) | Q(aliases__origin=Entity.Origin.EDITOR) | Q(merged__isnull=False)
    )
    aliases = Prefetch("aliases", Alias.objects.exclude(origin=Entity.Origin.MACHINE))
    for row in rows.filter(touched).distinct().prefetch_related(aliases):  # type: ignore[attr-defined]
        yield _known(row)


def _known(row: Company | Person) -> Known:
    kind = EntityKind(row.kind) if isinstance(row, Company) else EntityKind.PERSON
    aliases = [alias for alias in row.aliases.all() if alias.name != row.name]
    return Known(
        row.name,
        kind,
        tuple(alias.name for alias in aliases if not alias.ambiguous),
        tuple(alias.name for alias in aliases if alias.ambiguous),
    )


def _joined(bundled: Iterable[Known], edited: Iterable[Known]) -> Iterator[Known]:
    """The edited entries, each with the names of the bundled entries that it stands for; then the other bundled ones."""
    replaced = defaultdict(list)
    index = {(_is_person(it), key): it for it in edited for key in _keys(it)}
    for entry in bundled:
        owner = index.get((_is_person(entry), names.key(entry.name)))
        if owner is None:
            yield entry
        else:
            replaced[owner].append(entry)
    for owner in edited:
        yield _with_names_of(owner, replaced[owner])


def _with_names_of(owner: Known, others: list[Known]) -> Known:
    aliases = dict.fromkeys(
        [*owner.aliases, *(name for other in others for name in (other.name, *other.aliases))]
    )
    ambiguous = dict.fromkeys([*owner.ambiguous, *(name for other in others for name in other.ambiguous)])
    return Known(
        owner.name,
        owner.kind,
        tuple(name for name in aliases if name != owner.name and name not in ambiguous),
        tuple(ambiguous),
    )


def _keys(entry: Known) -> set[str]:
    return {names.key(name) for name in (entry.name, *entry.aliases)}


def _is_person(entry: Known) -> bool:
    return entry.kind is EntityKind.PERSON
