from collections import Counter
from importlib.resources import files

import pytest

from articles.resolution import names
from articles.resolution.bundle import load_bundle
from articles.resolution.links import EntityKind

BUNDLE = load_bundle()
LEAST_ORGANISATIONS = 800
LEAST_PEOPLE = 300


def test_there_are_enough_of_them() -> None:
    kinds = Counter(known.kind for known in BUNDLE.known)
    assert kinds[EntityKind.PERSON] >= LEAST_PEOPLE
    assert kinds.total() - kinds[EntityKind.PERSON] >= LEAST_ORGANISATIONS
    assert set(kinds) == set(EntityKind)


@pytest.mark.parametrize("people", [True, False])
def test_a_sure_name_is_of_one(people: bool) -> None:  # noqa: FBT001 - a parameter of the test
    owners = Counter(
        key
        for known in BUNDLE.known
        if (known.kind is EntityKind.PERSON) is people
        for key in {names.key(name) for name in (known.name, *known.aliases) if name not in known.ambiguous}
    )
    assert [key for key, count in owners.items() if count > 1] == []


@pytest.mark.parametrize("name", ["companies.tsv", "people.tsv", "others.tsv"])
def test_the_lists_are_sorted_so_that_changes_are_easy_to_see(name: str) -> None:
    lines = files("articles").joinpath("data", name).read_text(encoding="utf-8").splitlines()
    assert lines[0].startswith("#")
    assert lines[1:] == sorted(lines[1:], key=str.casefold)
    assert all(line == line.strip() for line in lines)


def test_the_version_is_of_the_lists() -> None:
    assert load_bundle().version == BUNDLE.version
    assert len(BUNDLE.version) == 16


@pytest.mark.parametrize(
    ("alias", "name"),
    [
        ("NYT", "The New York Times"),
        ("WSJ", "The Wall Street Journal"),
        ("The Financial Times", "Financial Times"),
        ("EU", "European Union"),
        ("Facebook", "Meta"),
        ("Square", "Block"),
    ],
)
def test_names_that_the_list_must_have(alias: str, name: str) -> None:
    owners = [known.name for known in BUNDLE.known if alias in (known.name, *known.aliases, *known.ambiguous)]
    assert owners == [name]
