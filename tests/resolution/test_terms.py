"""Abbreviations and what they are short for."""

import pytest

from articles.resolution.terms import introduced, terms


@pytest.mark.parametrize(
    ("text", "short", "long"),
    [
        ("Salted and smoked fish (SSF) is dear.", "SSF", "Salted and smoked fish"),
        ("crops that are wind resistant (WR) grow", "WR", "wind resistant"),
        ("They call it long harbour cough, or LHC.", "LHC", "long harbour cough"),
        ("The Saltmarsh Weather Service (SWS) warned.", "SWS", "Saltmarsh Weather Service"),
        ("Sailors and Boatmen's Union (the SBU) met.", "SBU", "Sailors and Boatmen's Union"),
    ],
)
def test_words_with_the_letters_stand_before_an_abbreviation(text: str, short: str, long: str) -> None:
    assert introduced(text) == {short: long}


@pytest.mark.parametrize(
    "text", ["The boat (WR) sank.", "They met Vela (VNR) there.", "wind\n\nresistant (WR)", "wind or WR"]
)
def test_other_words_do_not(text: str) -> None:
    assert introduced(text) == {}


def test_terms_are_in_lower_case_but_for_a_capital_at_the_head_of_a_sentence() -> None:
    assert terms("Wind resistant (WR) crops, not the Windward Rail (WRL).") == {"WR"}
