"""Dates as people type them into a search: a year, a month or a day."""

import datetime as dt
import re

from articles.search.language.nodes import Precision

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_NAMES = (
    *("january", "february", "march", "april", "may", "june", "july"),
    *("august", "september", "october", "november", "december", "sept"),
)
_YEAR = r"(?P<year>[12]\d{3})"
_MONTH = r"(?P<month>\d{1,2})"
_DAY = r"(?P<day>\d{1,2})"
_NAME = r"(?P<name>[a-z]{3,9})\.?"
_NTH = rf"{_DAY}(?:st|nd|rd|th)?"
_FORMS = tuple(
    re.compile(it, re.ASCII | re.IGNORECASE)
    for it in (
        _YEAR,
        rf"{_YEAR}[-/.]{_MONTH}",
        rf"{_MONTH}[-/.]{_YEAR}",
        rf"{_YEAR}[-/.]{_MONTH}[-/.]{_DAY}",
        rf"{_YEAR}(?P<month>\d\d)(?P<day>\d\d)",
        rf"{_DAY}\.\s?{_MONTH}\.\s?{_YEAR}",
        rf"{_NAME}[\s-]{_YEAR}",
        rf"{_YEAR}[\s-]{_NAME}",
        rf"{_NTH}[\s-](?:of\s)?{_NAME},?[\s-]{_YEAR}",
        rf"{_NAME}\s{_NTH},?\s{_YEAR}",
    )
)

DATES = "Write a year, a month or a day: 2024, 2024-03, March 2024, 2024-03-15 or 15 March 2024."


def read_date(typed: str) -> tuple[dt.date, Precision] | None:
    """The first day of what is named, and how much was named; None where that is no date, or could be two.

    Years are 1000 to 2999. Of 3/4/2024 nobody knows whether day or month comes first.
    """
    for form in _FORMS:
        if found := form.fullmatch(typed.strip()):
            return _date(found.groupdict())
    return None


def _date(parts: dict[str, str | None]) -> tuple[dt.date, Precision] | None:
    month, day = _month(parts), parts.get("day")
    try:
        first = dt.date(int(parts["year"] or 0), 1 if month is None else month, int(day or 1))
    except ValueError:
        return None
    if day:
        return first, Precision.DAY
    return first, Precision.YEAR if month is None else Precision.MONTH


def _month(parts: dict[str, str | None]) -> int | None:
    """The month's number, None where none is given; 0, which no date has, for a word that is no month."""
    if name := (parts.get("name") or "").lower():
        return _MONTHS.index(name[:3]) + 1 if name in {*_MONTHS, *_NAMES} else 0
    number = parts.get("month")
    return int(number) if number else None
