"""The alphabetical directories of companies and people."""

import string
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Self

from django.core.paginator import Page, Paginator
from django.db.models.functions import Left

from articles.models import Company, Person
from articles.models.entity import EntityQuerySet
from articles.resolution import names

PAGE_SIZE = 100
DIGITS = "0-9"
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
            letter=letter if letter in (*string.ascii_uppercase, DIGITS) else "",
            kind=kind if (kind := query.get("kind", "")) in Company.Kind else "",
            page=int(page) if page.isdecimal() and len(page) < LONGEST_PAGE else 1,
        )


@dataclass(frozen=True, slots=True)
class Letter:
    """An entry of the row of letters; `used` where something begins with it."""

    name: str
    used: bool


@dataclass(frozen=True, slots=True)
class Directory[E: (Company, Person)]:
    """One page of entries, each with its number of `articles`, and the letters to turn to."""

    page: Page[E]
    letters: tuple[Letter, ...]


def companies(criteria: DirectoryCriteria) -> Directory[Company]:
    """Organisations that articles are tagged with, by name."""
    found = Company.objects.for_directory()
    return _directory(found.filter(kind=criteria.kind) if criteria.kind else found, criteria)


def people(criteria: DirectoryCriteria) -> Directory[Person]:
    """People that articles are tagged with, by surname."""
    return _directory(Person.objects.for_directory(), criteria)


def _directory[E: (Company, Person)](found: EntityQuerySet[E], criteria: DirectoryCriteria) -> Directory[E]:
    if key := names.key(criteria.q):
        found = found.named_like(key)
    letters = _letters(found)
    if criteria.letter == DIGITS:
        found = found.exclude(heading__regex="^[a-z]")
    elif criteria.letter:
        found = found.filter(heading__startswith=criteria.letter.lower())
    return Directory(page=Paginator(found, PAGE_SIZE).get_page(criteria.page), letters=letters)


def _letters[E: (Company, Person)](found: EntityQuerySet[E]) -> tuple[Letter, ...]:
    firsts = found.order_by().annotate(first=Left("heading", 1)).values_list("first", flat=True).distinct()
    used: set[str] = {str(first).upper() for first in firsts[:1000]}
    others = any(first not in string.ascii_uppercase for first in used)
    return (*(Letter(it, it in used) for it in string.ascii_uppercase), Letter(DIGITS, others))
