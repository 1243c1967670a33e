"""An article and its findings as rows of tables, cut to the widths of their columns. Nothing here asks the database."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from articles.ingest.entities import Found
from articles.ingest.rulebook import SourceRules
from articles.ingest.work import Read
from articles.models.metadata import Metadata
from articles.reading import VERSION
from articles.resolution.links import Entity, SpeakerKind
from articles.text.article import ParsedArticle
from articles.text.excerpts import lead, word_count
from articles.text.given import Given

MAX_AMOUNT = 2**63 - 1  # the width of a database's big integer
_FINDING = ("article", "start", "end", "version")
MENTION = (*_FINDING, "company", "person", "confidence", "basis")
QUOTE = (*_FINDING, "text", "speaker_kind", "person", "company", "cue", "partial", "confidence")
ROLE = (*_FINDING, "person", "company", "title", "past", "sentence")
MONEY = (*_FINDING, "text", "amount", "currency", "kind")

type Row = tuple[Any, ...]


def article_fields(article: ParsedArticle, knowledge: str, rules: SourceRules) -> dict[str, Any]:
    """The values of Article's fields that come from the parsed text, and what it was read with: `knowledge` is a version."""
    return {
        **told_fields(article),
        "lead": lead(article),
        "words": word_count(article),
        "text": article.text,
        "blocks": [[block.kind.value, block.start, block.end] for block in article.blocks],
        "version": VERSION,
        "knowledge": knowledge,
        "rules": rules.standing_in(article),
    }


def told_fields(article: ParsedArticle) -> dict[str, Any]:
    """Those of them that metadata can change while the text is the same."""
    return {
        "title": title(article),
        "byline": byline(article),
        "published": article.published.date if article.published else None,
        "published_basis": article.published.basis if article.published else "",
        "inferred_from": article.inferred.first if article.inferred else None,
        "inferred_to": article.inferred.last if article.inferred else None,
        "url": article.given.url,
        "given": given_fields(article.given),
    }


def metadata(article: ParsedArticle) -> Metadata:
    """What the columns for metadata will say."""
    date = article.published.date if article.published else None
    return Metadata(title(article), date, tuple(byline(article)), article.given.url, article.given.tags)


def title(article: ParsedArticle) -> str:
    return shortened(" ".join(article.title.split()), 500)


def byline(article: ParsedArticle) -> list[str]:
    return [name[:200] for name in article.byline]


def given_fields(given: Given) -> dict[str, Any]:
    """What was told of an article and has no column of its own: its title, authors and tags."""
    told = {"title": given.title, "authors": list(given.authors), "tags": list(given.tags)}
    return {name: value for name, value in told.items() if value}


def mentions(pk: int, read: Read, found: Found) -> Iterator[Row]:
    places: set[int] = set()
    for it in read.links.mentions:
        if it.span.start not in places:
            places.add(it.span.start)
            yield (
                *_place(pk, it.span.start, it.span.end),
                found.company(it.entity),
                found.person(it.entity),
                it.confidence,
                it.basis[:20],
            )


def quotes(pk: int, read: Read, found: Found) -> Iterator[Row]:
    places: set[int] = set()
    for it in read.links.quotes:
        if it.span.start in places:
            continue
        places.add(it.span.start)
        person, company = found.person(it.speaker), found.company(it.speaker)
        yield (
            *_place(pk, it.span.start, it.span.end),
            read.article.text[it.span.start : it.span.end],
            _speaker_kind(person, company).value,
            person,
            company,
            (it.cue or "")[:40],
            it.partial,
            it.confidence,
        )


def roles(pk: int, read: Read, found: Found) -> Iterator[Row]:
    for it in read.links.roles:
        person = found.person(it.person)
        if person is not None:
            sentence = read.article.text[it.sentence.start : it.sentence.end]
            place = _place(pk, it.sentence.start, it.sentence.end)
            yield *place, person, found.company(it.company), it.title[:200], it.past, sentence


def money(pk: int, read: Read) -> Iterator[Row]:
    for it in read.links.money:
        if abs(it.amount) <= MAX_AMOUNT:
            text = read.article.text[it.span.start : it.span.end][:200]
            yield *_place(pk, it.span.start, it.span.end), text, it.amount, it.currency[:3], it.kind[:20]


@dataclass(slots=True)
class Tags:
    """What an article is tagged with: for each row's id its places and highest confidence."""

    mentions: Counter[int] = field(default_factory=Counter)
    confidence: dict[int, float] = field(default_factory=lambda: defaultdict(float))
    cited: set[int] = field(default_factory=set)


def tags(read: Read, row_of: Callable[[Entity], int | None]) -> Tags:
    """The tags of either companies or people, as `row_of` tells them."""
    made = Tags()
    for mention in read.links.mentions:
        row = row_of(mention.entity)
        if row is not None:
            made.mentions[row] += 1
            made.confidence[row] = max(made.confidence[row], unit(mention.confidence))
    for entity in read.links.cited:
        row = row_of(entity)
        if row is not None:
            made.cited.add(row)
            made.confidence.setdefault(row, 1.0)
    return made


def unit(value: float) -> float:
    """The value, within 0 and 1."""
    return min(1.0, max(0.0, value))


def shortened(text: str, width: int) -> str:
    """The text, cut at a word to at most `width` characters with an ellipsis."""
    if len(text) <= width:
        return text
    return text[: width - 1].rsplit(" ", 1)[0].rstrip() + "…"


def _place(pk: int, start: int, end: int) -> tuple[int, int, int, str]:
    return pk, start, end, VERSION


def _speaker_kind(person: int | None, company: int | None) -> SpeakerKind:
    """By the rows: a speaker that could be several people has none, and is nobody named."""
    if person is not None:
        return SpeakerKind.PERSON
    return SpeakerKind.UNNAMED if company is None else SpeakerKind.COMPANY
