"""The newest articles of a search, as a feed for readers of feeds."""

import datetime as dt
from dataclasses import replace

from django.contrib.syndication.views import Feed
from django.http import HttpRequest, HttpResponse
from django.utils.feedgenerator import Atom1Feed, get_tag_uri
from django.utils.html import escape
from django.views.decorators.http import conditional_page, require_safe

from articles.models import Article
from articles.search.chips import title
from articles.search.criteria import Sort
from articles.search.filters import Asked, ask
from articles.search.results import find
from articles.search.tagged import tag_names
from articles.views.kept import kept
from articles.views.unavailable import needs_index

ENTRIES = 30


@require_safe
@needs_index
@conditional_page
@kept
def page(request: HttpRequest) -> HttpResponse:
    """The newest articles of what the query string asks for, as Atom; 400 with sentences where it asks for what there is not."""
    asked = replace(ask(request.GET), sort=Sort.NEWEST, page=1)
    if asked.errors:
        said = "\n".join(message for messages in asked.errors.values() for message in messages)
        return HttpResponse(said, content_type="text/plain; charset=utf-8", status=400)
    response = ArticleFeed(request.get_host())(request, asked=asked)
    # The date of the last entry, which is what Django says, does not tell when other articles came in or went.
    del response.headers["Last-Modified"]
    return response


class ArticleFeed(Feed):  # type: ignore[type-arg]  # which it takes in its stubs alone
    """Django asks it for the parts of the feed; `host` is the site's."""

    feed_type = Atom1Feed
    author_name = "Newsroom"

    def __init__(self, host: str) -> None:
        self.host = host

    def get_object(self, request: HttpRequest, *, asked: Asked) -> Asked:
        return asked

    def title(self, asked: Asked) -> str:
        return f"Newsroom: {title(asked)}"

    def link(self, asked: Asked) -> str:
        return asked.address.url

    def feed_url(self, asked: Asked) -> str:
        return asked.address.feed

    def items(self, asked: Asked) -> list[Article]:
        return [it.article for it in find(replace(asked.criteria, size=ENTRIES)).hits]

    def item_title(self, item: Article) -> str:
        return item.title

    def item_description(self, item: Article) -> str:
        return escape(item.lead)  # what stands there counts as HTML

    def item_guid(self, item: Article) -> str:
        """The same for good, whatever becomes of the title that the article's address has."""
        return get_tag_uri(f"https://{self.host}/articles/{item.pk}/", item.imported_at)

    def item_pubdate(self, item: Article) -> dt.datetime | None:
        return dt.datetime.combine(item.published, dt.time(), dt.UTC) if item.published else None

    def item_updateddate(self, item: Article) -> dt.datetime:
        return item.imported_at

    def item_author_name(self, item: Article) -> str | None:
        return item.source.current.name if item.source else None

    def item_categories(self, item: Article) -> list[str]:
        tags = tag_names(item)
        return [name for name, _ in (*tags.companies, *tags.people, *tags.topics)]
