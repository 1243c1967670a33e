"""HTML pages: the article taken out by trafilatura, with what the page says of it."""

import re
from functools import cache
from types import ModuleType
from typing import Any

from articles.text.article import NotAnArticleError
from articles.text.given import Given
from articles.text.metadata import read_metadata

_HTML_START = re.compile(
    r"\s*(?:<\?xml\b[^>]{0,200}>\s*)?(?:<!--.{0,2000}?-->\s*)?<(?:!doctype html|html|head|body)\b",
    re.IGNORECASE | re.DOTALL,
)
_FEED_START = re.compile(
    r"\s*(?:<\?xml\b[^>]{0,200}>\s*)?(?:<!--.{0,2000}?-->\s*)?<(?:!doctype|rss|feed)\b",
    re.IGNORECASE | re.DOTALL,
)
_TAG = re.compile(
    r"</?(?:div|p|span|a|li|ul|ol|script|style|meta|link|img|td|tr|table|h[1-6]|br|section|article|header|nav)\b[^<>]{0,300}>",
    re.IGNORECASE,
)
_SAMPLE = 20_000  # characters
_FEWEST_TAGS = 10
_SHARE_OF_TAGS = 0.1


def is_html(text: str) -> bool:
    """Whether a text is a page or a part of one, and not about one."""
    sample = text[:_SAMPLE]
    tags = [len(tag[0]) for tag in _TAG.finditer(sample)]
    return bool(_HTML_START.match(sample)) or (
        len(tags) >= _FEWEST_TAGS and sum(tags) >= _SHARE_OF_TAGS * len(sample)
    )


def is_feed(text: str) -> bool:
    """Whether a text is a feed, or XML of another kind than a page."""
    return bool(_FEED_START.match(text[:_SAMPLE])) and not _HTML_START.match(text[:_SAMPLE])


def read_page(html: str, name: str) -> tuple[Given, str]:
    """What the page says of its article, and the article's text, a blank line between paragraphs.

    Raises NotAnArticleError with the code `html` where there is no article in it.
    """
    found: Any = _trafilatura().bare_extraction(
        html, include_comments=False, include_tables=False, with_metadata=True
    )
    text = (found.text or "").strip() if found is not None else ""
    if not text:
        raise NotAnArticleError(
            "html", f"{name or 'The file'} is an HTML page in which no article was found."
        )
    values = {
        "title": found.title,
        "date": found.date,
        "authors": (found.author or "").split("; "),
        "url": found.url,
        "source": found.sitename,
        "tags": [*(found.categories or ()), *(found.tags or ())],
    }
    return read_metadata(values), re.sub(r"\n+", "\n\n", text)


@cache
def _trafilatura() -> ModuleType:
    import trafilatura  # noqa: PLC0415 - takes half a second, and few imports hold pages

    return trafilatura
