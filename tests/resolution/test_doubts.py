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
            Known("Nothing", COMPANY, (), ("Nothing",)),
            Known("Council of Tides", EntityKind.PUBLIC_BODY, (), ("Tides",)),
            Known("The Lantern Post", EntityKind.MEDIA, (), ("Post",)),
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
