from articles.text.article import BlockKind
from tests.text.pages import FIRST, SECOND, THIRD, TITLE, kinds, page

B, C, D = BlockKind.BYLINE, BlockKind.CAPTION, BlockKind.DATE
P, T, X = BlockKind.PARAGRAPH, BlockKind.TITLE, BlockKind.BOILERPLATE
BUTTONS = ("Share", "Tweet", "Advertisement")  # a saved page
WHOLE = "The chief of Vela has wanted a cloud in the north for years, and now the bank lends her the money."
PART = "Chief of Vela has wanted a cloud in the north for years"


def test_a_standfirst_above_the_writer_s_name_is_furniture() -> None:
    for standfirst in (WHOLE, PART):
        article = page(TITLE, standfirst, "By Jane Doe", "June 24, 2025", *BUTTONS, FIRST, SECOND, THIRD)
        assert kinds(article) == [T, X, B, D, X, X, X, P, P, P]


def test_so_is_one_of_a_few_words_above_buttons() -> None:
    rows = (*BUTTONS, TITLE, "By Jane Doe", "It took the chief of Vela four years to get there.")
    assert kinds(page(*rows, "Share", FIRST, SECOND)) == [X, X, X, T, B, X, X, P, P]


def test_the_first_paragraph_of_an_article_is_none() -> None:
    assert kinds(page(*BUTTONS, TITLE, "By Jane Doe", WHOLE, "Advertisement", FIRST, SECOND)) == [
        *[X] * 3,
        T,
        B,
        P,
        X,
        P,
        P,
    ]
    assert kinds(page(*BUTTONS, TITLE, "June 24, 2025", WHOLE, "By Jane Doe", FIRST)) == [
        X,
        X,
        X,
        T,
        D,
        P,
        B,
        P,
    ]


def test_a_file_without_furniture_keeps_what_stands_below_its_title() -> None:
    assert kinds(page(TITLE, WHOLE, "By Jane Doe", FIRST, SECOND)) == [T, P, B, P, P]
    assert kinds(page(TITLE, PART, "By Jane Doe", FIRST, SECOND)) == [T, C, B, P, P]
