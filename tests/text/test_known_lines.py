"""Lines that are known to be furniture in one source: they are cut there, and nowhere else."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.text.article import BlockKind
from articles.text.boilerplate import fold
from articles.text.parse import parse, parse_text
from tests.text.pages import FIRST, SECOND, THIRD, TITLE, kinds

P, T, X = BlockKind.PARAGRAPH, BlockKind.TITLE, BlockKind.BOILERPLATE
HOUSE = (
    "The Northern Post has told the north what matters since the winter of 1921, and is owned by its readers."
)
SLOGAN = "Nothing but the North"


def known(*lines: str) -> frozenset[str]:
    return frozenset(map(fold, lines))


def test_a_known_line_is_furniture_wherever_it_stands() -> None:
    text = f"{SLOGAN}\n\n{TITLE}\n\n{FIRST}\n\n{HOUSE}\n\n{SECOND}\n\n{THIRD}\n\n{HOUSE}"
    assert kinds(parse_text(text)).count(X) == 0
    assert kinds(parse_text(text, known=known(HOUSE, SLOGAN))) == [X, T, P, X, P, P, X]


def test_it_is_known_by_its_words_alone() -> None:
    article = parse(f"{TITLE}\n\n{FIRST}\n\n– {HOUSE.upper()} –\n\n{SECOND}".encode(), known=known(HOUSE))
    assert kinds(article) == [T, P, X, P]


def test_a_line_that_goes_on_is_another() -> None:
    article = parse_text(f"{TITLE}\n\n{FIRST}\n\n{HOUSE} It moved last year.", known=known(HOUSE))
    assert kinds(article) == [T, P, P]


@pytest.mark.parametrize(
    ("line", "kind"), [("By Jane Doe", BlockKind.BYLINE), ("June 24, 2025", BlockKind.DATE)]
)
def test_bylines_and_dates_stay_what_they_are(line: str, kind: BlockKind) -> None:
    article = parse_text(f"{TITLE}\n\n{line}\n\n{FIRST}\n\n{SECOND}", known=known(line))
    assert kinds(article) == [T, kind, P, P]


def test_a_line_without_words_is_like_no_other() -> None:
    assert fold("— § —") == ""
    assert kinds(parse_text(f"{TITLE}\n\n{FIRST}\n\n{SECOND}", known=frozenset({""}))) == [T, P, P]


@given(st.sets(st.sampled_from([TITLE, FIRST, SECOND, THIRD, "Share", "June 24, 2025", "A heading"])))
def test_whatever_is_known_something_is_kept_and_it_reads_the_same_again(lines: set[str]) -> None:
    source = f"{TITLE}\n\nJune 24, 2025\n\n{FIRST}\n\nShare\n\nA heading\n\n{SECOND}\n\n{THIRD}"
    article = parse(source.encode(), known=known(*lines))
    assert article == parse_text(article.text, known=known(*lines))
    assert article.title
    assert any(kind is not X for kind in kinds(article))
