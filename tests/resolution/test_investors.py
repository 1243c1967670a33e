"""Funds by what an article says of them: that they paid."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.extraction.findings import Candidate, Label, Span
from articles.resolution.investors import investors


def candidate(text: str, name: str, *evidence: str) -> Candidate:
    start = text.index(name)
    return Candidate(Span(start, start + len(name)), name, Label.ORGANISATION, evidence, 0.9)


@pytest.mark.parametrize(
    "text",
    [
        "The round was led by Vela.",
        "It was led by Norvane Capital, with participation from Harbour Ventures, Vela and others.",
        "Existing investors Norvane (through its fund) and Vela came back.",
        "Investors include Norvane, Orin and Vela.",
        "It has raised $5 million from Norvane Capital, as well as Vela.",
        "Norvane Capital, Vela and Ana Petrov also participated.",
        "Vela, which has an office in Graz, sold nothing.\nBackers include Orin and Vela.",
    ],
)
def test_who_paid_is_a_fund(text: str) -> None:
    start = text.rindex("Vela")
    place = Candidate(Span(start, start + 4), "Vela", Label.ORGANISATION, (), 0.9)
    assert investors(text, [place]) == {"Vela"}


@pytest.mark.parametrize(
    ("text", "name", "evidence"),
    [
        ("The march was led by a man. Vela sells boats.", "Vela", ()),
        ("The round was led by Norvane. It competes with Vela.", "Vela", ()),
        ("The round was led by Vela, a maker of boats.", "Vela", ("firm after",)),
        ("The round was led by Vela Holdings.", "Vela Holdings", ()),
    ],
)
def test_others_are_not(text: str, name: str, evidence: tuple[str, ...]) -> None:
    assert investors(text, [candidate(text, name, *evidence)]) == set()


def test_a_firm_that_invests_is_a_fund() -> None:
    text = "The round was led by Vela, the investment firm of Ana Petrov."
    assert investors(text, [candidate(text, "Vela", "firm after")]) == {"Vela"}


def test_a_company_that_paid_once_stays_a_company() -> None:
    text = "Vela grew. Vela sold boats. Vela has also invested."
    places = [
        Candidate(Span(at, at + 4), "Vela", Label.ORGANISATION, (), 0.9)
        for at in range(len(text))
        if text.startswith("Vela", at)
    ]
    assert investors(text, places) == set()


@given(st.text(alphabet="Aa, .and(by led)\n", max_size=300))
def test_any_text_is_read(text: str) -> None:
    places = [Candidate(Span(at, at + 1), "A", Label.ORGANISATION, (), 0.9) for at in (0, len(text) // 2)]
    assert investors(text, places) <= {"A"}
