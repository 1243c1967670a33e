import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.search.language.dates import read_date
from articles.search.language.nodes import Precision


@pytest.mark.parametrize(
    ("typed", "day", "precision"),
    [
        ("2024", dt.date(2024, 1, 1), Precision.YEAR),
        ("2024-03", dt.date(2024, 3, 1), Precision.MONTH),
        ("2024/3", dt.date(2024, 3, 1), Precision.MONTH),
        ("03/2024", dt.date(2024, 3, 1), Precision.MONTH),
        ("March 2024", dt.date(2024, 3, 1), Precision.MONTH),
        ("mar-2024", dt.date(2024, 3, 1), Precision.MONTH),
        ("2024 Sept.", dt.date(2024, 9, 1), Precision.MONTH),
        ("2024-03-15", dt.date(2024, 3, 15), Precision.DAY),
        ("20240315", dt.date(2024, 3, 15), Precision.DAY),
        ("15.3.2024", dt.date(2024, 3, 15), Precision.DAY),
        ("15 March 2024", dt.date(2024, 3, 15), Precision.DAY),
        ("the 15th", None, None),
        ("15th of March, 2024", dt.date(2024, 3, 15), Precision.DAY),
        ("March 15, 2024", dt.date(2024, 3, 15), Precision.DAY),
        ("March 32, 2024", None, None),
        ("2024-02-30", None, None),
        ("marble 2024", None, None),
        ("3/4/2024", None, None),
        ("٢٠٢٤", None, None),
    ],
)
def test_dates_are_read_in_many_spellings(
    typed: str, day: dt.date | None, precision: Precision | None
) -> None:
    assert read_date(typed) == ((day, precision) if day else None)


@given(st.text(max_size=30))
def test_anything_can_be_asked(typed: str) -> None:
    read_date(typed)
