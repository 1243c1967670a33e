"""From names and values as files have them to checked metadata: nothing here raises, what is wrong becomes a warning."""

import ast
import datetime as dt
import email.utils
import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from functools import cache, lru_cache
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from articles.text.dates import read_date_line
from articles.text.given import Given
from articles.text.normalise import normalise

NAMES = Path(__file__).resolve().parent.parent / "data" / "metadata.toml"
FIELDS = ("title", "date", "authors", "url", "source", "tags")
MAX_URL = 1000  # characters
_LONGEST = {"title": 500, "source": 200, "name": 200}
_MOST = 30  # authors, or tags
_MOST_TEXT = 5_000  # characters of a value that are looked at
_YEARS = range(1700, 2200)
_MILLISECONDS = 100_000_000_000  # a number above it counts those, one below counts seconds since 1970
_FEWEST_SECONDS = 100_000_000
_BETWEEN = re.compile(r"\s*(?:;|\||,\s+and\s|,|\sand\s|\s&\s)\s*")
_BETWEEN_TAGS = re.compile(r"\s*[;,|]\s*")
_BY = re.compile(r"^by:?\s+", re.IGNORECASE)


@lru_cache(maxsize=10_000)  # the fields of one record are those of the next
def fold(name: str) -> str:
    """A name of a field as names are compared: `Published_Date` is `publisheddate`."""
    return re.sub(r"[\W_]+", "", name).casefold()


@cache
def names() -> dict[str, tuple[str, ...]]:
    """For each field, and for `text`, the folded names that it goes by, the likeliest first."""
    document = tomllib.loads(NAMES.read_text(encoding="utf-8"))
    return {field: tuple(map(fold, known)) for field, known in document.items()}


def read_metadata(values: Mapping[str, Any]) -> Given:
    """What `values` say about an article: names as files have them, values of any kind that JSON or YAML can give."""
    folded = {fold(str(name)): value for name, value in values.items()}
    found = {
        field: [folded[name] for name in names()[field] if _filled(folded.get(name))] for field in FIELDS
    }
    warnings: list[str] = []
    return Given(
        title=_line(found["title"], _LONGEST["title"]),
        published=_date(found["date"], warnings),
        authors=_people(found["authors"]),
        url=_url(found["url"], warnings),
        source=_line(found["source"], _LONGEST["source"]),
        tags=_tags(found["tags"]),
        warnings=tuple(warnings),
    )


def _filled(value: object) -> bool:
    return value is not None and value not in ("", [], {}, "null", "None", "nan", "N/A")


def _line(values: list[Any], longest: int) -> str:
    texts = (text for value in values for text in _texts(value))
    return next(texts, "")[:longest].strip()


def _texts(value: object) -> Iterator[str]:
    """The value's texts, one line each: of a list all, of an object its name."""
    if isinstance(value, Mapping):
        value = value.get("name") or value.get("title") or value.get("@value")
    if isinstance(value, list | tuple):
        for it in value[:_MOST]:
            yield from _texts(it) if not isinstance(it, list | tuple) else ()
    elif isinstance(value, str | int | float) and not isinstance(value, bool):
        text = " ".join(normalise(str(value)[:_MOST_TEXT]).split())
        if text:
            yield text


def _date(values: list[Any], warnings: list[str]) -> dt.date | None:
    for value in values:
        date = _day(value)
        if date and date.year in _YEARS:
            return date
        if not date:
            warnings.append(f"The date “{_shown(value)}” could not be read.")
        else:
            warnings.append(f"The date “{_shown(value)}” is not one an article can have.")
    return None


def _day(value: object) -> dt.date | None:
    if isinstance(value, dt.datetime):
        return value.date()
    if isinstance(value, dt.date):
        return value
    if isinstance(value, int | float) and not isinstance(value, bool):
        return _from_number(value)
    text = _line([value], 100)
    if text.isascii() and text.isdecimal() and len(text) > 8:  # noqa: PLR2004 - eight digits are a year, month and day
        return _from_number(int(text))
    return _from_text(text)


def _from_number(value: float) -> dt.date | None:
    seconds = value / 1000 if value > _MILLISECONDS else value
    if seconds < _FEWEST_SECONDS:
        return None
    try:
        return dt.datetime.fromtimestamp(seconds, dt.UTC).date()
    except (OverflowError, ValueError, OSError):
        return None


def _from_text(text: str) -> dt.date | None:
    for read in (dt.datetime.fromisoformat, email.utils.parsedate_to_datetime):
        try:
            return read(text).date()
        except (ValueError, TypeError, IndexError, OverflowError):
            continue
    line = read_date_line(text) if text else None
    return line.date if line else None


def _people(values: list[Any]) -> tuple[str, ...]:
    value = _listed(values[0]) if values else []
    texts = list(_texts(value))
    if not isinstance(value, list | tuple):
        texts = [part for text in texts for part in _BETWEEN.split(_BY.sub("", text))]
    return _unique(_BY.sub("", text) for text in texts)


def _tags(values: list[Any]) -> tuple[str, ...]:
    found: list[str] = []
    for value in map(_listed, values):
        texts = _texts(value)
        found += texts if isinstance(value, list | tuple) else (
            part for text in texts for part in _BETWEEN_TAGS.split(text)
        )  # fmt: skip
    return _unique(found)


def _listed(value: object) -> Any:
    """A list that was written into a text, as tables do (`['a', 'b']`); anything else as it is."""
    if isinstance(value, str) and value.strip().startswith("[") and len(value) < _MOST_TEXT:
        try:
            read = ast.literal_eval(value.strip())
        except (ValueError, SyntaxError, MemoryError, RecursionError):
            return value
        return read if isinstance(read, list) else value
    return value


def _unique(texts: Iterable[str]) -> tuple[str, ...]:
    kept = (text.strip()[: _LONGEST["name"]] for text in texts)
    return tuple(dict.fromkeys(text for text in kept if text))[:_MOST]


def _url(values: list[Any], warnings: list[str]) -> str:
    for value in values:
        text = _line([value], _MOST_TEXT)
        if is_address(text):
            return text.partition("#")[0]
        warnings.append(f"The address “{_shown(value)}” is no web address.")
    return ""


def is_address(text: str) -> bool:
    """Whether the text is the address of a web page, and no longer than MAX_URL."""
    try:
        parts = urlsplit(text)
    except ValueError:
        return False
    return (
        parts.scheme in {"http", "https"}
        and bool(parts.hostname)
        and " " not in text
        and len(text) <= MAX_URL
    )


def _shown(value: object) -> str:
    text = " ".join(normalise(str(value)[:_MOST_TEXT]).split())
    return text if len(text) <= 60 else text[:59] + "…"  # noqa: PLR2004 - as much as tells which it is
