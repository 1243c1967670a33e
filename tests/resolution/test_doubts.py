from collections.abc import Iterable

import pytest

from articles.extraction.findings import Candidate, Label, Span
from articles.resolution.gazetteer import Gazetteer
from articles.resolution.knowledge import Facts, Knowledge, Known, KnownRole
from articles.resolution.known import rule
from articles.resolution.links import EntityKind
from articles.text.article import Block, BlockKind

COMPANY, PERSON = EntityKind.COMPANY, EntityKind.PERSON
GAZETTEER = Gazetteer(
    Knowledge(
        (
            Known("Harbour", COMPANY, (), ("Harbour",), Facts(legal_form="Corporation")),
            Known("Apple", COMPANY, (), ("Apple",)),
            Known("Orchard", COMPANY, (), ("Orchard",), Facts(ticker="NYSE:ORC")),
            Known("Tessaly", COMPANY),
            Known("Amazon", COMPANY, (), ("Amazon",)),
            Known("Nothing", COMPANY, (), ("Nothing",)),
            Known("Council of Tides", EntityKind.PUBLIC_BODY, (), ("Tides",)),
            Known("The Lantern Post", EntityKind.MEDIA, (), ("Post",)),
            Known("Tessaly Data", COMPANY, ("TDA", "TDL")),
            Known("Ana Petrov", PERSON, (), ("Petrov",), roles=(KnownRole("CEO", "Harbour"),)),
            Known("Ian Gale", PERSON, (), ("Gale",)),
        ),
        "1",
    )
)


def means(text: str, organisations: Iterable[str] = (), people: Iterable[str] = ()) -> list[tuple[str, str]]:
    """The known names in a text as they stand there, with whom they mean; names that the model proposes are given."""
    candidates = [
        Candidate(Span(at, at + len(name)), name, label, ("model",), 0.8)
        for label, those in ((Label.ORGANISATION, organisations), (Label.PERSON, people))
        for name in those
        for at in range(len(text))
        if text.startswith(name, at)
    ]
    candidates.sort(key=lambda candidate: candidate.span)
    hits = GAZETTEER.hits(text, [Block(BlockKind.PARAGRAPH, 0, len(text))])
    mentions, _ = rule(text, hits, candidates)
    return [(text[it.span.start : it.span.end], it.entity.name) for it in mentions]


@pytest.mark.parametrize(
    "text",
    [
        "Traders sold shares of Harbour.",
        "Shares of Harbour rose.",
        "They met the Harbour-backed lender.",
        "They met Harbour CEO Ida Holt.",
        "They like the startup Harbour.",
        "They like Harbour Corp best.",
        "They like Harbour, a maker of lamps.",
    ],
)
def test_the_words_around_speak_for_an_organisation(text: str) -> None:
    assert means(text) == [("Harbour", "Harbour")]


def test_the_model_speaks_for_a_name_that_is_no_word_of_the_article() -> None:
    assert means("They like Harbour.", ["Harbour"]) == [("Harbour", "Harbour")]
    assert means("They like Harbour. Each harbour is deep.", ["Harbour"]) == []


def test_a_surname_beside_an_employer_is_that_person_even_where_the_model_sees_a_firm() -> None:
    text = "Harbour Corp grew. Petrov was glad."
    assert ("Petrov", "Ana Petrov") in means(text, ["Petrov"])
    assert means("Petrov was glad.", ["Petrov"]) == []
    assert means(text) == [("Harbour", "Harbour")]
    assert means("Gale was glad.", ["Gale"]) == []


@pytest.mark.parametrize(
    "text",
    [
        "They like Harbour.",
        "A boat left the Harbour.",
        "Harbour of Norvane: a harbour announced by bells.",
        "Nothing announced by them was new.",
        "Nothing, a company said, was new.",
    ],
)
def test_a_word_with_a_capital_is_nobody(text: str) -> None:
    assert means(text, ["Nothing"]) == []


def test_a_word_stays_a_word_where_the_article_is_about_the_company() -> None:
    text = "Shares of Harbour rose. Harbour walls fell, and a harbour closed. Harbour employees left."
    assert means(text) == [("Harbour", "Harbour")] * 2


def test_another_legal_form_is_another_company() -> None:
    assert means("They like Harbour GmbH, a maker of lamps.", ["Harbour"]) == []


def test_a_product_speaks_for_its_maker() -> None:
    assert means("They like Apple.") == []
    assert means("They like Apple and the iPhone.") == [("Apple", "Apple")]


def test_an_outlet_is_not_meant_by_the_last_word_of_its_name_alone() -> None:
    assert means("They read the Post.", ["Post"]) == []
    assert means("They read The Lantern Post, and the Post again.", ["Post"]) == [
        ("The Lantern Post", "The Lantern Post"),
        ("Post", "The Lantern Post"),
    ]


def test_public_bodies_may_follow_an_article() -> None:
    assert means("They asked the Tides.", ["Tides"]) == [("Tides", "Council of Tides")]


def test_a_person_named_in_full_speaks_for_the_company_and_the_company_for_the_surname() -> None:
    assert means("Ana Petrov likes Harbour.", people=["Ana Petrov"]) == [
        ("Ana Petrov", "Ana Petrov"),
        ("Harbour", "Harbour"),
    ]
    assert means("They sold shares of Harbour, and Petrov left.", people=["Petrov"]) == [
        ("Harbour", "Harbour"),
        ("Petrov", "Ana Petrov"),
    ]


def test_a_surname_far_from_the_employer_is_nobody_known() -> None:
    assert means("Then Petrov left.", people=["Petrov"]) == []
    assert means("Then Gale left.", people=["Gale"]) == [("Gale", "Ian Gale")]
    assert means("A Gale blew.") == []


OTHER_NEWS = " The storm came at night. Trees fell on the road, and the river rose over its banks." * 8


def test_in_other_news_the_model_alone_does_not_speak_for_a_word() -> None:
    text = "People went to Harbour and came back."
    assert means(text, ["Harbour"]) == [("Harbour", "Harbour")]
    assert means(text + OTHER_NEWS, ["Harbour"]) == []
    assert means(f"The retailer Harbour shut.{OTHER_NEWS}", ["Harbour"]) == [("Harbour", "Harbour")]


def test_in_other_news_a_firm_with_a_ticker_needs_the_model_only() -> None:
    assert means(f"People went to Orchard and came back.{OTHER_NEWS}", ["Orchard"]) == [
        ("Orchard", "Orchard")
    ]


def test_in_other_news_a_person_is_no_company_of_the_name() -> None:
    assert means("Tessaly ran home.", (), ["Tessaly"]) == [("Tessaly", "Tessaly")]
    assert means(f"Tessaly ran home.{OTHER_NEWS}", (), ["Tessaly"]) == []


def test_a_word_within_a_longer_name_means_nobody() -> None:
    candidates = [Candidate(Span(4, 17), "North Harbour", Label.PLACE, ("model",), 0.9)]
    text = "The North Harbour, a rival said, sells."
    mentions, _ = rule(text, GAZETTEER.hits(text, [Block(BlockKind.PARAGRAPH, 0, len(text))]), candidates)
    assert mentions == []


def test_a_word_that_begins_another_compound_means_nobody() -> None:
    text = "The crew of Harbour-Eye sailed."
    candidates = [Candidate(Span(12, 23), "Harbour-Eye", Label.ORGANISATION, ("model",), 0.9)]
    mentions, _ = rule(text, GAZETTEER.hits(text, [Block(BlockKind.PARAGRAPH, 0, len(text))]), candidates)
    assert mentions == []


def test_the_short_form_of_a_place_is_no_firm() -> None:
    text = "The Amazon rainforest burns. They ask about Amazon issues."
    assert means(text, ["Amazon"]) == []
    assert means(text.replace("Amazon rainforest", "rainforest"), ["Amazon"]) == [("Amazon", "Amazon")]


def test_a_ship_is_no_firm_of_its_name() -> None:
    assert means("They met on the yacht Orchard.", ["Orchard"]) == []
    assert means("They met on the yacht. Orchard came.", ["Orchard"]) == [("Orchard", "Orchard")]


def test_an_abbreviation_of_something_else_is_no_firm() -> None:
    assert means("Tall daisy leaves (TDL) grow.", ["TDL"]) == []
    assert means("The Tidal Drainage Authority (TDA) met.", ["TDA"]) == []
    assert means("They met TDA.", ["TDA"]) == [("TDA", "Tessaly Data")]
