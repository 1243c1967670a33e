"""Names that look like companies and are none."""

import pytest

from articles.extraction.context import around
from articles.extraction.findings import Candidate, Label, Span
from articles.resolution.things import surnames, things


def found(text: str, name: str = "Vela", *, person: str = "") -> set[str]:
    candidates = list(_places(text, name, Label.ORGANISATION))
    people = list(_places(text, person, Label.PERSON)) if person else []
    return things(text, candidates, sorted([*candidates, *people], key=lambda it: it.span))


def _places(text: str, name: str, label: Label) -> list[Candidate]:
    starts = [at for at in range(len(text)) if text.startswith(name, at)]
    return [
        Candidate(
            Span(at, at + len(name)),
            name,
            label,
            tuple(sorted(around(text, at, at + len(name), 0, len(text)))),
            0.9,
        )
        for at in starts
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Norvane has a new app called Vela. In Vela the sea is blue.",
        "Norvane showed its game Vela and left.",
        "Norvane put its latest Vela on a table.",
        "I like the Vela. A good string makes it sing.",
    ],
)
def test_a_thing_that_somebody_makes_is_no_company(text: str) -> None:
    assert found(text) == {"Vela"}


@pytest.mark.parametrize(
    "text",
    [
        "A startup called Vela has an app.",
        "Norvane likes the app called Vela. Vela has raised money.",
        "It is an app called Vela, and Vela’s founder is glad.",
        "They met at Vela.",
    ],
)
def test_what_is_spoken_of_as_a_company_stays_one(text: str) -> None:
    assert found(text) == set()


def test_a_name_that_goes_on_as_she_is_a_person() -> None:
    told = "Vela asked whether she could pay. Then Vela wrote her list."
    assert found(told) == {"Vela"}
    assert found(told.replace("whether she", "whether Ana Petrov said she"), person="Ana Petrov") == set()


def test_the_beginning_of_a_longer_name_is_no_company() -> None:
    assert found("Then Vela’s Hill Ventures paid.") == {"Vela"}
    assert found("Then Vela’s Ana Petrov paid.") == set()


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("the AG’s opinion", "AG"),
        ("They sold iPads.", "iPads"),
        ("the Chinese Insurance giant Norvane", "Chinese Insurance"),
        ("from Harbour & London by boat", "Harbour & London"),
        ("by Harbour Line & Northern", "Harbour Line & Northern"),
    ],
)
def test_forms_several_things_descriptions_and_places(text: str, name: str) -> None:
    assert found(text, name) == {name}


def test_two_given_names_are_people() -> None:
    assert found("Jane & Omar left.", "Jane & Omar") == {"Jane & Omar"}
    assert found("Dorsett & Omar left.", "Dorsett & Omar") == set()


def test_what_tells_its_kind_is_left_alone() -> None:
    assert found("its Vela Foundation", "Vela Foundation") == set()


@pytest.mark.parametrize("text", ["Vela and his partner sang.", "They saw Vela and her boat."])
def test_who_has_a_partner_is_a_person(text: str) -> None:
    assert found(text) == {"Vela"}


@pytest.mark.parametrize("name", ["Regulator Wins First Case Against Vela", "VelaOS", "Vela Linux", "Iran"])
def test_headlines_systems_and_places_are_no_companies(name: str) -> None:
    assert found(f"It is {name}.", name) == {name}


@pytest.mark.parametrize("name", ["Boats Against Salt", "Vela Robotics", "Videos"])
def test_names_with_such_words_may_be_companies(name: str) -> None:
    assert found(f"It is {name}.", name) == set()


def test_a_surname_of_whom_the_article_names_in_full_is_that_person() -> None:
    text = "Ana Petrov, an owner of boats, sings. Then Petrov swam."
    whole = _places(text, "Ana Petrov", Label.PERSON)
    assert surnames([*whole, *list(_places(text, "Petrov", Label.ORGANISATION))[1:]]) == {"Petrov"}


def test_a_company_may_bear_the_name_of_its_founder() -> None:
    text = "Ana Petrov sings. Shares fell, and Petrov’s shareholders left."
    whole = _places(text, "Ana Petrov", Label.PERSON)
    assert surnames([*whole, *list(_places(text, "Petrov", Label.ORGANISATION))[1:]]) == set()


def test_what_a_place_is_called_after_is_no_company() -> None:
    assert found("They met at Vela station.") == {"Vela"}
    assert found("They met at Vela’s Market Hall.") == {"Vela"}
    assert found("He was working at Vela station.") == {"Vela"}
    assert found("They met at Vela station. The retailer Vela paid.") == set()


def test_a_piece_of_an_address_is_no_company() -> None:
    assert found("They run Vela.AI as well.") == {"Vela"}
    assert found("They run e.Vela as well.") == {"Vela"}
    assert found("They run Vela. Norvane helps.") == set()


def test_an_office_within_a_firm_is_no_company() -> None:
    assert found("They sailed with the Growth Office.", "Growth Office") == {"Growth Office"}


@pytest.mark.parametrize("name", ["Inner Norway", "Saltshire"])
def test_parts_of_countries_are_no_companies(name: str) -> None:
    assert found(f"It is {name}.", name) == {name}


def test_what_a_minister_is_for_is_no_company() -> None:
    assert found("Then Salt Services Minister Ana Petrov came.", "Salt Services") == {"Salt Services"}
    assert found("Then Salt Services hired Ana Petrov.", "Salt Services") == set()


@pytest.mark.parametrize(
    "text",
    [
        "Norvane launched Vela, a product that helps.",
        "Norvane has Vela, its new smart speaker, on a table.",
    ],
)
def test_a_thing_is_told_behind_its_name_as_well(text: str) -> None:
    assert found(text) == {"Vela"}


def test_a_firm_is_told_behind_its_name_even_where_it_makes_things() -> None:
    assert found("They like Vela, a startup for games, and left.") == set()


def test_a_model_with_a_number_takes_an_article_as_things_do() -> None:
    assert found("They drove the VL4 home.", "VL4") == {"VL4"}
    assert found("They joined the VLA there.", "VLA") == set()


def test_an_abbreviation_of_a_term_is_no_company() -> None:
    assert found("Very loud air (VLA) hurts. VLA hurts.", "VLA") == {"VLA"}
