from articles.text.article import BlockKind
from articles.text.title import made_title
from tests.text.pages import FIRST, SECOND, THIRD, TITLE, kinds, page, texts


def test_is_the_first_line() -> None:
    assert page(TITLE, FIRST, SECOND).title == TITLE


def test_may_be_short() -> None:
    assert page("Vela", FIRST, SECOND).title == "Vela"


def test_a_short_one_may_stand_above_a_standfirst() -> None:
    article = page(
        "The smallest part", "One fire has stopped the cars of the north.", "June 24, 2025", FIRST, SECOND
    )
    assert article.title == "The smallest part"


def test_comes_after_the_names_of_sections_and_furniture() -> None:
    article = page("Share", "Business", "Companies", TITLE, FIRST, SECOND)
    assert article.title == TITLE
    assert kinds(article)[:4] == [BlockKind.BOILERPLATE] * 3 + [BlockKind.TITLE]


def test_may_be_a_whole_sentence_or_a_question() -> None:
    assert page("Why did Vela Systems buy its only rival in the north?", FIRST).title.startswith("Why did")
    assert page("Vela Systems buys Norrland Inc.", FIRST).title == "Vela Systems buys Norrland Inc."


def test_leaves_the_name_of_the_site_out() -> None:
    article = page(f"{TITLE} | The Northern Post", FIRST, SECOND)
    assert article.title == TITLE
    assert texts(article, BlockKind.TITLE) == [TITLE]
    assert texts(article, BlockKind.BOILERPLATE) == ["| The Northern Post"]


def test_leaves_the_name_of_the_site_out_where_the_headline_is_repeated() -> None:
    article = page(f"{TITLE} - Northern Post", TITLE, FIRST, SECOND)
    assert article.title == TITLE
    assert texts(article, BlockKind.BOILERPLATE) == ["- Northern Post", TITLE]


def test_keeps_a_dash_that_is_its_own() -> None:
    assert page("Vela – the Quiet Giant of the North", FIRST).title == "Vela – the Quiet Giant of the North"


def test_is_made_of_the_first_words_where_there_is_none() -> None:
    article = page(FIRST, SECOND, THIRD)
    assert article.title == "Vela Systems said on Tuesday that it would buy Norrland Cloud, a rival in the …"
    assert kinds(article) == [BlockKind.PARAGRAPH] * 3


def test_made_titles_are_never_empty_nor_long() -> None:
    assert made_title("One two") == "One two"
    assert 0 < len(made_title("x" * 500)) < 90
