import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.text.dates import dateline_date, read_date_line

DAY = dt.date(2025, 6, 24)


@pytest.mark.parametrize(
    "line",
    [
        "June 24, 2025",
        "24 June 2025",
        "24 Jun 2025",
        "Jun. 24, 2025",
        "24th of June, 2025",
        "2025-06-24",
        "2025/06/24 15:15",
        "2025-06-24T15:15:19Z",
        "06/24/2025",
        "24.06.2025",
        "6/24/25 11:04 PM EST",
        "Tuesday, June 24, 2025 at 3:15 p.m. ET",
        "Published: Tue, 24 Jun 2025 10:48 GMT",
        "Posted on June 24, 2025 · 5 min read",
        "PUBLISHED: 10:48, Tue, Jun 24, 2025 | UPDATED: 11:05, Wed, Jun 25, 2025",
        "Updated June 25, 2025; first published June 24, 2025",
        "Published Tue, Jun 24 20254:29 AM EST Updated an hour ago",
    ],
)
def test_reads_date_lines_of_many_forms(line: str) -> None:
    read = read_date_line(line)
    assert read is not None
    assert (read.date, read.updated, read.rest) == (DAY, False, "")


def test_says_what_else_stands_on_the_line() -> None:
    read = read_date_line("Jane Doe - Jun 24, 2025, 10:31 pm CST")
    assert read is not None
    assert (read.date, read.rest) == (DAY, "Jane Doe")


def test_tells_an_update_from_the_first_appearance() -> None:
    read = read_date_line("Last updated: 24 June 2025")
    assert read is not None
    assert (read.date, read.updated) == (DAY, True)


@pytest.mark.parametrize(
    "line",
    [
        "Updated 3:15 pm EDT",
        "3 hours ago",
        "Posted 2 days ago",
        "Monday 5:30PM",
        "04/05/2025",
        "June 31, 2025",
    ],
)
def test_knows_lines_about_time_that_name_no_day(line: str) -> None:
    read = read_date_line(line)
    assert read is not None
    assert read.date is None


@pytest.mark.parametrize(
    "line",
    [
        "",
        "Vela buys Norrland",
        "Top 10 cloud companies",
        "Chapter 11",
        "$24.50 a share",
        "word " * 40 + "June 24, 2025",
    ],
)
def test_leaves_other_lines_alone(line: str) -> None:
    assert read_date_line(line) is None


@pytest.mark.parametrize(
    "paragraph",
    [
        "OSLO, June 24, 2025 (Northwire) — Vela Systems said it would buy Norrland.",
        "OSLO – 24 June 2025 – Vela Systems said it would buy Norrland.",
        "OSLO, Norway--(NORTHWIRE)--June 24, 2025--Vela Systems said it would buy Norrland.",
        "Vela Systems announced today, June 24, 2025, that it would buy Norrland.",
    ],
)
def test_reads_the_date_of_a_dateline(paragraph: str) -> None:
    assert dateline_date(paragraph) == DAY


@pytest.mark.parametrize(
    "paragraph",
    [
        "Vela Systems, which was founded on June 24, 2025, said it would buy Norrland.",
        "On June 24, 2025, Vela Systems said it would buy Norrland.",
        "By 24 June 2025 the company had lost half of its customers – and its chief.",
        "OSLO (Northwire) — Vela Systems said on Tuesday it would buy Norrland.",
        "Vela. " * 60 + "OSLO, June 24, 2025 — too far down",
    ],
)
def test_leaves_dates_of_other_things_alone(paragraph: str) -> None:
    assert dateline_date(paragraph) is None


@given(st.text(alphabet="June 2405-/.:T pmUpdated,", max_size=150))
def test_never_raises(line: str) -> None:
    read_date_line(line)
    dateline_date(line)


@given(
    st.dates(min_value=dt.date(1980, 1, 1), max_value=dt.date(2059, 12, 31)),
    st.sampled_from(["%B %d, %Y", "%d %b %Y", "%Y-%m-%d"]),
)
def test_reads_any_day(date: dt.date, form: str) -> None:
    read = read_date_line(date.strftime(form))
    assert read is not None
    assert read.date == date
