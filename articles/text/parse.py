"""Bytes in, article out."""

from dataclasses import replace

from articles.text.article import BODY_KINDS, NotAnArticleError, ParsedArticle, Published
from articles.text.blocks import lay_out
from articles.text.boilerplate import fold
from articles.text.decode import decode
from articles.text.front_matter import split_front_matter
from articles.text.given import NOTHING, Given
from articles.text.html_page import is_feed, is_html, read_page
from articles.text.inferred import infer_range
from articles.text.normalise import normalise
from articles.text.tails import cut_tail

MAX_LINES = 20_000


def parse(
    data: bytes, *, name: str = "", given: Given = NOTHING, known: frozenset[str] = frozenset()
) -> ParsedArticle:
    """The article in a file's bytes.

    `name` is the file's name, for messages; `given` what is known from elsewhere, which then holds; `known` are
    lines that are page furniture in this article's source, each as `articles.text.boilerplate.fold` gives it.
    Raises NotAnArticleError, and nothing else, with the code `empty`, `too-large`, `binary`, `html` or `no-letters`.
    """
    raw = decode(data, name=name)
    if is_feed(raw):
        raise NotAnArticleError("html", f"{name or 'The file'} is a feed or XML, not an article.")
    page = is_html(raw)
    own, text = read_page(raw, name) if page else split_front_matter(raw)
    article = parse_text(normalise(text), name=name, given=given.over(own), known=known)
    return replace(article, page=True) if page else article


def parse_text(
    text: str, *, name: str = "", given: Given = NOTHING, known: frozenset[str] = frozenset()
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
    title = " ".join(normalise(given.title).split())
    text = _headed(text, title)
    found = lay_out(text, known, headed=bool(title))
    date = Published(given.published, "given") if given.published else found.published
    blocks = cut_tail(text, found.blocks, known)
    body = (text[it.start : it.end] for it in blocks if it.kind in BODY_KINDS)
    return ParsedArticle(
        text=text,
        title=title or found.title,
        byline=given.authors or found.byline,
        published=date,
        blocks=blocks,
        inferred=None if date else infer_range(body),
        given=given,
    )


def _headed(text: str, title: str) -> str:
    """The text with the title as its first line, unless that is what it begins with."""
    first, _, rest = text.partition("\n")
    if not title or first == title:
        return text
    if fold(first) == fold(title):
        return f"{title}\n{rest}"
    return f"{title}\n\n{text}"
