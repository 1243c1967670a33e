"""Companies and people of articles as database rows: found by key, alias or merger, and made at first mention."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from articles.ingest.work import Read
from articles.models import Alias, Company, Person
from articles.models import Entity as Row
from articles.models.entity import entity_slug
from articles.resolution import names
from articles.resolution.knowledge import Facts, Knowledge, Known
from articles.resolution.links import Entity, EntityKind

_NAME = 200  # characters; the width of names, keys and slugs


@dataclass(slots=True)
class Found:
    """Ids of rows, by key."""

    companies: dict[str, int] = field(default_factory=dict)
    people: dict[str, int] = field(default_factory=dict)

    def company(self, entity: Entity | None) -> int | None:
        """The id of an organisation's row; None for a person, and for a name that could be several."""
        if entity is None or not entity.linked or entity.kind is EntityKind.PERSON:
            return None
        return self.companies.get(entity.key[:_NAME])

    def person(self, entity: Entity | None) -> int | None:
        """The id of a person's row; None for an organisation, and for a name that could be several."""
        if entity is None or not entity.linked or entity.kind is not EntityKind.PERSON:
            return None
        return self.people.get(entity.key[:_NAME])


class Register:
    """Finds and makes rows of companies and people. `knowledge` gives new ones their bundled aliases."""

    def __init__(self, knowledge: Knowledge) -> None:
        self.version = knowledge.version
        self._known: dict[tuple[bool, str], Known] = {
            (known.kind is EntityKind.PERSON, names.key(known.name)): known for known in knowledge.known
        }

    def rows(self, reads: Iterable[Read]) -> Found:
        """A row for every linked entity. Needs a transaction; safe beside other imports and editors."""
        named: dict[bool, dict[str, Entity]] = {False: {}, True: {}}
        surfaces: dict[tuple[bool, str], set[str]] = {}
        for entity, surface in (pair for read in reads for pair in _named(read)):
            key, person = entity.key[:_NAME], entity.kind is EntityKind.PERSON
            if entity.linked and key:
                named[person].setdefault(key, entity)
                surfaces.setdefault((person, key), set()).add(surface)
        return Found(self._rows(Company, named[False], surfaces), self._rows(Person, named[True], surfaces))

    def _rows(
        self,
        model: type[Company | Person],
        wanted: dict[str, Entity],
        surfaces: dict[tuple[bool, str], set[str]],
    ) -> dict[str, int]:
        if not wanted:
            return {}
        found = _lookup(model, list(wanted))
        new = {key: entity for key, entity in sorted(wanted.items()) if key not in found}
        found |= self._made(model, new)
        _add_aliases(model, self._aliases(model, wanted, new, surfaces), found)
        return found

    def _made(self, model: type[Company | Person], missing: dict[str, Entity]) -> dict[str, int]:
        """Rows for keys that have none. A slug that is taken gets a number, then a hash."""
        made: dict[str, int] = {}
        attempt = 1
        while missing:
            rows = [self._row(model, key, entity, attempt) for key, entity in missing.items()]
            manager: Any = model.objects
            manager.bulk_create(rows, ignore_conflicts=True)
            made |= _lookup(model, list(missing))
            missing = {key: entity for key, entity in missing.items() if key not in made}
            attempt += 1
        return made

    def _row(self, model: type[Company | Person], key: str, entity: Entity, attempt: int) -> Company | Person:
        known = self._known.get((model is Person, key))
        origin = Row.Origin.BUNDLED if known else Row.Origin.MACHINE
        facts = {} if model is Person else _facts(entity, known)
        return model(
            name=entity.name[:_NAME],
            key=key,
            slug=entity_slug(entity.name, key, attempt),
            origin=origin,
            **facts,
        )

    def _aliases(
        self,
        model: type[Company | Person],
        wanted: dict[str, Entity],
        new: dict[str, Entity],
        surfaces: dict[tuple[bool, str], set[str]],
    ) -> Iterator[tuple[str, Alias]]:
        """Alias rows by the key of their owner: of new rows the known names, of all the forms in the text."""
        person = model is Person
        for key, entity in new.items():
            known = self._known.get((person, key))
            origin = Row.Origin.BUNDLED if known else Row.Origin.MACHINE
            yield key, _alias(entity.name, origin)
            for name in known.aliases if known else ():
                yield key, _alias(name, origin)
            for name in known.ambiguous if known else ():
                yield key, _alias(name, origin, ambiguous=True)
        for key in wanted:
            for surface in sorted(surfaces[person, key]):
                if names.key(surface) != key:
                    yield key, _alias(surface, Row.Origin.MACHINE, ambiguous=" " not in surface)


def _facts(entity: Entity, known: Known | None) -> dict[str, str]:
    """What an organisation's row has besides its names."""
    facts = known.facts if known else Facts()
    return {"kind": entity.kind.value, "ticker": facts.ticker, "domain": facts.domain}


def _lookup(model: type[Company | Person], keys: list[str]) -> dict[str, int]:
    """Ids by key. An editor's alias leads first, then the row's own key, then a bundled alias; mergers are followed."""
    owner = "person" if model is Person else "company"
    aliases = (
        Alias.objects.filter(key__in=keys, ambiguous=False)
        .exclude(**{owner: None})
        .exclude(origin=Row.Origin.MACHINE)
        .order_by("id")
        .values_list("key", "origin", f"{owner}_id", f"{owner}__merged_into_id")
    )
    found: dict[str, int] = {}
    by_editor: dict[str, int] = {}
    for key, origin, pk, winner in aliases:
        (by_editor if origin == Row.Origin.EDITOR else found).setdefault(key, winner or pk)
    own = model.objects.filter(key__in=keys).values_list("key", "id", "merged_into_id")
    return found | {key: winner or pk for key, pk, winner in own} | by_editor


def _add_aliases(
    model: type[Company | Person], aliases: Iterable[tuple[str, Alias]], found: dict[str, int]
) -> None:
    rows = []
    for key, alias in aliases:
        if not alias.key:
            continue
        if model is Person:
            alias.person_id = found[key]
        else:
            alias.company_id = found[key]
        rows.append(alias)
    Alias.objects.bulk_create(rows, ignore_conflicts=True)


def _alias(name: str, origin: Row.Origin, *, ambiguous: bool = False) -> Alias:
    return Alias(name=name[:_NAME], key=names.key(name)[:_NAME], origin=origin, ambiguous=ambiguous)


def _named(read: Read) -> Iterator[tuple[Entity, str]]:
    """Every entity of an article with a form of its name."""
    for mention in read.links.mentions:
        surface = read.article.text[mention.span.start : mention.span.end]
        yield mention.entity, " ".join(surface.split())
    for entity in _others(read):
        yield entity, entity.name


def _others(read: Read) -> Iterator[Entity]:
    yield from (quote.speaker for quote in read.links.quotes if quote.speaker)
    yield from read.links.cited
    for role in read.links.roles:
        yield from (it for it in (role.person, role.company) if it)
