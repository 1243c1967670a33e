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
        ("Orin first reported the sale.", "Orin"),
        ("Orin, which first reported the sale, is glad.", "Orin"),
        ("The sale was first reported by the Orin.", "Orin"),
        ("She told the Saltmarsh Standard that it rained.", "Saltmarsh Standard"),
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
    ],
)
def test_a_company_is_told_and_reports_as_well(text: str, name: str) -> None:
    assert told(text, name) == {}


def test_who_only_paid_is_a_fund() -> None:
    assert told("The round was led by Orin.", "Orin") == {"Orin": EntityKind.FUND}


def test_a_name_that_tells_its_kind_keeps_it() -> None:
    assert kind_of("Saltmarsh Courier") is EntityKind.MEDIA
    assert told("The round was led by Saltmarsh University.", "Saltmarsh University") == {}
