"""The alphabetical directories of companies and people."""

import string
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Self

from django.core.paginator import Page, Paginator
from django.db.models import Exists

from articles.models import Company, Person
from articles.models.entity import EntityQuerySet
from articles.resolution import names
from articles.search.criteria import Criteria
from articles.search.engine import Engine

PAGE_SIZE = 100
DIGITS = "0-9"
LETTERS = (*string.ascii_uppercase, DIGITS)
LONGEST_NAME = 200
LONGEST_PAGE = 9  # digits


@dataclass(frozen=True, slots=True)
class DirectoryCriteria:
    """What to look up: part of a name, a first letter (`A` to `Z`, or `0-9` for all else), for companies a kind."""

    q: str = ""
    letter: str = ""
    kind: str = ""
    page: int = 1

    @property
    def is_narrowed(self) -> bool:
        return bool(self.q or self.letter or self.kind)

    @classmethod
    def read(cls, query: Mapping[str, str]) -> Self:
        """From a query string's `q`, `letter`, `kind` and `page`; what cannot be meant counts as not given."""
        letter, page = query.get("letter", "").upper(), query.get("page", "")
        return cls(
            q=query.get("q", "").replace("\0", "")[:LONGEST_NAME].strip(),
            letter=letter if letter in LETTERS else "",
            kind=kind if (kind := query.get("kind", "")) in Company.Kind else "",
            page=int(page) if page.isdecimal() and len(page) < LONGEST_PAGE else 1,
        )


@dataclass(frozen=True, slots=True)
class Letter:
    """An entry of the row of letters; `used` where something begins with it."""

    name: str
    used: bool


@dataclass(frozen=True, slots=True)
class Entry[E: (Company, Person)]:
    """A row: a company or person, and how many stories a search for them lists."""

    subject: E
    count: int


@dataclass(frozen=True, slots=True)
class Directory[E: (Company, Person)]:
    """The entries of one page, and the letters to turn to."""

    page: Page[E]
    entries: tuple[Entry[E], ...]
    letters: tuple[Letter, ...]


def companies(criteria: DirectoryCriteria, engine: Engine) -> Directory[Company]:
    """Organisations that articles are tagged with, by name. Raises IndexUnavailableError as the engine does."""
    found = Company.objects.for_directory()
    return _directory(found.filter(kind=criteria.kind) if criteria.kind else found, criteria, engine)


def people(criteria: DirectoryCriteria, engine: Engine) -> Directory[Person]:
    """People that articles are tagged with, by surname. Raises IndexUnavailableError as the engine does."""
    return _directory(Person.objects.for_directory(), criteria, engine)


def _directory[E: (Company, Person)](
    found: EntityQuerySet[E], criteria: DirectoryCriteria, engine: Engine
) -> Directory[E]:
    if key := names.key(criteria.q):
        found = found.named_like(key)
    listed = found if not criteria.letter else _beginning(found, criteria.letter)
    page = Paginator(listed, PAGE_SIZE).get_page(criteria.page)
    facet = str(found.model._meta.model_name)
    entries = tuple(Entry(it, engine.count(Criteria.of(facet, it.pk))) for it in page)
    return Directory(page, entries, _letters(found))


def _beginning[E: (Company, Person)](found: EntityQuerySet[E], letter: str) -> EntityQuerySet[E]:
    if letter == DIGITS:
        return found.exclude(heading__regex="^[a-z]")
    return found.filter(heading__startswith=letter.lower())


def _letters[E: (Company, Person)](found: EntityQuerySet[E]) -> tuple[Letter, ...]:
    """Each letter is looked for by itself, and no further than its first entry."""
    asked = {it: Exists(_beginning(found, it)) for it in LETTERS}
    used = found.model.objects.annotate(**{f"used_{at}": it for at, it in enumerate(asked.values())})
    row = used.values_list(*(f"used_{at}" for at in range(len(asked))))[:1]
    marks = next(iter(row), (False,) * len(asked))
    return tuple(Letter(name, used) for name, used in zip(asked, marks, strict=True))
