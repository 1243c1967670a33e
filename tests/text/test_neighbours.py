"""What neighbours say of a line: links given twice, lists of the article and of links, labels of captions, closing words."""

import pytest

from articles.text.article import BlockKind
from tests.text.pages import FIRST, SECOND, THIRD, TITLE, kinds, page, texts

C, H, P, T, X = (
    BlockKind.CAPTION,
    BlockKind.HEADING,
    BlockKind.PARAGRAPH,
    BlockKind.TITLE,
    BlockKind.BOILERPLATE,
)
BUTTONS = ("Share", "Tweet", "Advertisement")  # a saved page
LINK = "Vela’s rivals look for a buyer of their own"
TEASER = "Two makers of servers in the south have asked banks for advice, people close to them say."
LIST = ("A cloud for the public sector", "Two data centres above the polar circle", "The customers of both")


def test_a_link_given_twice_goes_with_its_label_and_its_teaser() -> None:
    article = page(*BUTTONS, TITLE, FIRST, "Business", LINK, "Business", LINK, TEASER, SECOND, THIRD)
    assert texts(article, P) == [FIRST, SECOND, THIRD]
    assert H not in kinds(article)


def test_what_stands_twice_far_apart_is_no_link() -> None:
    article = page(*BUTTONS, TITLE, FIRST, LINK, SECOND, THIRD, LINK, FIRST.replace("Tuesday", "Monday"))
    assert texts(article, H) == [LINK, LINK]


def test_a_button_given_twice_takes_no_paragraph_with_it() -> None:
    button = "Story continues below advertisement"
    assert kinds(page(TITLE, FIRST, SECOND, button, button, THIRD, FIRST)) == [T, P, P, X, X, P, P]


def test_a_list_in_the_middle_of_a_saved_page_is_the_article_s() -> None:
    rows = (FIRST, SECOND, THIRD, FIRST, *LIST, SECOND)
    article = page(*BUTTONS, TITLE, *rows, *(f"{FIRST} {at}." for at in range(12)), *BUTTONS)
    assert [text for text in texts(article, P) if text in LIST] == list(LIST)


@pytest.mark.parametrize("button", ["Advertisement", "Share"])
def test_a_list_beside_furniture_is_one_of_links(button: str) -> None:
    rows = (FIRST, SECOND, THIRD, FIRST, button, *LIST, SECOND)
    article = page(*BUTTONS, TITLE, *rows, *(f"{FIRST} {at}." for at in range(12)), *BUTTONS)
    assert not set(LIST) & set(texts(article, P))


def test_tags_below_an_article_are_furniture_where_there_is_any() -> None:
    tags = ("Mergers", "Cloud computing", "Vela Systems")
    assert kinds(page(TITLE, FIRST, SECOND, *tags, "Share")) == [T, P, P, X, X, X, X]
    assert kinds(page(TITLE, FIRST, SECOND, *tags)) == [T, P, P, P, P, P]


def test_a_link_in_capitals_among_paragraphs_is_furniture() -> None:
    shout = "NORRLAND LOSES ITS LARGEST CUSTOMER AND LOOKS FOR A NEW CHIEF AS McVEY LEAVES"
    assert kinds(page(TITLE, FIRST, shout, SECOND)) == [T, P, X, P]


def test_a_headline_in_capitals_is_still_the_title() -> None:
    article = page(TITLE.upper(), FIRST, SECOND)
    assert article.title == TITLE.upper()


def test_what_a_label_calls_a_caption_is_one() -> None:
    caption = "Ida Holm speaks to the staff of Vela in Oslo"
    article = page(TITLE, FIRST, "Image copyright", "Reuters", "Image caption", caption, SECOND, THIRD)
    assert kinds(article) == [T, P, X, X, X, C, P, P]
    assert kinds(page(TITLE, FIRST, "Image caption", SECOND, THIRD)) == [T, P, X, P, P]


@pytest.mark.parametrize(
    "about",
    [
        (
            "About Vela Systems",
            "Vela Systems builds data centres in the north and rents them out by the hour.",
        ),
        ("Vela Systems (OSE: VELA) is a leading provider of cloud services with offices in nine countries.",),
        ("Forward-looking statements", "What is said here of the future of Vela may turn out to be wrong."),
        ("This press release contains forward-looking statements, which may turn out to be wrong.",),
        (
            "Vela Systems AS is an independent maker of servers.",
            "Its shares are traded on the exchange in Oslo.",
        ),
    ],
)
def test_a_company_s_words_about_itself_end_the_article(about: tuple[str, ...]) -> None:
    assert kinds(page(TITLE, FIRST, SECOND, THIRD, *about)) == [T, P, P, P, *[X] * len(about)]


def test_such_words_in_the_middle_are_the_article_s() -> None:
    about = "Vela Systems is a leading provider of cloud services with offices in nine countries."
    rows = (SECOND, THIRD, FIRST, SECOND, THIRD)
    assert kinds(page(TITLE, FIRST, about, *rows)) == [T, P, P, *[P] * len(rows)]
    assert kinds(page(TITLE, FIRST, "About Norrland", *rows)) == [T, P, H, *[P] * len(rows)]


def test_what_follows_the_writer_s_biography_in_a_few_words_is_no_article_either() -> None:
    about = ("Jane Doe is a reporter at The Northern Post.", "Reach her at jane@northernpost.example.")
    assert kinds(page(TITLE, FIRST, SECOND, *about, "She has won prizes, and keeps bees.")) == [
        T,
        P,
        P,
        X,
        X,
        X,
    ]


def test_a_link_below_a_head_of_links_may_be_a_sentence() -> None:
    link = "Norrland’s chief says she never wanted to sell the company."
    assert kinds(page(TITLE, FIRST, "Read also", link, SECOND, THIRD)) == [T, P, X, X, P, P]


def test_a_long_caption_is_known_by_the_credit_at_its_end() -> None:
    long = (
        f"The hall of Norrland Cloud has room for nine thousand servers, of which half were in use. {SECOND}"
    )
    article = page(TITLE, FIRST, f"{long * 2} Credit: Norrland Cloud", THIRD, FIRST)
    assert texts(article, C) == [long * 2]


def test_what_stands_between_buttons_and_a_credit_is_a_caption_however_long() -> None:
    caption = "Two engineers of Norrland Cloud, in coats, look at the pipes that bring the water of the fjord into the hall."
    article = page(*BUTTONS, TITLE, FIRST, "Advertisement", caption, "Photo: John Roe", SECOND)
    assert texts(article, C) == [caption]
