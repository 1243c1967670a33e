"""What kind of organisation a name is."""

import pytest

from articles.extraction.context import around
from articles.extraction.findings import Candidate, Label, Span
from articles.resolution.kinds import kind_of, kinds_told
from articles.resolution.links import EntityKind


def told(text: str, name: str) -> dict[str, EntityKind]:
    start = text.index(name)
    span = Span(start, start + len(name))
    evidence = tuple(sorted(around(text, span.start, span.end, 0, len(text))))
    return kinds_told(text, [Candidate(span, name, Label.ORGANISATION, evidence, 0.9)])


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Vela is for sale, the newspaper Orin says.", "Orin"),
        ("One news site, Orin, has pictures.", "Orin"),
        ("Orin first reported the sale.", "Orin"),
        ("Orin, which first reported the sale, is glad.", "Orin"),
        ("The sale was first reported by the Orin.", "Orin"),
        ("She told the Saltmarsh Standard that it rained.", "Saltmarsh Standard"),
        ("It rained, the Saltmarsh Standard reported.", "Saltmarsh Standard"),
    ],
)
def test_what_an_article_takes_news_from_is_an_outlet(text: str, name: str) -> None:
    assert told(text, name) == {name: EntityKind.MEDIA}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("She told Orin that it rained.", "Orin"),
        ("Orin reported a loss.", "Orin"),
        ("The Saltmarsh Standard sells boats.", "Saltmarsh Standard"),
        ("The Saltmarsh Standard reported a loss.", "Saltmarsh Standard"),
    ],
)
def test_a_company_is_told_and_reports_as_well(text: str, name: str) -> None:
    assert told(text, name) == {}


def test_who_only_paid_is_a_fund() -> None:
    assert told("The round was led by Orin.", "Orin") == {"Orin": EntityKind.FUND}


def test_a_name_that_tells_its_kind_keeps_it() -> None:
    assert kind_of("Saltmarsh Courier") is EntityKind.MEDIA
    assert told("The round was led by Saltmarsh University.", "Saltmarsh University") == {}


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("She leads the charity Orin.", EntityKind.NON_PROFIT),
        ("The advocacy group Orin is against it.", EntityKind.NON_PROFIT),
        ("He left the ruling party Orin in May.", EntityKind.NON_PROFIT),
        ("Orin, a small Dutch non-profit, is against it.", EntityKind.NON_PROFIT),
        ("The state-run news agency Orin said so.", EntityKind.MEDIA),
        ("It was spotted by the site Orin.", EntityKind.MEDIA),
        ("Orin, a $90 million growth fund, is new.", EntityKind.FUND),
        ("The private equity firm Orin is for sale.", EntityKind.FUND),
        ("It counts the VCs Saltmarsh and Orin among its owners.", EntityKind.FUND),
    ],
)
def test_a_name_is_what_the_article_calls_it(text: str, kind: EntityKind) -> None:
    assert told(text, "Orin") == {"Orin": kind}


@pytest.mark.parametrize(
    "text",
    [
        "The startup Orin sells to charities.",
        "Orin, which made software for a charity, is glad.",
        "It spoke to a charity. Orin did not.",
        "Orin, a startup, has a pension fund.",
    ],
)
def test_what_else_the_sentence_speaks_of_tells_nothing(text: str) -> None:
    assert told(text, "Orin") == {}


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Saltmarsh Party", EntityKind.NON_PROFIT),
        ("Saltmarsh General Hospital", EntityKind.NON_PROFIT),
        ("Centre for Quiet Seas", EntityKind.NON_PROFIT),
        ("Academy of Boats", EntityKind.NON_PROFIT),
        ("Office of Salt", EntityKind.PUBLIC_BODY),
        ("National Salt Center", EntityKind.PUBLIC_BODY),
        ("Coast Guard", EntityKind.PUBLIC_BODY),
        ("House", EntityKind.PUBLIC_BODY),
        ("Boat House", EntityKind.COMPANY),
        ("Boatnews", EntityKind.MEDIA),
        ("Saltmarsh Data Center", EntityKind.COMPANY),
        ("Boat Academy", EntityKind.COMPANY),
    ],
)
def test_words_of_the_name_tell_its_kind(name: str, kind: EntityKind) -> None:
    assert kind_of(name) is kind


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Saltmarsh Working Group", EntityKind.NON_PROFIT),
        ("Saltmarsh Football Club", EntityKind.NON_PROFIT),
        ("Norway Rowing", EntityKind.NON_PROFIT),
        ("Rowing Norway", EntityKind.NON_PROFIT),
        ("Reserve Bank of Saltmarsh", EntityKind.PUBLIC_BODY),
        ("State Emergency Service", EntityKind.PUBLIC_BODY),
        ("Vela Rowing", EntityKind.COMPANY),
        ("Saltmarsh Club", EntityKind.COMPANY),
        ("Saltmarsh Group", EntityKind.COMPANY),
    ],
)
def test_circles_bodies_of_sport_and_services_of_the_state(name: str, kind: EntityKind) -> None:
    assert kind_of(name) is kind


def test_letters_in_brackets_are_of_the_kind_that_the_words_before_them_tell() -> None:
    assert told("The Boatmen and Sailors Union (BSU) met.", "BSU") == {"BSU": EntityKind.NON_PROFIT}
