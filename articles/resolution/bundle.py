"""The bundled list of companies and people: articles/data/companies.tsv and people.tsv."""

import functools
import hashlib
from collections.abc import Iterator
from importlib.resources import files

from articles.resolution.knowledge import Knowledge, Known
from articles.resolution.links import EntityKind

_DATA = files("articles").joinpath("data")


@functools.cache
def load_bundle() -> Knowledge:
    """The bundled knowledge; its version is a hash of the lists."""
    companies, people = (
        _DATA.joinpath(name).read_text(encoding="utf-8") for name in ("companies.tsv", "people.tsv")
    )
    version = hashlib.sha256(f"{companies}\0{people}".encode()).hexdigest()[:16]
    return Knowledge((*_companies(companies), *_people(people)), version)


def _companies(table: str) -> Iterator[Known]:
    """Columns: name, kind, aliases, ambiguous aliases. A name that is ambiguous itself stands in the last column too."""
    for name, kind, aliases, ambiguous in _rows(table, columns=4):
        yield Known(name, EntityKind(kind), _several(aliases), _several(ambiguous))


def _people(table: str) -> Iterator[Known]:
    """Columns: name, aliases, ambiguous aliases (surnames by which the one is meant where nobody else bears them)."""
    for name, aliases, ambiguous in _rows(table, columns=3):
        yield Known(name, EntityKind.PERSON, _several(aliases), _several(ambiguous))


def _rows(table: str, *, columns: int) -> Iterator[list[str]]:
    for line in table.splitlines():
        if line and not line.startswith("#"):
            cells = line.split("\t")
            yield cells + [""] * (columns - len(cells))


def _several(cell: str) -> tuple[str, ...]:
    return tuple(name for part in cell.split(";") if (name := part.strip()))
