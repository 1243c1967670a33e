"""What the archive has met often enough to be believed: taken from its articles when a run ends, for those that begin after."""

import hashlib
import json
from collections import defaultdict
from typing import Any

from django.db.models import Count, F, Q

from articles.models import Alias, Company, CompanyTag, ImportRun, Memory, Person, PersonTag, ReadingRun
from articles.models import Entity as Row
from articles.resolution.knowledge import Remembered
from articles.resolution.links import EntityKind

FEWEST_ARTICLES = 2  # in which a name was found with good evidence
GOOD = 0.85  # the least confidence that is good evidence


def remembered(memory: Memory | None) -> tuple[Remembered, ...]:
    """The names of a stored memory."""
    rows = memory.names if memory else ()
    return tuple(Remembered(name, EntityKind(kind), tuple(short)) for name, kind, short in rows)


def renew() -> Memory:
    """The memory as the articles are now: a new row, or the newest where nothing has changed.

    Old ones go, but for those that a run which was interrupted still reads with.
    """
    names = [[it.name, it.kind.value, list(it.short)] for it in _met()]
    version = hashlib.sha256(json.dumps(names).encode()).hexdigest()[:16]
    newest = Memory.objects.newest()
    if newest is None or newest.version != version:
        newest = Memory.objects.create(names=names, version=version)
    in_use = (
        model.objects.filter(finished_at=None).exclude(memory=None) for model in (ImportRun, ReadingRun)
    )
    kept = {pk for runs in in_use for pk in runs.values_list("memory_id", flat=True)}
    Memory.objects.exclude(pk__in={newest.pk, *kept}).delete()
    return newest


def _met() -> list[Remembered]:
    """Names that only the machine has made, sorted; what editors and the bundled list know needs no remembering."""
    companies = _often(CompanyTag, "company")
    people = _often(PersonTag, "person")
    short = _short_forms(companies)
    organisations = (
        Remembered(name, EntityKind(kind), tuple(sorted(short[pk])))
        for pk, name, kind in Company.objects.filter(pk__in=companies).values_list("pk", "name", "kind")
    )
    humans = (
        Remembered(name, EntityKind.PERSON)
        for name in Person.objects.filter(pk__in=people).values_list("name", flat=True)
    )
    return sorted((*organisations, *humans), key=lambda it: (it.kind, it.name))


def _often(tag: type[CompanyTag | PersonTag], field: str) -> dict[int, int]:
    """How many articles speak well for each; none whom an editor has taken off an article."""
    good = Count("pk", filter=Q(removed=False, confidence__gte=GOOD))
    taken_off = Count("pk", filter=Q(removed=True))
    made = {f"{field}__origin": Row.Origin.MACHINE, f"{field}__merged_into": None}
    manager: Any = tag.objects
    counted = manager.filter(**made).order_by().values(field).annotate(good=good, taken_off=taken_off)
    found = counted.filter(good__gte=FEWEST_ARTICLES, taken_off=0).values_list(field, "good")
    return dict(found)


def _short_forms(companies: dict[int, int]) -> dict[int, set[str]]:
    """First words by which articles that also have the long name call it, where nobody else is known or met as often by them."""
    aliases = Alias.objects.filter(company__in=companies, origin=Row.Origin.MACHINE)
    owners = defaultdict[str, set[int]](set)
    for key, company, long in aliases.values_list("key", "company_id", "company__key"):
        if long.startswith(f"{key} "):
            owners[key].add(company)
    one = {key: next(iter(owner)) for key, owner in owners.items() if len(owner) == 1}
    found = defaultdict[int, set[str]](set)
    for key in one.keys() - _others(one, companies):
        found[one[key]].add(key)
    return found


def _others(short: dict[str, int], often: dict[int, int]) -> set[str]:
    """The keys that are somebody else's name too.

    A company that articles without the long name have made of the short one is nobody else, unless it was met more often.
    """
    aliases = Alias.objects.filter(key__in=short).exclude(company__key=F("key"))
    taken = {key for key, company in aliases.values_list("key", "company_id") if company != short[key]}
    taken |= set(Person.objects.filter(key__in=short).values_list("key", flat=True))
    for key, pk, origin in Company.objects.filter(key__in=short).values_list("key", "pk", "origin"):
        if origin != Row.Origin.MACHINE or often.get(pk, 0) > often[short[key]]:
            taken.add(key)
    return taken
