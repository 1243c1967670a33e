"""Names are found by any of their words, begun or misspelt, the most frequent first."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from articles.search.name_index import Entry, NameIndex

ENTRIES = (
    Entry("company", "vela", ("Vela Robotics", "Vela", "VLR"), 90),
    Entry("company", "velamont", ("Velamont", "Monts d'Étoile"), 200),
    Entry("person", "ana", ("Ana Petrov",), 30),
    Entry("person", "anna", ("Anna Petrova", "Nina Brühwiler"), 40),
    Entry("person", "petr", ("Petr Novák",), 50),
    Entry("topic", "robotics", ("Robotics",), 500),
    Entry("source", "ledger", ("The Ledger",), 1000),
    Entry("company", "3wise", ("3Wise & Sons",), 1),
    Entry("company", "sea", ("海洋",), 2),
)


@pytest.fixture(scope="module")
def names() -> NameIndex:
    return NameIndex(ENTRIES)


@pytest.mark.parametrize(
    ("typed", "slugs"),
    [
        ("ve", ["velamont", "vela"]),
        ("vela", ["vela", "velamont"]),
        ("VELA rob", ["vela"]),
        ("robot", ["robotics", "vela"]),
        ("rob vela", []),
        ("robotics vela", ["vela"]),
        ("vlr", ["vela"]),
        ("petrov", ["ana", "anna"]),
        ("petr", ["petr", "anna", "ana"]),
        ("ana petr", ["ana"]),
        ("bruhw", ["anna"]),
        ("BRÜHWILER", ["anna"]),
        ("brühwieler", ["anna"]),
        ("etoile", ["velamont"]),
        ("novak", ["petr"]),
        ("ledgr", ["ledger"]),
        ("legder", ["ledger"]),
        ("robtics", ["robotics", "vela"]),
        ("3w", ["3wise"]),
        ("sons", ["3wise"]),
        ("海", ["sea"]),
        ("zzzz", []),
        ("", []),
        ("  & ", []),
    ],
)
def test_what_is_typed_finds(names: NameIndex, typed: str, slugs: list[str]) -> None:
    assert [it.entry.slug for it in names.find(typed, 8)] == slugs


def test_the_name_that_answers_is_told(names: NameIndex) -> None:
    assert [it.name for it in names.find("vlr", 8)] == ["VLR"]
    assert [it.name for it in names.find("vela", 1)] == ["Vela Robotics"]
    assert [it.name for it in names.find("bruhwiler", 1)] == ["Nina Brühwiler"]


def test_no_more_than_asked_for(names: NameIndex) -> None:
    assert len(names.find("v", 1)) == 1
    assert len(names) == len(ENTRIES)


def test_an_empty_archive_has_no_names() -> None:
    assert NameIndex(()).find("vela", 8) == []


@settings(max_examples=200)
@given(st.text(max_size=60))
def test_anything_can_be_typed(typed: str) -> None:
    NAMES.find(typed, 8)


@given(st.sampled_from([(entry, name) for entry in ENTRIES for name in entry.names]), st.integers(1, 30))
def test_the_beginning_of_any_name_finds_it(named: tuple[Entry, str], letters: int) -> None:
    entry, name = named
    typed = name[:letters]
    if any(it.isalnum() for it in typed):
        assert entry.slug in [it.entry.slug for it in NAMES.find(typed, len(ENTRIES))]


NAMES = NameIndex(ENTRIES)
