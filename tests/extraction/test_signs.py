from collections.abc import Iterable
from dataclasses import dataclass, field

import pytest

from articles.extraction.findings import Label
from articles.extraction.signs import signs_of
from articles.extraction.weights import read


@dataclass
class Place:
    label: str | None = None
    evidence: set[str] = field(default_factory=set)


def signs(name: str, *places: Place, usual: Iterable[str] = ()) -> set[str]:
    return {
        sign for sign, strength in signs_of(name, places or (Place(),), frozenset(usual)).items() if strength
    }


def test_what_is_cited_by_the_name_of_a_paper_is_an_outlet() -> None:
    assert "outlet" in signs("Vela Standard", Place(evidence={"source before"}))
    assert "outlet" not in signs("Vela Standard", Place(evidence={"article before"}))
    assert "outlet" not in signs("Standard", Place(evidence={"source before"}))


@pytest.mark.parametrize(
    ("name", "sign"),
    [
        ("Vela Robotics Inc.", "legal form"),
        ("Norvane & Hale", "organisation word"),
        ("Bank of Norvane", "organisation head"),
        ("Daniel Hale", "given name"),
        ("Tallinn Park", "place word"),
        ("eVela", "one word"),
        ("BrightVela", "inner capital"),
        ("vela.io", "domain"),
        ("VLA", "short capitals"),
        ("VELANOR", "capitals"),
        ("Vela 7", "digit end"),
        ("Mount Vela", "geography"),
        ("Vela Watch", "product word"),
    ],
)
def test_the_form_of_a_name_speaks(name: str, sign: str) -> None:
    assert sign in signs(name)


def test_the_models_labels_count_by_their_share() -> None:
    found = signs_of("Vela", [Place("ORG"), Place("ORG"), Place("GPE"), Place()], frozenset())
    assert found["model organisation, one word"] == pytest.approx(2 / 3)
    assert found["model place, one word"] == pytest.approx(1 / 3)
    assert "no model" in signs("Vela")


def test_words_that_stand_in_lower_case_elsewhere_are_usual() -> None:
    assert "usual word" in signs("Harbour", usual=["harbour"])
    assert "usual words" in signs("Harbour Vela", usual=["harbour"])
    assert "usual word" not in signs("Vela", usual=["harbour"])


def test_evidence_makes_a_reading_likelier() -> None:
    plain = signs_of("Vela", [Place("ORG")], frozenset())
    told = signs_of("Vela", [Place("ORG", {"company before"})], frozenset())
    assert read("Vela", told).confidence > read("Vela", plain).confidence
    assert read("Vela", told).label is Label.ORGANISATION


def test_a_title_makes_a_person() -> None:
    found = signs_of("Hale", [Place("ORG", {"honorific", "title before"})], frozenset())
    assert read("Hale", found).label is Label.PERSON


def test_products_are_never_organisations() -> None:
    found = signs_of("ChatGPT", [Place("ORG", {"company before", "ticker"})], frozenset())
    assert read("ChatGPT", found).label is Label.OTHER


def test_a_common_word_is_a_surname_where_somebody_bears_it() -> None:
    assert read("Long", {"model person, one word": 1.0}).label is Label.OTHER
    assert read("Long", {"model person, one word": 1.0, "surname of a person": 1.0}).label is Label.PERSON


def test_what_the_model_takes_for_a_place_is_one() -> None:
    found = signs_of("Velmore", [Place("GPE", {"in before"})], frozenset())
    assert read("Velmore", found).label is Label.PLACE
