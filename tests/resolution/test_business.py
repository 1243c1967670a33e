"""In news of other fields, only what is called a firm is a company."""

import pytest

from articles.extraction.context import around
from articles.extraction.findings import Candidate, Label, Span
from articles.resolution.business import is_business_news, is_called_firm, is_plainly_business_news
from articles.resolution.trust import believed

OTHER_NEWS = "The storm came at night. Trees fell on the road, and the river rose over its banks. " * 8
BUSINESS_NEWS = "The company sells boats to retailers. Its revenue rose, and investors bought shares. " * 8


def candidate(text: str, name: str, confidence: float = 0.9) -> Candidate:
    start = text.index(name)
    evidence = around(text, start, start + len(name), 0, len(text))
    return Candidate(
        Span(start, start + len(name)), name, Label.ORGANISATION, tuple(sorted(evidence)), confidence
    )


def names(text: str, *those: str) -> list[str]:
    return [it.text for it in believed(text, [candidate(text, name) for name in those], [])]


def test_business_news_is_told_by_its_words() -> None:
    assert is_business_news(BUSINESS_NEWS)
    assert not is_business_news(OTHER_NEWS)


def test_a_short_text_does_not_tell() -> None:
    assert is_business_news("The storm came at night.")


def test_what_other_news_names_is_no_company_unless_it_is_called_one() -> None:
    text = "Vela Norvane closed the bridge. The carmaker Orin Tessaly closed too. "
    assert names(text + OTHER_NEWS, "Vela Norvane", "Orin Tessaly") == ["Orin Tessaly"]
    assert names(text + BUSINESS_NEWS, "Vela Norvane", "Orin Tessaly") == ["Vela Norvane", "Orin Tessaly"]


def test_other_news_may_name_what_tells_another_kind() -> None:
    text = "Vela University closed. "
    assert names(text + OTHER_NEWS, "Vela University") == ["Vela University"]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Vela Airlines stayed away.", "Vela Airlines"),
        ("Vela Norvane LLC stayed away.", "Vela Norvane LLC"),
        ("Vela.com stayed away.", "Vela.com"),
        ("The retailer Vela stayed away.", "Vela"),
        ("Vela, a maker of boats, stayed away.", "Vela"),
        ("The CEO of Vela stayed away.", "Vela"),
    ],
)
def test_a_firm_is_called_one_by_its_name_or_the_words_around(text: str, name: str) -> None:
    assert is_called_firm(candidate(text, name))


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Vela’s laws hold.", "Vela"),
        ("The developer Ana Petrov stayed away.", "Ana Petrov"),
        ("The film’s producer Anna Vela stayed away.", "Anna Vela"),
        ("Vela said so.", "Vela"),
    ],
)
def test_anybody_has_laws_and_speaks(text: str, name: str) -> None:
    assert not is_called_firm(candidate(text, name))


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The rival Vela stayed away.", "Vela"),
        ("A group called Vela stayed away.", "Vela"),
        ("Anna Berg of Vela stayed away.", "Vela"),
    ],
)
def test_others_than_firms_are_rivals_groups_and_where_people_are_from(text: str, name: str) -> None:
    assert not is_called_firm(candidate(text, name))


def test_between_the_two_a_name_must_be_called_a_firm_or_be_very_likely() -> None:
    text = "Vela Norvane closed the bridge. " + OTHER_NEWS + "They sell boats to a company. "
    assert is_business_news(text)
    assert not is_plainly_business_news(text)
    likely, unlikely = (candidate(text, "Vela Norvane", share) for share in (0.95, 0.85))
    assert believed(text, [likely], []) == [likely]
    assert believed(text, [unlikely], []) == []
