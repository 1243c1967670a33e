import pytest
from hypothesis import given

from articles.extraction.cited import find_cited
from tests.extraction.prose import article, candidates, hostile_text


@pytest.mark.parametrize(
    "text",
    [
        "According to the Daily Ledger, Vela is for sale.",
        "Jane Doe told the Daily Ledger that Vela is for sale.",
        "The Daily Ledger reported that Vela is for sale.",
        "Vela is for sale, the Daily Ledger first reported on Monday.",
        "Vela is for sale, as reported by the Daily Ledger.",
        "Vela is for sale, a report from the Daily Ledger says.",
        "Vela is for sale, says the Daily Ledger’s report.",
        "In an interview with the Daily Ledger, Jane Doe denied it.",
        "Vela is for sale, says the Daily Ledger.",
        "Vela is for sale (via Daily Ledger).",
        "Vela is for sale, the Daily Ledger has learned.",
        "Vela confirmed the sale of its shares to the Daily Ledger.",
        "The price, according to data from the Daily Ledger, is high.",
        "A piece in the Daily Ledger tells how Vela was sold.",
        "The news was confirmed separately by the Daily Ledger.",
        "This Daily Ledger exclusive tells why Vela is for sale.",
        "The Daily Ledger first had the names of the buyers.",
        "Jane Doe said in a statement to the Daily Ledger that Vela is for sale.",
        "Jane Doe told the newspaper Daily Ledger that Vela is for sale.",
        "Jane Doe told the Danish weekly Daily Ledger that Vela is for sale.",
    ],
)
def test_outlets(text: str) -> None:
    assert [text[span.start : span.end] for span in find_cited(article(text), candidates(text))] == [
        "Daily Ledger"
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Vela bought the Daily Ledger.",
        "Vela wants to sell to the Daily Ledger.",
        "The Daily Ledger found a buyer.",
        "Jane Doe told Omar Reyes.",
        "The Daily Ledger fell 3%.",
        "",
    ],
)
def test_no_outlets(text: str) -> None:
    assert find_cited(article(text), candidates(text)) == ()


@given(hostile_text)
def test_any_text(text: str) -> None:
    spans = find_cited(article(text), candidates(text))
    assert all(0 <= span.start < span.end <= len(text) for span in spans)
