"""A range of days, and how a reader is told of it."""

import datetime as dt
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class DateRange:
    """The first and the last day on which something can have been; one of them may be open (None)."""

    first: dt.date | None
    last: dt.date | None

    def in_words(self) -> str:
        """As in "between March and May 2023", "in 2016", "in or after March 2023", "on 3 June 2019"."""
        first, last = self.first, self.last
        if first and last:
            if first == last:
                return f"on {first.day} {first:%B %Y}"
            opening, closing = _opening(first), _closing(last)
            if opening == closing:
                return f"in {opening}"
            same_year = first.year == last.year and " " in opening and " " in closing
            return f"between {opening.split()[0] if same_year else opening} and {closing}"
        if first:
            return f"in or after {_opening(first)}"
        return f"in or before {_closing(last)}" if last else "at no time that can be told"


def _opening(day: dt.date) -> str:
    return str(day.year) if (day.month, day.day) == (1, 1) else f"{day:%B %Y}"


def _closing(day: dt.date) -> str:
    return str(day.year) if (day.month, day.day) == (12, 31) else f"{day:%B %Y}"
