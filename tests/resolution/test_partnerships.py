"""Firms that bear several names."""

import re

import pytest

from articles.extraction.findings import Candidate, Label, Span
from articles.resolution.partnerships import with_partnerships


def organisations(text: str, names: str, *, people: str = "", settled: str = "") -> list[str]:
    """The texts of the organisations; `names`, `people` and `settled` are patterns of what was found and what is known."""
    found = [
        *_places(text, names, Label.ORGANISATION),
        *(_places(text, people, Label.PERSON) if people else ()),
    ]
    known = [Span(*it.span()) for it in re.finditer(settled, text)] if settled else []
    joined = with_partnerships(text, sorted(found, key=lambda it: it.span), known)
    assert joined == sorted(joined, key=lambda it: it.span)
    return [it.text for it in joined if it.label is Label.ORGANISATION]


def _places(text: str, pattern: str, label: Label) -> list[Candidate]:
    return [
        Candidate(Span(*it.span()), it[0], label, ("model",), 0.9)
        for it in re.finditer(rf"\b(?:{pattern})\b", text)
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Dorsett and Quill LLP sued.",
        "Dorsett and Quill, Inc. sued.",
        "They went to the law firm Dorsett and Quill on Monday.",
        "They went to the brokerage of Dorsett and Quill on Monday.",
        "Dorsett and Quill is in Leeds.",
        "It is said that Dorsett and Quill has grown.",
        "Dorsett and Quill sued. So did Dorsett & Quill.",
    ],
)
def test_a_place_that_shows_one_name_joins_its_parts(text: str) -> None:
    assert {it.replace("&", "and")[:17] for it in organisations(text, "Dorsett & Quill|Dorsett|Quill")} == {
        "Dorsett and Quill"
    }


@pytest.mark.parametrize(
    "text",
    [
        "Dorsett and Quill sued.",
        "The merger of Dorsett and Quill is expected in May.",
        "They wrote to the retailers Dorsett and Quill on Monday.",
        "They wrote to its rival Dorsett and Quill on Monday.",
        "Dorsett and Quill Ltd met. Then Quill left.",
        "The clerk of Vela Dorsett and Quill Ltd met.",
        "Dorsett and Quill Capital is in Leeds.",
    ],
)
def test_others_stay_apart(text: str) -> None:
    assert not [it for it in organisations(text, "Dorsett|Quill") if " and " in it]


def test_one_place_is_enough_for_all() -> None:
    text = "They met Dorsett and Quill. Dorsett and Quill Ltd sued."
    assert organisations(text, "Dorsett|Quill") == ["Dorsett and Quill", "Dorsett and Quill Ltd"]


def test_longer_chains_and_those_who_are_not_named() -> None:
    assert organisations("Trask, Dorsett and Quill LLP sued.", "Dorsett|Quill LLP") == [
        "Trask, Dorsett and Quill LLP"
    ]
    assert organisations("They hired Trask, Dorsett and Co. in May.", "Trask|Dorsett and Co") == [
        "Trask, Dorsett and Co"
    ]


def test_what_is_known_places_and_people_are_no_parts() -> None:
    text = "Dorsett and Quill LLP sued. It rained."
    assert organisations(text, "Dorsett|Quill", settled="Quill") == ["Dorsett", "Quill"]
    assert organisations("England and Quill is new.", "England|Quill") == ["England", "Quill"]
    assert organisations("Jane and Omar has it.", "Jane|Omar") == ["Jane", "Omar"]
    people = "Dorsett and Quill LLP sued. It was Ana Dorsett who paid."
    assert organisations(people, "Quill", people="Ana Dorsett") == ["Quill"]


def test_a_firm_may_bear_the_names_of_its_people() -> None:
    text = "Dorsett and Quill LLP sued. Ana Dorsett and Ivo Quill founded it."
    assert organisations(text, "Quill LLP", people="Ana Dorsett|Ivo Quill") == ["Dorsett and Quill LLP"]
