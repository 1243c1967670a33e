"""Bytes in, article out."""

import datetime as dt
import re

from articles.text.article import BODY_KINDS, NotAnArticleError, ParsedArticle, Published
from articles.text.blocks import lay_out
from articles.text.decode import decode
from articles.text.inferred import infer_range
from articles.text.normalise import normalise
from articles.text.tails import cut_tail

MAX_LINES = 20_000

_HTML_START = re.compile(
    r"\s*(?:<\?xml\b[^>]{0,200}>\s*)?(?:<!--.{0,2000}?-->\s*)?<(?:!doctype|html|head|body|rss|feed)\b",
    re.IGNORECASE | re.DOTALL,
)
_TAG = re.compile(
    r"</?(?:div|p|span|a|li|ul|ol|script|style|meta|link|img|td|tr|table|h[1-6]|br|section|article|header|nav)\b[^<>]{0,300}>",
    re.IGNORECASE,
)
_HTML_SAMPLE = 20_000
_FEWEST_TAGS = 10
_SHARE_OF_TAGS = 0.1


def parse(
    data: bytes, *, name: str = "", published: dt.date | None = None, known: frozenset[str] = frozenset()
) -> ParsedArticle:
    """The article in a file's bytes.

    `name` is the file's name, for messages; `published` a date known from elsewhere, which then holds; `known` are
    lines that are page furniture in this article's source, each as `articles.text.boilerplate.fold` gives it.
    Raises NotAnArticleError, and nothing else, with the code `empty`, `too-large`, `binary`, `html` or `no-letters`.
    """
    raw = decode(data, name=name)
    _refuse_html(raw, name)
    return parse_text(normalise(raw), name=name, published=published, known=known)


def parse_text(
    text: str, *, name: str = "", published: dt.date | None = None, known: frozenset[str] = frozenset()
) -> ParsedArticle:
    """The article in a text that is already decoded and normalised: `parse_text(parsed.text)` reads a stored one again.

    The other arguments are those of `parse`, and with the same ones a text reads the same.
    Raises NotAnArticleError with the code `empty`, `too-large` or `no-letters`.
    """
    called = name or "The file"
    if not text:
        raise NotAnArticleError("empty", f"{called} is empty.")
    if text.count("\n") >= MAX_LINES:
        lines = text.count("\n") + 1
        raise NotAnArticleError(
            "too-large", f"{called} has {lines:,} lines; an article may have {MAX_LINES:,}."
        )
    if not any(map(str.isalpha, text)):
        raise NotAnArticleError("no-letters", f"{called} has no letters: there is nothing to read.")
    found = lay_out(text, known)
    date = Published(published, "given") if published else found.published
    blocks = cut_tail(text, found.blocks, known)
    body = (text[it.start : it.end] for it in blocks if it.kind in BODY_KINDS)
    return ParsedArticle(
        text=text,
        title=found.title,
        byline=found.byline,
        published=date,
        blocks=blocks,
        inferred=None if date else infer_range(body),
    )


def _refuse_html(text: str, name: str) -> None:
    sample = text[:_HTML_SAMPLE]
    tags = [len(tag[0]) for tag in _TAG.finditer(sample)]
    if _HTML_START.match(sample) or (len(tags) >= _FEWEST_TAGS and sum(tags) >= _SHARE_OF_TAGS * len(sample)):
        message = f"{name or 'The file'} is an HTML page: save its text as a plain text file."
        raise NotAnArticleError("html", message)
