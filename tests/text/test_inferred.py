import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.text.date_range import DateRange
from articles.text.given import Given
from articles.text.inferred import infer_range
from articles.text.parse import parse


def day(text: str) -> dt.date | None:
    return dt.date.fromisoformat(text) if text else None


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("Vela was founded in 2016.", "2016-01-01", ""),
        ("Vela was founded in 2012 and bought Norrland in March 2019.", "2019-03-01", ""),
        ("Vela opened a plant on March 5, 2023. It will open the next one in June 2023.", "2023-03-05", "2023-06-30"),
        ("Vela opened a plant on 5 March 2023.", "2023-03-05", ""),
        ("The plant will open in June 2023.", "", "2023-06-30"),
        ("Vela has sold arms since 2019. It expects to have sold a million by 2030.", "2019-01-01", ""),
        ("Vela has sold arms since 2019. It will have sold a million of them in 2030.", "2019-01-01", ""),
        ("The market would be worth more in 2025. Vela raised money in 2022.", "2022-01-01", ""),
        ("OSLO, June 3 (Northwire) - Vela said it lost money in 2018.", "2018-01-01", ""),
        ("OSLO, Monday, June 3 (Northwire) — Vela said it lost money in 2018.", "2019-06-03", "2019-06-03"),
        ("OSLO, June 3 (Northwire) - Vela said it lost money in July 2018.", "2019-06-03", "2019-06-03"),
    ],
)  # fmt: skip
def test_what_the_text_says_of_its_own_time(text: str, first: str, last: str) -> None:
    assert infer_range([text]) == DateRange(day(first), day(last))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Vela opened a plant on Monday.",
        "Vela sold 2016 arms.",
        "The Act of 1890 was passed in 1890.",
        "The fashion of the 2010s was sold in 1850.",
        "Vela plans for 2030.",
        "OSLO, June 3 (Northwire) - Vela said it lost money.",
        "Vela was sold on June 31, 2019.",
    ],
)
def test_where_nothing_tells(text: str) -> None:
    assert infer_range([text]) is None


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        ("2023-03-01", "2023-05-31", "between March and May 2023"),
        ("2022-03-01", "2023-05-31", "between March 2022 and May 2023"),
        ("2016-01-01", "2018-12-31", "between 2016 and 2018"),
        ("2016-01-01", "2016-05-31", "between 2016 and May 2016"),
        ("2016-01-01", "2016-12-31", "in 2016"),
        ("2016-03-05", "2016-03-31", "in March 2016"),
        ("2016-03-01", "", "in or after March 2016"),
        ("2016-01-01", "", "in or after 2016"),
        ("", "2016-12-31", "in or before 2016"),
        ("", "2016-05-31", "in or before May 2016"),
        ("2019-06-03", "2019-06-03", "on 3 June 2019"),
    ],
)
def test_a_range_in_words(first: str, last: str, words: str) -> None:
    assert DateRange(day(first), day(last)).in_words() == words


def test_an_article_with_a_date_has_nothing_inferred() -> None:
    body = "Vela was founded in 2016 and makes arms that pick things up from the floor.\n"
    assert parse(f"Vela grows\n\n{body}".encode()).inferred == DateRange(dt.date(2016, 1, 1), None)
    assert parse(f"Vela grows\n\nJune 24, 2025\n\n{body}".encode()).inferred is None
    assert (
        parse(f"Vela grows\n\n{body}".encode(), given=Given(published=dt.date(2025, 6, 24))).inferred is None
    )


@given(
    st.lists(
        st.sampled_from(["June", " 31", ", 2019", " in 2020", " was", " will", ". ", "OSLO", " (X) -", "\n", "by 9999"])
        | st.text(max_size=5),
        max_size=40,
    ).map("".join)
)  # fmt: skip
def test_bounds_are_in_order(text: str) -> None:
    found = infer_range([text])
    assert found is None or found.first or found.last
    assert found is None or not (found.first and found.last) or found.first <= found.last
    assert found is None or found.in_words()
