"""Several people of one surname: whom it means where it stands."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.extraction.findings import Span
from articles.resolution.genders import Genders
from articles.resolution.links import Entity, EntityKind, Mention
from articles.resolution.names import key
from articles.resolution.namesakes import settled

_FULL = {
    "Jane Doe": "Jane Doe", "Omar Doe": "Omar Doe", "Jane": "Jane Doe", "Omar": "Omar Doe", "Priya Nair": "Priya Nair",
}  # fmt: skip


def mentions(text: str) -> list[Mention]:
    """Jane and Omar Doe are known by their given names; Doe alone could be either."""
    return [
        Mention(
            Span(match.start(), match.end()),
            Entity(
                name := _FULL.get(match[0], match[0]), key(name), EntityKind.PERSON, linked=match[0] in _FULL
            ),
            0.9,
            "test",
        )
        for match in re.finditer(r"(?:Jane |Omar )?Doe|Jane|Omar|Priya Nair", text)
    ]


def meant(text: str) -> str | None:
    """Whom the last Doe of the text means."""
    at = text.rindex("Doe")
    places = mentions(text)
    return next(
        (it.entity.name for it in settled(text, places, Genders(text, places)) if it.span.start == at), None
    )


@pytest.mark.parametrize(
    ("text", "person"),
    [
        ("Jane Doe came. Doe sang.", "Jane Doe"),
        ("Jane Doe and Omar Doe sail. Mr. Doe sang.", "Omar Doe"),
        ("Jane Doe and Omar Doe sail. Ms. Doe sang.", "Jane Doe"),
        ("Jane Doe sails.\n\nOmar Doe does too. At night Doe sang.", "Omar Doe"),
        ("Jane Doe sails with Omar Doe. Omar cooks.\n\nAt night Doe sang.", "Jane Doe"),
        ("Jane Doe and Omar Doe sail. At night Doe sang.", None),
    ],
)
def test_whom_a_surname_of_two_people_means(text: str, person: str | None) -> None:
    assert meant(text) == person


def test_before_the_second_is_named_it_is_the_first() -> None:
    text = "Jane Doe sails. Doe sang.\n\nOmar Doe cooks."
    places = mentions(text)
    assert [it.entity.name for it in settled(text, places, Genders(text, places))] == [
        "Jane Doe", "Jane Doe", "Omar Doe",
    ]  # fmt: skip


def test_a_name_that_nobody_else_bears_is_left_as_it_is() -> None:
    text = "Priya Nair sails. Doe sang."
    places = mentions(text)
    assert settled(text, places, Genders(text, places)) == places


@given(
    st.lists(
        st.sampled_from(["Doe ", "Jane Doe ", "Omar Doe ", "Omar ", "Mr. ", "\n", "she ", ". "]), max_size=30
    )
)
def test_settling_keeps_places_and_order(pieces: list[str]) -> None:
    text = "".join(pieces)
    places = mentions(text)
    found = settled(text, places, Genders(text, places))
    assert [it.span for it in found] == [it.span for it in places if it.span in {kept.span for kept in found}]
    assert all(it.entity.linked for it in found if "Jane Doe" in text or "Omar Doe" in text)
