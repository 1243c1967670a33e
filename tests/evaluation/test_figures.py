"""Each measure on one small article: what counts as right, what as wrong, what as neither."""

import datetime as dt
from typing import Any

import pytest

from articles.evaluation.evaluate import Evaluation, evaluate
from articles.evaluation.facts import role_tally
from articles.evaluation.reliability import Bin
from articles.extraction.findings import FoundMoney, FoundTopic
from articles.resolution.links import EntityKind, Links, Role
from articles.text.article import Published
from tests.evaluation.readings import (
    ANA,
    LEDGER,
    ORIN,
    TEXT,
    VELA,
    aligned,
    article,
    entity,
    gold,
    links,
    mention,
    said,
    span,
)


def counts(measure: str, found: Links | None = None, **written: Any) -> tuple[int, int, int]:
    """Right, found and wanted of a reading of TEXT, whose gold is written with changes."""
    tally = result(found, **written).figures[measure]
    return tally.right, tally.found, tally.wanted


def result(found: Links | None = None, **written: Any) -> Evaluation:
    return evaluate([(gold(**written), article(), found or links())])


def test_a_perfect_reading_has_no_mistakes() -> None:
    for measure, tally in result().figures.items():
        assert (tally.precision, tally.recall, tally.notes) == (1, 1, ()), measure


def test_the_mistakes_of_articles_add_up_and_say_where_they_are() -> None:
    wrong = (gold(), article(), links(topics=()))
    assert evaluate([wrong, wrong]).figures["topics"].notes == ("one missed: Robotics",) * 2
    assert evaluate([wrong, wrong]).figures["quotes"].right == 4


def test_lines_that_are_kept_and_cut() -> None:
    kinds = "title boilerplate heading paragraph"
    figures = evaluate([(gold(), article(kinds=kinds), links())]).figures
    title, cut, kept, furniture = (len(it) for it in TEXT.split("\n\n"))
    body = figures["body"]
    assert (body.right, body.found, body.wanted) == (
        title + kept,
        title + kept + furniture,
        title + cut + kept,
    )
    assert (figures["furniture"].right, figures["furniture"].found, figures["furniture"].wanted) == (0, 1, 1)
    assert (figures["lines"].right, figures["lines"].found) == (1, 2)


def test_a_line_on_which_experts_differ_is_not_held_against_the_machine() -> None:
    either = "title paragraph paragraph|boilerplate boilerplate"
    for kind in ("paragraph", "boilerplate"):
        read = article(kinds=f"title paragraph {kind} boilerplate")
        figures = evaluate([(gold(lines=either), read, links())]).figures
        assert figures["body"].f1 == figures["furniture"].f1 == figures["lines"].f1 == 1


def test_mentions_are_right_to_the_character_and_of_the_right_sort() -> None:
    found = links(mentions=(mention(VELA, "Vela"), mention(ORIN, "Orin, "), mention(VELA, "Petrov", 2)))
    assert counts("organisations", found) == (1, 3, 6)
    assert counts("people", found) == (0, 0, 2)


def test_names_once_an_article() -> None:
    twice = entity("Vela Robotics")
    found = links(mentions=(mention(VELA, "Vela"), mention(VELA, "Vela", 2), mention(twice, "Vela", 3)))
    assert counts("organisations named", found) == (1, 2, 3)
    assert counts("kinds", found) == (1, 1, 1)


def test_kinds_of_organisations() -> None:
    bank = entity("Vela", EntityKind.PUBLIC_BODY)
    found = links(mentions=(mention(bank, "Vela"), mention(ORIN, "Orin"), mention(ANA, "Ana Petrov")))
    assert counts("kinds", found) == (1, 2, 2)


def test_a_place_that_is_open_counts_neither_for_nor_against() -> None:
    found = links(mentions=(mention(VELA, "robots"),), quotes=(said("smiled", None),))
    assert counts("organisations", found) == (0, 1, 6)
    assert counts("organisations", found, open=["robots"]) == (0, 0, 6)
    assert counts("quotes", found) == (0, 1, 2)
    assert counts("quotes", found, open=["smiled"]) == (0, 0, 2)


def test_quotes_that_are_cut_short_or_shown_as_fragments_are_missed() -> None:
    assert counts("quotes", links(quotes=(said("We like", ANA),))) == (0, 1, 2)
    assert counts("quotes", links(quotes=(said("We like robots", ANA, partial=True),))) == (0, 0, 2)


def test_a_fragment_counts_neither_for_nor_against() -> None:
    fragment = [{"by": "Ana Petrov", "words": "Robots like us.", "fragment": True}]
    assert counts("quotes", links(quotes=(said("Robots like us.", ANA),)), quotes=fragment) == (0, 0, 0)


@pytest.mark.parametrize(
    ("speaker", "expected"),
    [
        (ANA, (1, 1, 2)),
        (VELA, (0, 1, 2)),
        (None, (0, 0, 2)),
        (entity("Petrov", EntityKind.PERSON, linked=False), (0, 0, 2)),
    ],
)
def test_speakers(speaker: Any, expected: tuple[int, int, int]) -> None:
    assert counts("speakers", links(quotes=(said("We like robots,", speaker),))) == expected


def test_a_quote_that_nobody_named_says_wants_no_speaker() -> None:
    unnamed = [{"words": "We like robots,"}]
    assert counts("speakers", links(quotes=(said("We like robots,", None),)), quotes=unnamed) == (0, 0, 0)
    assert counts("speakers", links(quotes=(said("We like robots,", ANA),)), quotes=unnamed) == (0, 1, 0)


def test_a_speaker_is_known_by_the_places_that_name_him_whatever_he_is_called() -> None:
    ana = entity("Ana Maria Petrov", EntityKind.PERSON)
    found = links(mentions=(mention(ana, "Ana Petrov"),), quotes=(said("We like robots,", ana),))
    assert counts("speakers", found) == (1, 1, 2)


def test_roles_title_by_title() -> None:
    found = links(
        roles=(role("founder and CEO of robots"), role("CEO", company=ORIN), role("owner", past=True))
    )
    wanted = [
        {"person": "Ana Petrov", "title": "co-founder, chief executive", "at": "Vela"},
        {"person": "Ana Petrov", "title": "owner", "at": "Vela", "past": True},
    ]
    assert counts("roles", found, roles=wanted) == (2, 4, 3)


def test_a_role_whose_company_is_open() -> None:
    anywhere = gold(roles=[{"person": "Ana Petrov", "title": "chief", "any_company": True}])
    for company in (VELA, None):
        found = links(roles=(role("chief", company=company),))
        assert role_tally(anywhere, found, aligned(found)).f1 == 1


def test_money() -> None:
    pay = span("$5 million")
    for amount, currency, kind, expected in (
        (5_000_000, "USD", "acquisition", ((1, 1, 1), (1, 1, 1))),
        (5_000_000, "USD", "raised", ((1, 1, 1), (0, 1, 1))),
        (5_000_000, "EUR", "acquisition", ((0, 1, 1), (0, 0, 0))),
        (5, "USD", "acquisition", ((0, 1, 1), (0, 0, 0))),
    ):
        found = links(money=(FoundMoney(pay, amount, currency, kind),))
        assert (counts("money", found), counts("money kinds", found)) == expected


def test_cited_outlets_and_topics() -> None:
    found = links(cited=(LEDGER, VELA), topics=(FoundTopic("robotics", 1), FoundTopic("space", 1)))
    assert counts("cited", found) == (1, 2, 1)
    assert counts("topics", found) == (1, 2, 1)


def test_the_date() -> None:
    day = dt.date(2025, 3, 4)
    dated = article(published=Published(day, "file"))
    tallies = [
        evaluate([(gold(published=wanted), read, links())]).figures["dates"]
        for wanted in (day, dt.date(2025, 3, 5), None)
        for read in (dated, article())
    ]
    assert [(it.right, it.found, it.wanted) for it in tallies] == [
        (1, 1, 1), (0, 0, 1), (0, 1, 1), (0, 0, 1), (0, 1, 0), (0, 0, 0),
    ]  # fmt: skip


def test_how_sure_and_how_often_right() -> None:
    found = links(
        mentions=(
            mention(VELA, "Vela", confidence=1.0),
            mention(ORIN, "Orin", confidence=0.95),
            mention(ORIN, "robots", confidence=0.55),
        ),
        quotes=(said("We like robots,", ANA, confidence=0.8), said("Robots like us.", None, confidence=0.2)),
    )
    reliability = result(found).reliability
    assert reliability["names"] == (Bin(0.5, 0.6, 0, 1), Bin(0.9, 1.0, 2, 2))
    assert reliability["speakers"] == (Bin(0.8, 0.9, 1, 1),)


def role(title: str, *, company: Any = VELA, past: bool = False) -> Role:
    return Role(ANA, title, company, past, span("Petrov smiled."))
