import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.charts.timeline import HEIGHT, MAX_BARS, WIDTH, Timeline, timeline


def link(start: dt.date, end: dt.date) -> str:
    return f"?from={start}&to={end}"


def drawn(months: dict[dt.date, int]) -> Timeline:
    chart = timeline(months, link)
    assert chart
    return chart


def test_a_single_article_is_no_peak() -> None:
    assert drawn({dt.date(2024, 2, 1): 1}).bars[0].height == HEIGHT / 4


def test_nothing_dated_has_no_chart() -> None:
    assert timeline({}, link) is None


def test_months_between_are_there_and_empty() -> None:
    chart = drawn({dt.date(2025, 11, 1): 2, dt.date(2026, 2, 1): 4})
    assert [(bar.label, bar.count) for bar in chart.bars] == [
        ("November 2025", 2),
        ("December 2025", 0),
        ("January 2026", 0),
        ("February 2026", 4),
    ]
    assert (chart.highest, chart.period, chart.first, chart.last) == (
        4,
        "month",
        "November 2025",
        "February 2026",
    )


def test_a_bar_links_to_its_days_and_stands_on_the_ground() -> None:
    bar = drawn({dt.date(2024, 2, 1): 30}).bars[0]
    assert bar.url == "?from=2024-02-01&to=2024-02-29"
    assert (bar.y, bar.height) == (0, HEIGHT)


@pytest.mark.parametrize(
    ("years", "period", "label"),
    [
        (4, "month", "March 2000"),
        (6, "quarter", "January to March 2000"),
        (40, "year", "2000"),
        (90, "2 years", "1999 to 2000"),
    ],
)
def test_long_spans_are_drawn_in_longer_periods(years: int, period: str, label: str) -> None:
    chart = drawn({dt.date(2000, 3, 1): 1, dt.date(2000 + years, 3, 1): 1})
    assert (chart.period, chart.first) == (period, label)


months = st.dates(dt.date(1850, 1, 1), dt.date(2030, 12, 31)).map(lambda day: day.replace(day=1))


@given(st.dictionaries(months, st.integers(1, 1000), min_size=1))
def test_bars_keep_every_count_and_stay_inside(counts: dict[dt.date, int]) -> None:
    chart = drawn(counts)
    assert sum(bar.count for bar in chart.bars) == sum(counts.values())
    assert len(chart.bars) <= MAX_BARS
    for bar, after in zip(chart.bars, chart.bars[1:], strict=False):
        assert after.start == bar.end + dt.timedelta(days=1)
    assert all(
        bar.x >= 0 and bar.x + bar.width <= WIDTH + 0.02 and 0 <= bar.y <= HEIGHT for bar in chart.bars
    )


def test_the_ends_of_the_calendar_are_drawn() -> None:
    assert drawn({dt.date(9999, 12, 1): 1}).bars[0].end == dt.date.max
    whole = drawn({dt.date(1, 1, 1): 1, dt.date(9999, 12, 1): 1})
    assert (len(whole.bars), whole.period, whole.last) == (60, "167 years", "9854 to 9999")
