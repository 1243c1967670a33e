import datetime as dt

import pytest

from articles.text.article import BlockKind, Published
from articles.text.parse import parse
from tests.text.pages import FIRST, SECOND, THIRD, TITLE, kinds, page, texts

B, C, D = BlockKind.BYLINE, BlockKind.CAPTION, BlockKind.DATE
H, P, T, X = BlockKind.HEADING, BlockKind.PARAGRAPH, BlockKind.TITLE, BlockKind.BOILERPLATE


def test_a_saved_page() -> None:
    article = page(
        "Home",
        TITLE,
        "By Jane Doe",
        "June 24, 2025",
        "Vela chief Ida Holm",
        FIRST,
        "What Happens Next?",
        SECOND,
        "Advertisement",
        THIRD,
        "Share",
        "Leave a Reply",
        "Your email address will not be published.",
        "Most read",
        "Ten things to know about the deal",
    )
    assert kinds(article) == [X, T, B, D, C, P, H, P, X, P, X, X, X, X, X]
    assert article.byline == ("Jane Doe",)
    assert article.published == Published(dt.date(2025, 6, 24), "file")


def test_when_a_page_was_changed_is_furniture_once_it_says_when_it_appeared() -> None:
    article = page(TITLE, "By Jane Doe", "Published: June 24, 2025", "Updated: June 26, 2025", FIRST, SECOND)
    assert kinds(article) == [T, B, D, X, P, P]
    assert article.published == Published(dt.date(2025, 6, 24), "file")


def test_when_a_page_was_changed_dates_it_where_nothing_else_does() -> None:
    article = page(TITLE, "By Jane Doe", "Updated: June 26, 2025", FIRST, SECOND)
    assert kinds(article) == [T, B, D, P, P]
    assert article.published == Published(dt.date(2025, 6, 26), "file")


def test_one_paragraph_a_line() -> None:
    article = parse(f"{TITLE}\n\n{FIRST}\n{SECOND}\nThey did not say more.\n{THIRD}\n".encode())
    assert kinds(article) == [T, P, P, P, P]


def test_the_last_words_of_an_article_without_furniture_are_its_own() -> None:
    article = page(TITLE, FIRST, SECOND, "Clearly, it was time.", "More to come")
    assert kinds(article) == [T, P, P, P, P]


def test_an_article_without_one_whole_sentence_is_kept() -> None:
    assert kinds(page(TITLE, "Two billion dollars, the companies say", "No more is known")) == [T, P, P]


def test_what_stands_below_the_sign_off_is_not_the_article() -> None:
    article = page(
        TITLE,
        FIRST,
        SECOND,
        "(Reporting by Jane Doe; editing by John Roe)",
        "The code of the house",
        "© 2025 Northwire",
    )
    assert kinds(article) == [T, P, P, B, X, X]


def test_a_caption_next_to_the_date_is_no_byline() -> None:
    article = page(TITLE, "Vela CEO Ida Holm", "June 24, 2025", FIRST, SECOND)
    assert kinds(article) == [T, C, D, P, P]


def test_teasers_above_the_headline_are_not_the_article() -> None:
    rows = ("Norrland loses a customer", FIRST, "Vela hires a chief", SECOND)
    article = page(f"{TITLE} | Post", "Share", "Tweet", "Advertisement", *rows, TITLE, THIRD, SECOND, FIRST)
    assert kinds(article)[2:] == [X] * 8 + [P] * 3


def test_a_heading_is_followed_by_its_paragraph_and_is_no_piece_of_a_sentence() -> None:
    article = page(
        TITLE,
        FIRST,
        "A Strong but Complex Bond",
        SECOND,
        "and to the north of it",
        THIRD,
        "“Half a quotation",
        FIRST,
    )
    assert kinds(article) == [T, P, H, P, P, P, P, P]


def test_a_question_within_the_text_is_no_heading() -> None:
    assert kinds(page(TITLE, FIRST, "So what now?", SECOND)) == [T, P, P, P]


def test_a_list_after_a_colon_belongs_to_the_text() -> None:
    rows = (
        "The deal has three parts, the companies said:",
        "The cloud of Norrland",
        "Its customers in the north",
        "Two data centres",
    )
    assert kinds(page("Share", "Advertisement", "Tweet", TITLE, FIRST, *rows, SECOND)) == [
        X,
        X,
        X,
        T,
        P,
        P,
        P,
        P,
        P,
        P,
    ]


def test_links_below_related_are_furniture_until_the_text_goes_on() -> None:
    article = page(
        TITLE, FIRST, "Related articles", "Norrland loses a customer", "Vela hires a chief", SECOND, THIRD
    )
    assert kinds(article) == [T, P, X, X, X, P, P]


def test_a_link_above_a_lone_read_more_is_furniture() -> None:
    assert kinds(page(TITLE, FIRST, "Norrland Loses a Customer", "Read more", SECOND)) == [T, P, X, X, P]


def test_credits_are_cut_and_captions_kept() -> None:
    article = page(TITLE, "Ida Holm in Oslo (Photo: John Roe)", FIRST, "Photo: John Roe", SECOND)
    assert kinds(article) == [T, C, X, P, X, P]
    assert texts(article, C) == ["Ida Holm in Oslo"]
    assert texts(article, X) == ["(Photo: John Roe)", "Photo: John Roe"]


def test_the_last_paragraph_is_no_caption_whatever_credit_follows() -> None:
    rows = (
        "Share",
        "Advertisement",
        "Tweet",
        TITLE,
        FIRST,
        "The deal is due to close on Friday in Oslo, it said.",
        "Main image credit: John Roe",
        "Share",
    )
    assert kinds(page(*rows)) == [X, X, X, T, P, P, X, X]


def test_closing_words_are_cut_at_the_end_only() -> None:
    about = "Jane Doe is a reporter at The Northern Post."
    assert kinds(page(TITLE, FIRST, about, SECOND, THIRD)) == [T, P, P, P, P]
    assert kinds(page(TITLE, FIRST, SECOND, THIRD, about)) == [T, P, P, P, X]


def test_a_repeated_headline_is_furniture() -> None:
    assert kinds(page(TITLE, TITLE, FIRST, SECOND)) == [T, X, P, P]
    assert kinds(page(f"The Northern Post: {TITLE}", TITLE, FIRST, SECOND))[1:] == [X, P, P]


def test_the_writer_of_a_quoted_post_is_not_the_byline_nor_its_day_the_date() -> None:
    article = page(TITLE, FIRST, "— John Roe (@johnroe) November 1, 2019", SECOND)
    assert (article.byline, article.published) == ((), None)


@pytest.mark.parametrize(
    ("lines", "names"),
    [
        (("By", "Jane Doe"), ("Jane Doe",)),
        (("Jane Doe", "24 June 2025"), ("Jane Doe",)),
        (("Jane Doe - Jun 24, 2025, 10:31 pm CST",), ("Jane Doe",)),
        (("June 24, 2025 by Jane Doe",), ("Jane Doe",)),
        (("By Jane Doe", "Opinion Columnist"), ("Jane Doe",)),
        (("By Jane Doe on Monday, June 24, 2025 at 11:04 a.m.",), ("Jane Doe",)),
        (("By Jane Doe and John Roe", "Jane Doe, Staff Writer"), ("Jane Doe", "John Roe")),
        (("Oslo, Northern News Bureau | 24 June 2025",), ()),
    ],
)
def test_bylines_in_many_forms(lines: tuple[str, ...], names: tuple[str, ...]) -> None:
    assert page(TITLE, *lines, FIRST, SECOND).byline == names


def test_the_first_appearance_comes_before_an_update() -> None:
    article = page(TITLE, "Updated June 26, 2025", "Published June 24, 2025", FIRST, SECOND)
    assert article.published == Published(dt.date(2025, 6, 24), "file")


def test_a_date_below_the_article_is_its_own_only_without_one_above() -> None:
    rows = ("Share", "Tweet", "Advertisement")
    assert page(TITLE, *rows, FIRST, SECOND, "Share", "First published June 24, 2025").published == Published(
        dt.date(2025, 6, 24), "file"
    )


def test_a_dateline_dates_the_article() -> None:
    article = page(TITLE, f"OSLO, June 24, 2025 (Northwire) — {FIRST}", SECOND)
    assert article.published == Published(dt.date(2025, 6, 24), "text")


def test_a_text_of_furniture_alone_still_has_a_title_and_a_block_that_is_kept() -> None:
    article = page("Share", "Tweet", "Advertisement")
    assert article.title == "Advertisement"
    assert texts(article, P) == ["Advertisement"]
