import datetime as dt
import pickle
import sys
from types import FrameType
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.text.article import BlockKind, NotAnArticleError, ParsedArticle, Published
from articles.text.given import Given
from articles.text.parse import MAX_LINES, parse, parse_text
from tests.text.pages import FIRST, SECOND, TITLE

CODES = {"empty", "too-large", "binary", "html", "no-letters"}
LINES = st.sampled_from(
    [
        TITLE,
        FIRST,
        SECOND,
        "Share",
        "By Jane Doe",
        "June 24, 2025",
        "A heading",
        "Related",
        "Read more",
        "Photo: Jane Doe",
        "Comments",
        "—",
        "1",
        "",
        "A list:",
        "• one",
        f"{TITLE} | Post",
    ]
)


def check(article: ParsedArticle) -> None:
    """Blocks cover the text in order without overlap, and there is a title."""
    at = 0
    for block in article.blocks:
        assert not article.text[at : block.start].strip()
        assert block.start < block.end
        assert article.text[block.start : block.end].strip() == article.text[block.start : block.end]
        at = block.end
    assert not article.text[at:].strip()
    assert article.title.strip()
    assert any(block.kind is not BlockKind.BOILERPLATE for block in article.blocks)


def parsed(data: bytes) -> ParsedArticle | None:
    try:
        return parse(data)
    except NotAnArticleError as error:
        if error.code not in CODES or not error.message:
            raise AssertionError from error
        return None


@given(st.binary(max_size=400))
def test_any_bytes_are_an_article_or_refused_with_a_reason(data: bytes) -> None:
    article = parsed(data)
    if article:
        check(article)


@given(st.text(max_size=300), st.sampled_from(["utf-8", "utf-16", "utf-16-le"]))
def test_so_is_any_text(text: str, encoding: str) -> None:
    article = parsed(text.encode(encoding, errors="replace"))
    if article:
        check(article)


@given(st.lists(LINES, min_size=1, max_size=25), st.sampled_from(["\n", "\n\n", "\r\n", "\r\n\r\n"]))
def test_so_is_any_page_and_a_stored_text_reads_the_same(lines: list[str], end: str) -> None:
    article = parsed(end.join(lines).encode())
    if article:
        check(article)
        assert parse_text(article.text) == article


def test_a_given_date_holds() -> None:
    given_date = dt.date(2024, 1, 2)
    article = parse(f"{TITLE}\n\nJune 24, 2025\n\n{FIRST}".encode(), given=Given(published=given_date))
    assert article.published == Published(given_date, "given")


@pytest.mark.parametrize(
    "data",
    [
        b"<!DOCTYPE html><html><body><nav></nav></body></html>",
        b"\xef\xbb\xbf\n <HTML lang=en>\n<head>",
        b'<?xml version="1.0"?>\n<html xmlns="a">',
        b"<!-- saved from url -->\n<html>",
        b'<div><img src="a.png"></div>\n' * 10,
    ],
)
def test_refuses_html(data: bytes) -> None:
    with pytest.raises(NotAnArticleError, match=r"page\.txt is an HTML page") as caught:
        parse(data, name="page.txt")
    assert caught.value.code == "html"


def test_an_article_may_speak_of_tags() -> None:
    assert (
        parse(f"The <div> and its friends\n\n{FIRST} It uses <p> and <span>.".encode()).title
        == "The <div> and its friends"
    )


def test_refuses_a_text_without_letters() -> None:
    with pytest.raises(NotAnArticleError) as caught:
        parse(b"12 + 34 = 46 !!!")
    assert caught.value.code == "no-letters"


def test_refuses_too_many_lines() -> None:
    with pytest.raises(NotAnArticleError, match="20,001 lines") as caught:
        parse(b"a\n" * MAX_LINES + b"a")
    assert caught.value.code == "too-large"


def test_refuses_what_only_looks_like_text() -> None:
    with pytest.raises(NotAnArticleError) as caught:
        parse_text("")
    assert caught.value.code == "empty"


def calls(text: str) -> int:
    """How many calls, of Python's functions and of built-in ones, it takes to lay a text out."""
    count = 0

    def note(frame: FrameType, event: str, argument: Any) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    before = sys.getprofile()
    sys.setprofile(note)
    try:
        parse_text(text)
    finally:
        sys.setprofile(before)
    return count


@pytest.mark.parametrize(
    "line",
    [
        "Short line",
        FIRST,
        f"{FIRST}\n\nA heading",
        "Jane Doe is a reporter at The Northern Post.",
        "Related\n\nA link to a story",
        "Ida Holm in Oslo\n\nPhoto: John Roe",
        "By Jane Doe\n\nJune 24, 2025",
        "Share\n\nSo what?",
        f"{TITLE} | Post | Post | Post",
    ],
)
def test_work_grows_with_the_lines_and_no_faster(line: str) -> None:
    parse_text(line)  # rules are read once
    once, twice = calls("\n\n".join([line] * 300)), calls("\n\n".join([line] * 600))
    assert twice < 2.3 * once


@pytest.mark.parametrize(
    "piece",
    ["a", "A b ", "By Jane Doe and ", "June 24, 2025 ", "x | ", "“", "<a ", "&#x", "http://a ", ". ", "A, "],
)
def test_a_long_line_is_one_block_of_bounded_work(piece: str) -> None:
    """Rules see the start and the end of a line, however long it is."""
    short, long = piece * 2_000 + "end", piece * 20_000 + "end"
    assert len(parse(long.encode()).blocks) == 1
    assert abs(calls(long) - calls(short)) < 60


def test_an_article_goes_between_processes_as_it_is() -> None:
    article = parse(f"{TITLE}\n\nBy Jane Doe\n\n{FIRST}\n\n{SECOND}".encode(), given=Given(tags=("deals",)))
    assert pickle.loads(pickle.dumps(article)) == article  # noqa: S301 - our own
