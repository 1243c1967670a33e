"""When a text without a date was written, as far as what it says tells: after what is past in it, before what is to come."""

import calendar
import datetime as dt
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from articles.text.date_range import DateRange
from articles.text.dates import DAY, MONTH, YEAR, month_number

EARLIEST, LATEST = 1990, 2059  # years that a text about technology business speaks of as its own time
_NEAR = 60  # characters before a date, in which the words stand that say whether it is past
_MOST_YEARS = 1  # what is to come later than so many years after the last past date tells nothing of the text's own time
_READ = 4_000  # characters of a paragraph; what is longer is no paragraph
_DATE = re.compile(
    rf"\b(?:{MONTH}\.?(?: {DAY},?| ?,?(?: of)?)|{DAY.replace('day', 'first_day')} (?:of )?{MONTH.replace('month', 'second_month')}\.?,?|"
    rf"in|since|during|from|of|early|late|mid|spring|summer|autumn|fall|winter)[ -]{YEAR}\b(?!['’-]|s\b)",
    re.IGNORECASE,
)
_YEAR = re.compile(YEAR)  # with which each date ends, behind a space or a hyphen
_LONGEST = 30  # characters of a date before its year
_BEYOND = 2  # characters behind it, which may say that it is none
_END = re.compile(r"[.!?][”\"’')]?\s|\n")
_COMING = re.compile(
    r"\b(?:will|won['’]t|shall|would|could|may|might|expect(?:s|ed)?|plans?|planned|planning|scheduled|due|slated|set to|upcoming|"
    r"forecasts?|projected|aims?|hopes?|until|till|by|through|before|target(?:s|ing)?|next|coming|estimates?|predicts?)\b",
    re.IGNORECASE,
)
_SURELY_COMING = re.compile(
    r"\b(?:will|won['’]t|is (?:due|expected|scheduled|set|slated) to|are (?:due|expected|scheduled|set|slated) to|plans to)\b",
    re.IGNORECASE,
)
_GONE = re.compile(
    r"\b(?:was|were|had|has|have|did|been|ago|last|since|former|\w{2,}ed|sold|bought|began|took|made|came|went|left|lost|won|said|told|"
    r"became|grew|fell|rose|led|built|held|met|hit|saw|ran|paid|cut|born)\b",
    re.IGNORECASE,
)
_DATELINE = re.compile(
    rf"^[A-Z][A-Z .'’-]{{2,30}}(?:, (?!\w+day\b)[A-Z][\w. ]{{1,20}})?,? (?:(?P<weekday>(?i:mon|tues|wednes|thurs|fri|satur|sun))day,? )?"
    rf"(?:(?i:{MONTH})\.? {DAY})(?: ?/[^/\n]{{1,30}}/| ?\([^)\n]{{1,30}}\))? ?(?:--?|–|—)",
)
_WEEKDAYS = ("mon", "tues", "wednes", "thurs", "fri", "satur", "sun")


@dataclass(frozen=True, slots=True)
class _Said:
    """A date that a sentence speaks of: its first and last day, and whether it is past, to come, or neither for sure."""

    first: dt.date
    last: dt.date
    past: bool
    coming: bool


def infer_range(paragraphs: Iterable[str]) -> DateRange | None:
    """When a text was written, from its kept paragraphs; None where they name no date that tells.

    The lower bound is the latest date that the text speaks of as past; the upper one the earliest that it speaks of as to come, where
    that is soon after. A dateline without a year narrows it to the day.
    """
    texts = [paragraph[:_READ] for paragraph in paragraphs]
    said = [it for text in texts for it in _dates(text)]
    past = [it.first for it in said if it.past]
    first = max(past, default=None)
    coming = [it.last for it in said if it.coming and (first is None or it.last >= first)]
    last = min(coming, default=None)
    if first and last and last.year - first.year > _MOST_YEARS:
        last = None
    if first and texts and (day := _dateline_day(texts[0], first)):
        return DateRange(day, day)
    return DateRange(first, last) if first or last else None


def _dates(text: str) -> Iterator[_Said]:
    for found in _found(text):
        if days := _days(found):
            yield _told(text, found, *days)


def _found(text: str) -> Iterator[re.Match[str]]:
    """The dates in a text, looked for where a year is: most of a text has none."""
    end = 0
    for year in _YEAR.finditer(text):
        if year.start() <= end or text[year.start() - 1] not in " -":
            continue
        found = _DATE.search(text, max(end, year.start() - _LONGEST), year.end() + _BEYOND)
        end = found.end() if found else year.end()
        if found:
            yield found


def _told(text: str, found: re.Match[str], first: dt.date, last: dt.date) -> _Said:
    before = _END.split(text[max(0, found.start() - _NEAR) : found.end()])[-1]
    after = _END.split(text[found.end() : found.end() + _NEAR])[0]
    maybe = bool(_COMING.search(before))
    gone = bool(_GONE.search(before) or _GONE.search(after))
    coming = bool(_SURELY_COMING.search(before)) and not _GONE.search(before)
    return _Said(first, last, past=gone and not maybe, coming=coming)


def _days(found: re.Match[str]) -> tuple[dt.date, dt.date] | None:
    """The first and last day of a date, a month or a year."""
    parts = found.groupdict()
    year, month = int(parts["year"]), parts["month"] or parts["second_month"]
    day = parts["day"] or parts["first_day"]
    if not EARLIEST <= year <= LATEST:
        return None
    if not month:
        return dt.date(year, 1, 1), dt.date(year, 12, 31)
    number = month_number(month)
    try:
        if day:
            date = dt.date(year, number, int(day))
            return date, date
    except ValueError:
        return None
    return dt.date(year, number, 1), dt.date(year, number, calendar.monthrange(year, number)[1])


def _dateline_day(paragraph: str, first: dt.date) -> dt.date | None:
    """The day of a dateline without a year ("OSLO, June 3 (Northwire) —"), the next one after what is past in the text.

    A past year alone says too little for that, unless the day of the week bears it out.
    """
    found = _DATELINE.match(paragraph)
    if not found or (not found["weekday"] and (first.month, first.day) == (1, 1)):
        return None
    for year in (first.year, first.year + 1):
        try:
            day = dt.date(year, month_number(found["month"]), int(found["day"]))
        except ValueError:
            continue
        weekday = _WEEKDAYS[day.weekday()]
        if day >= first and (found["weekday"] or weekday).lower() == weekday:
            return day
    return None
