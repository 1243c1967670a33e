"""The bundled list of companies and people: articles/data/companies.tsv and people.tsv."""

import functools
import hashlib
import re
from collections.abc import Iterator
from importlib.resources import files

from articles.resolution.knowledge import Facts, Knowledge, Known, KnownRole
from articles.resolution.links import EntityKind

_DATA = files("articles").joinpath("data")
_NO_FACTS = Facts()
_ROLE = re.compile(r"(?P<title>[^,]+), (?P<organisation>.+?)(?: \((?P<years>past|\d{4}(?:–(?:\d{4})?)?)\))?")


@functools.cache
def load_bundle() -> Knowledge:
    """The bundled knowledge; its version is a hash of the lists."""
    companies, people = (
        _DATA.joinpath(name).read_text(encoding="utf-8") for name in ("companies.tsv", "people.tsv")
    )
    version = hashlib.sha256(f"{companies}\0{people}".encode()).hexdigest()[:16]
    return Knowledge((*_companies(companies), *_people(people)), version)


def _companies(table: str) -> Iterator[Known]:
    """Columns: name, kind, aliases, ambiguous aliases, ticker, legal form, home page, parent.

    A name that is ambiguous itself stands in the column of ambiguous aliases, too.
    """
    for name, kind, aliases, ambiguous, *facts in _rows(table, columns=8):
        yield Known(name, EntityKind(kind), _several(aliases), _several(ambiguous), _facts(facts))


def _facts(cells: list[str]) -> Facts:
    return Facts(*cells) if any(cells) else _NO_FACTS


def _people(table: str) -> Iterator[Known]:
    """Columns: name, aliases, ambiguous aliases (surnames by which the one is meant where nobody else bears them), roles."""
    for name, aliases, ambiguous, roles in _rows(table, columns=4):
        yield Known(
            name,
            EntityKind.PERSON,
            _several(aliases),
            _several(ambiguous),
            roles=tuple(map(read_role, _several(roles))),
        )


def read_role(text: str) -> KnownRole:
    """The role that a cell of the list says: "CEO, Vela (2010–2017)", "CEO, Vela (2019–)", "CEO, Vela (past)", "CEO, Vela".

    Raises ValueError for anything else.
    """
    match = _ROLE.fullmatch(text)
    if not match:
        raise ValueError(f"{text!r} is no role: write “title, organisation (first year–last year)”.")
    years = match["years"] or ""
    if years in ("", "past"):
        return KnownRole(match["title"], match["organisation"], past=bool(years))
    first, dash, last = years.partition("–")
    end = int(last) if last else None if dash else int(first)
    return KnownRole(match["title"], match["organisation"], int(first), end, past=end is not None)


def _rows(table: str, *, columns: int) -> Iterator[list[str]]:
    for line in table.splitlines():
        if line and not line.startswith("#"):
            cells = line.split("\t")
            yield cells + [""] * (columns - len(cells))


def _several(cell: str) -> tuple[str, ...]:
    return tuple(cell.split(";")) if cell else ()
