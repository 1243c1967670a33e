"""What the index holds of an article: its words, and numbers to filter, count and sort by."""

import datetime as dt
import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, fields
from enum import IntEnum
from functools import cache
from operator import attrgetter

import tantivy

from articles.search.facet_fields import FACETS, LACKS

VERSION = 6  # of the schema and the analyser: an index of another version is built again
ANALYSER = "english"
PLAIN_ANALYSER = "plain"
WRITTEN = "written"  # the words of titles and quotes as they are written: what misspelt ones may be meant for
LONGEST_WORD_BYTES = 60
WORD_FIELDS = {"title": 3.0, "body": 1.0, "byline": 1.0}  # what words are looked for in, with their weights
TEXT_FIELDS = (*WORD_FIELDS, "quote")

# Newest and oldest first are two fields, because undated articles come last in both.
ID_BITS = 40
UNDATED = 1 << 22  # beyond the last day that a date can have


class Only(IntEnum):
    """What an entry stands for that does not stand for both: an article that has other versions, or the story of them all."""

    ARTICLE = 1
    STORY = 2


@dataclass(frozen=True, slots=True)
class Entry:
    """An article as the index knows it. `companies` are those of the company facet, `organisations` all.

    `story` is the id of the article that leads the story, or of the article itself.
    An entry is of an article and, where that has other versions, of the story that it leads: `only` says so where it is not both.
    `kinds` are the kinds of its organisations (`facet_fields.KINDS`), `outlets` those organisations that it cites.
    An index of quotes has entries too, whose `body` are the words of one quote, and whose `employers` are those it was said for.
    `quotes` are the words inside quotation marks; `speakers` the people and `voices` the organisations that said them.
    """

    id: int
    story: int
    title: str
    body: str
    only: Only | None = None
    more_titles: tuple[str, ...] = ()
    byline: tuple[str, ...] = ()
    sources: tuple[int, ...] = ()
    published: dt.date | None = None
    organisations: tuple[int, ...] = ()
    companies: tuple[int, ...] = ()
    people: tuple[int, ...] = ()
    topics: tuple[int, ...] = ()
    kinds: tuple[int, ...] = ()
    outlets: tuple[int, ...] = ()
    quotes: tuple[str, ...] = ()
    speakers: tuple[int, ...] = ()
    voices: tuple[int, ...] = ()
    employers: tuple[int, ...] = ()

    @property
    def digest(self) -> int:
        """A number of 63 bits that tells it from all other entries, and the same article as it was before."""
        texts = (self.title,), self.more_titles, (self.body,), self.byline, self.quotes
        said = "\0\0".join("\0".join(it) for it in texts).encode("utf-8", "surrogatepass")
        told = hashlib.blake2b(said, digest_size=8)
        told.update(repr(_all_but_texts(self)).encode())
        return int.from_bytes(told.digest()) >> 1


_TEXTS = {"title", "more_titles", "body", "byline", "quotes"}
_all_but_texts = attrgetter(*(it.name for it in fields(Entry) if it.name not in _TEXTS))


@cache
def schema() -> tantivy.Schema:
    """The fields. Title, body and quotes are stored for passages; all else comes from the database."""
    builder = tantivy.SchemaBuilder()
    for name in TEXT_FIELDS:
        builder.add_text_field(name, stored=name != "byline", tokenizer_name=ANALYSER)
    builder.add_text_field(WRITTEN, tokenizer_name=PLAIN_ANALYSER, index_option="basic")
    for name in (
        "id",
        *sorted({it.matched for it in FACETS.values() if it.matched}),
        LACKS,
        "day",
        "voice",
        "story",
        "only",
    ):
        builder.add_unsigned_field(name, indexed=True, fast=True)
    for name in ("company", "year", "month", "newest", "oldest", "digest"):
        builder.add_unsigned_field(name, fast=True)
    return builder.build()


@cache
def analyser() -> tantivy.TextAnalyzer:
    """Words in lower case, without accents, cut to their English stem."""
    return _analyser(tantivy.Filter.stemmer("english"))


@cache
def plain_analyser() -> tantivy.TextAnalyzer:
    """Words in lower case, without accents, whole."""
    return _analyser()


def _analyser(*more: tantivy.Filter) -> tantivy.TextAnalyzer:
    builder = tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.simple())
    for step in (
        tantivy.Filter.remove_long(LONGEST_WORD_BYTES),
        tantivy.Filter.lowercase(),
        tantivy.Filter.ascii_fold(),
        *more,
    ):
        builder = builder.filter(step)
    return builder.build()


def document(entry: Entry) -> tantivy.Document:
    """The entry as Tantivy takes it."""
    made = tantivy.Document()
    made.add_unsigned("id", entry.id)
    texts = {
        "title": (entry.title, *entry.more_titles),
        "body": (entry.body,),
        "byline": entry.byline,
        "quote": entry.quotes,
    }
    for name, values in texts.items():
        for text in values:
            made.add_text(name, text)
    for text in (*texts["title"], *entry.quotes):
        made.add_text(WRITTEN, text)
    for name, numbers in _numbers(entry).items():
        for number in numbers:
            made.add_unsigned(name, number)
    return made


def _numbers(entry: Entry) -> dict[str, Iterable[int]]:
    numbers: dict[str, Iterable[int]] = {
        "organisation": entry.organisations,
        "company": entry.companies,
        "person": entry.people,
        "topic": entry.topics,
        "kind": entry.kinds,
        "outlet": entry.outlets,
        "speaker": entry.speakers,
        "voice": entry.voices,
        "employer": entry.employers,
        "source": entry.sources,
        "story": (entry.story,),
        "digest": (entry.digest,),
        "only": () if entry.only is None else (entry.only,),
    }
    newest = oldest = UNDATED
    if entry.published:
        newest = oldest = entry.published.toordinal()
        numbers |= {
            "day": (newest,),
            "year": (entry.published.year,),
            "month": (month_number(entry.published),),
        }
    else:
        newest = 0
    return numbers | {
        LACKS: _lacking(entry),
        "newest": ((newest << ID_BITS) + entry.id,),
        "oldest": ((oldest << ID_BITS) + entry.id,),
    }


def _lacking(entry: Entry) -> tuple[int, ...]:
    """The facets of which the article has nothing."""
    had = {
        "company": entry.companies,
        "person": entry.people,
        "topic": entry.topics,
        "source": entry.sources,
        "kind": entry.kinds,
        "outlet": entry.outlets,
        "quotes": entry.quotes,
        "dated": entry.published,
        "speaker": entry.speakers,
        "employer": entry.employers,
    }
    return tuple(FACETS[name].number for name, values in had.items() if not values)


def month_number(day: dt.date) -> int:
    """Months since year 0."""
    return day.year * 12 + day.month - 1


def month_start(number: int) -> dt.date:
    """The first day of a month_number."""
    return dt.date(number // 12, number % 12 + 1, 1)
