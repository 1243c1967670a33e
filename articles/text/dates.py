"""The date of an article: from lines that hold nothing but a date, and from the opening of the running text."""

import datetime as dt
import re
from dataclasses import dataclass

MONTH = (
    r"(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
)
DAY = r"(?P<day>[0-3]?\d)(?:st|nd|rd|th)?"
YEAR = r"(?P<year>(?:19|20)\d\d)"
_FORMS = (
    re.compile(rf"\b{MONTH}\.? {DAY},? ?{YEAR}", re.IGNORECASE),
    re.compile(rf"\b{DAY}[ -](?:of )?{MONTH}\.?,?[ -]{YEAR}", re.IGNORECASE),
    re.compile(r"\b(?P<year>(?:19|20)\d\d)[-/.](?P<month>[01]?\d)[-/.](?P<day>[0-3]?\d)(?!\d)"),
    re.compile(r"\b(?P<first>[0-3]?\d)[/.](?P<second>[0-3]?\d)[/.](?P<year>(?:19|20)?\d\d)(?!\d)"),
)
_CLOCK = re.compile(
    r"\bT?[0-2]?\d:[0-5]\d(?::[0-5]\d)?(?:\.\d+)?(?: ?[ap]\.?m\b\.?| ?hrs\b)?|\b[01]?\d(?:\.[0-5]\d)? ?[ap]\.?m\b\.?",
    re.IGNORECASE,
)
_ZONE = re.compile(
    r"\b(?:[ECMP][SD]?T|[GB]MT|BST|UTC|CES?T|ISTS?|A?E[SD]T|SGT|HKT|JST|Z)\b(?: ?[+-]\d{1,2}(?::?\d\d)?)?|[+-]\d\d:?\d\d\b",
    re.IGNORECASE,
)
_AGO = re.compile(
    r"\b(?:\d{1,3}|an?|one|two|three) ?(?:s|m|h|d|secs?|mins?|seconds?|minutes?|hours?|hrs?|days?|weeks?|months?)\.? ago\b",
    re.IGNORECASE,
)
_READING = re.compile(r"\b\d{1,3}[ -]?min(?:ute)?s?\.?(?: read)?\b", re.IGNORECASE)
_WEEKDAY = re.compile(
    r"\b(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?\b\.?", re.IGNORECASE
)
_LABEL = re.compile(
    r"\b(?:first|last|originally)?[ -]?(?:published|updated?|posted|modified|created|filed|issued|released?|revised|date|dated|added)\b(?: ?(?:on|at|by))?",
    re.IGNORECASE,
)
_UPDATED = re.compile(r"updat|modified|revised", re.IGNORECASE)
_FILLER = re.compile(r"\b(?:on|at|of|the|and|today|yesterday|local time|time|read)\b|[\W_]+", re.IGNORECASE)
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_LONGEST_LINE = 140
_OPENING = 240  # characters of the first paragraph in which a dateline stands
_DASH = re.compile(r" ?(?:--+|[–—]| - )")
_TODAY = re.compile(r"\btoday,? ?\(?(?:on )?$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class DateLine:
    """A line about when: the date it names, if any, and what else stands there (a byline, say)."""

    date: dt.date | None
    updated: bool
    rest: str


def read_date_line(line: str) -> DateLine | None:
    """What a line says about when the article appeared, or None where it names neither date, time of day nor age.

    `line` is a single line of normalised text. Dates whose day and month could be exchanged are not guessed.
    """
    if len(line) > _LONGEST_LINE or not any(map(str.isdigit, line)):
        return None if len(line) > _LONGEST_LINE else _age(line)
    date, updated, rest = _take_dates(line)
    if date is None and rest == line:
        return _age(line)
    rest = _CLOCK.sub(" ", rest)
    return DateLine(date, updated, _without_words_of_time(rest))


def dateline_date(paragraph: str) -> dt.date | None:
    """The date in an article's opening words: in its dateline ("OSLO, 24 June 2025 — …"), or as "today, June 24, 2025"."""
    opening = paragraph[:_OPENING]
    if not any(map(str.isdigit, opening)):
        return None
    for form in _FORMS:
        found = form.search(opening)
        if not found:
            continue
        before, after = opening[: found.start()], opening[found.end() :]
        place = len(before.split()) <= 6 and not re.search(r"[a-z]{3,} [a-z]{3,}", before)  # noqa: PLR2004
        if _TODAY.search(before) or (place and _dash_follows(after)):
            return _date(found)
    return None


def _dash_follows(after: str) -> bool:
    return bool(_DASH.match(re.sub(r"^,? ?(?:/[^/]{1,40}/|\([^)]{1,40}\))", "", after[:80])))


def _age(line: str) -> DateLine | None:
    if not (_AGO.search(line) or _CLOCK.search(line)):
        return None
    rest = _CLOCK.sub(" ", _AGO.sub(" ", line))
    return DateLine(None, bool(_UPDATED.search(line)), _without_words_of_time(rest))


def _take_dates(line: str) -> tuple[dt.date | None, bool, str]:
    """The first date that is not that of an update, and the line without its dates."""
    dates: list[tuple[int, bool, dt.date | None]] = []
    rest = line
    for form in _FORMS:
        for found in form.finditer(rest):
            label = rest[max(0, found.start() - 40) : found.start()]
            dates.append((found.start(), _last_label_is_update(label), _date(found)))
        rest = form.sub(lambda found: " " * len(found[0]), rest)
    known = sorted(entry for entry in dates if entry[2])
    if not known:
        return None, bool(_UPDATED.search(line)), rest if dates else line
    first = next((entry for entry in known if not entry[1]), known[0])
    return first[2], first[1], rest


def _last_label_is_update(before: str) -> bool:
    labels = list(_LABEL.finditer(before))
    return bool(labels) and bool(_UPDATED.search(labels[-1][0]))


def _without_words_of_time(rest: str) -> str:
    for pattern in (_AGO, _READING, _ZONE, _WEEKDAY, _LABEL):
        rest = pattern.sub(" ", rest)
    return rest.strip(" \t,;:|·•-–—()[]/") if _FILLER.sub("", rest) else ""


def _date(found: re.Match[str]) -> dt.date | None:
    parts = found.groupdict()
    year = int(parts["year"])
    year += 2000 if year < 100 else 0  # noqa: PLR2004 (two digits)
    try:
        return dt.date(year, *_month_and_day(parts))
    except ValueError:
        return None


def month_number(name: str) -> int:
    """1 for "January" or "jan"."""
    return _MONTHS.index(name[:3].lower()) + 1


def _month_and_day(parts: dict[str, str]) -> tuple[int, int]:
    if "first" not in parts:
        month = parts["month"]
        return (int(month) if month.isdigit() else month_number(month)), int(parts["day"])
    first, second = int(parts["first"]), int(parts["second"])
    if first != second and max(first, second) <= 12:  # noqa: PLR2004 (months)
        raise ValueError
    return (second, first) if first > 12 else (first, second)  # noqa: PLR2004 (months)
