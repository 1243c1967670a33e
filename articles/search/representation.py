"""Articles and results as the API tells them: docs/api.md. What pages show, ready for JSON."""

import datetime as dt
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from django.urls import reverse

from articles.models import Article, Company, Quote
from articles.search.article_page import ArticlePage, Tagged
from articles.search.chips import title
from articles.search.engine import Engine
from articles.search.explanation import MAX_MISTAKES, explain
from articles.search.facets import Facet, facets
from articles.search.filters import Asked
from articles.search.results import Results
from articles.search.tagged import tag_names

type Record = dict[str, Any]
type Whole = Callable[[str], str]  # makes an address of this site one of the web


def listing(asked: Asked, results: Results, engine: Engine, whole: Whole) -> Record:
    """A page of a search. Raises EmptyPage beyond the last, IndexUnavailableError as the engine does."""
    page = results.page
    other = engine.count(replace(asked.criteria, copies=not asked.copies))
    stories, copies = (other, results.total) if asked.copies else (results.total, other)
    return {
        "query": _query(asked),
        "total": {"stories": stories, "copies": copies},
        "facets": [_facet(it, whole) for it in facets(asked, results.answer)],
        "results": [_hit(it.article, whole) for it in results.hits],
        "next": _page(asked, page.next_page_number(), whole) if page.has_next() else None,
        "previous": _page(asked, page.previous_page_number(), whole) if page.has_previous() else None,
    }


def article_record(page: ArticlePage, whole: Whole) -> Record:
    """An article with all that its page shows; offsets count characters of its text."""
    article = page.article
    text, places = article.text, _places(article)
    return {
        **_head(article, whole),
        "byline": article.byline,
        "inferred": _inferred(article),
        "words": article.words,
        "blocks": [{"kind": kind, **_place(text, start, end)} for kind, start, end in article.blocks],
        "companies": [
            {**_tagged(it, whole), "kind": it.subject.kind, "mentions": places("company", it)}
            for group in page.organisations
            for it in group.tags
            if isinstance(it.subject, Company)
        ],
        "people": [{**_tagged(it, whole), "mentions": places("person", it)} for it in page.people],
        "quotes": [_quote(text, it) for it in page.quotes],
        "roles": [
            {"person": it.subject.name, "title": role.title, "company": role.company and role.company.name}
            for it in page.people
            for role in it.roles
        ],
        "money": list(page.money),
        "cited": [it.name for it in page.cited],
        "topics": [_named(it.name, it.slug) for it in page.topics],
        "versions": [
            {"id": it.id, "title": it.title, "url": whole(it.url), "source": it.source or None, "date": _iso(it.published)}
            for it in page.versions
        ],
    }  # fmt: skip


def _query(asked: Asked) -> Record:
    """How the query string was read."""
    explanation = explain(asked.reading, asked.address)
    read_as = "".join(it.text for it in explanation.read_as)
    return {
        "q": asked.q,
        "title": title(asked),
        "read_as": f"Articles {read_as}" if read_as else None,
        "sort": asked.sort.value,
        "mistakes": [
            {"message": it.message, "start": it.start, "end": it.end}
            for it in asked.reading.mistakes[:MAX_MISTAKES]
        ],
        "unknown": [it.message for it in explanation.strangers],
        "notes": list(asked.notes),
    }


def _facet(facet: Facet, whole: Whole) -> Record:
    return {
        "name": facet.name,
        "label": facet.label,
        "values": [
            {
                "value": it.value,
                "label": it.label,
                "count": it.count,
                "chosen": it.selected,
                "left_out": it.left_out,
                "url": whole(_at(it.url.partition("?")[2])),
            }
            for it in facet.options
        ],
    }


def _page(asked: Asked, number: int, whole: Whole) -> str:
    return whole(_at(asked.address.with_("page", str(number)).query))


def _at(query: str) -> str:
    address = reverse("api-articles")
    return f"{address}?{query}" if query else address


def _hit(article: Any, whole: Whole) -> Record:
    tags = tag_names(article)
    return {
        **_head(article, whole),
        "versions": article.versions,
        "companies": [_named(*it) for it in tags.companies],
        "people": [_named(*it) for it in tags.people],
        "topics": [_named(*it) for it in tags.topics],
    }


def _head(article: Article, whole: Whole) -> Record:
    """What an article in a list and one by itself have in common."""
    dated, source = article.published, article.source
    return {
        "id": article.pk,
        "title": article.title,
        "url": whole(article.get_absolute_url()),
        "record": whole(reverse("api-article", args=[article.pk])),
        "original": article.url or None,
        "published": {"date": _iso(dated), "basis": article.published_basis} if dated else None,
        "source": _named(source.current.name, source.current.slug) if source else None,
        "lead": article.lead,
    }


def _named(name: str, slug: str) -> Record:
    return {"name": name, "slug": slug}


def _tagged(tagged: Tagged, whole: Whole) -> Record:
    subject = tagged.subject
    return {
        **_named(subject.name, subject.slug),
        "url": whole(subject.get_absolute_url()),
        "checked": tagged.checked,
        "unsure": tagged.unsure,
    }


def _places(article: Any) -> Callable[[str, Tagged], list[Record]]:
    """Gives the places at which a company or person is named."""

    def places(kind: str, tagged: Tagged) -> list[Record]:
        found = (it for it in article.mention_places if it[kind] == tagged.subject.pk)
        return [_place(article.text, it["start"], it["end"]) for it in found]

    return places


def _place(text: str, start: int, end: int) -> Record:
    return {"text": text[start:end], "start": start, "end": end}


def _quote(text: str, quote: Quote) -> Record:
    speaker = quote.person or quote.company
    return {
        **_place(text, quote.start, quote.end),
        "speaker": speaker.name if speaker else None,
        "speaker_kind": quote.speaker_kind,
        "cue": quote.cue or None,
        "partial": quote.partial,
    }


def _inferred(article: Article) -> Record | None:
    days = article.inferred
    return {"from": _iso(days.first), "to": _iso(days.last)} if days else None


def _iso(day: dt.date | None) -> str | None:
    return day.isoformat() if day else None
