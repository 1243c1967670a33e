"""Far pages of a result in order of dates, without collecting all the pages before them."""

import datetime as dt
from calendar import monthrange
from collections.abc import Mapping
from dataclasses import dataclass

from articles.search.criteria import Sort
from articles.search.schema import ID_BITS, UNDATED


@dataclass(frozen=True, slots=True)
class Leap:
    """Where to begin: at the value `bound` of the order's field, passing over `offset` hits from there on."""

    bound: int
    offset: int


def leap(months: Mapping[dt.date, int], sort: Sort, offset: int) -> Leap | None:
    """The leap to the hit `offset` (from 0) of a result with these counts by month; None where it is in the first.

    What is passed over is less than one month's hits, or, after all months, the undated.
    """
    newest = sort is not Sort.OLDEST
    passed = 0
    for month in sorted(months, reverse=newest):
        if passed + months[month] > offset:
            return Leap(_first(month, newest=newest), offset - passed) if passed else None
        passed += months[month]
    return Leap(_undated(newest=newest), offset - passed) if passed else None


def _first(month: dt.date, *, newest: bool) -> int:
    """The first value in the order that an article of the month can have."""
    if not newest:
        return month.toordinal() << ID_BITS
    _, days = monthrange(month.year, month.month)
    return ((month.toordinal() + days) << ID_BITS) - 1


def _undated(*, newest: bool) -> int:
    return (1 << ID_BITS) - 1 if newest else UNDATED << ID_BITS
