import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.text.article import BlockKind
from articles.text.boilerplate import furniture
from tests.text.pages import FIRST, SECOND, THIRD, TITLE, page, texts

CAPTION = "Ida Holm speaks to the staff of Vela in Oslo."


@pytest.mark.parametrize(
    "credit",
    [
        "(Photo: Jane Doe)",
        "(Photo by Jane Doe/Getty Images for Vela Systems)",
        "(Jane Doe/Reuters)",
        "(AP)",
        "[Jane Doe via Northwire]",
        "(Vela Systems Inc.)",
        "Photo: Jane Doe",
        "Image: Jane Doe (northwire)",
        "Credit: Vela Systems",
        "Credit...Jane Doe for The Northern Post",
        "Photograph by Jane Doe",
        "Jane Doe/AFP",
        "Jane Doe via Getty Images",
    ],
)
def test_a_caption_ends_where_the_credit_begins(credit: str) -> None:
    assert furniture().caption_end(f"{CAPTION} {credit}") == len(CAPTION)


def test_the_credit_is_a_block_of_its_own() -> None:
    article = page(TITLE, f"{CAPTION} (Photo: Jane Doe)", FIRST, SECOND)
    assert texts(article, BlockKind.CAPTION) == [CAPTION]
    assert texts(article, BlockKind.BOILERPLATE) == ["(Photo: Jane Doe)"]


@pytest.mark.parametrize(
    "caption",
    [
        "Ida Holm (second from left) with the chief of Norrland Cloud.",
        "The photo was taken by a member of the staff.",
        "Ida Holm, of Vela, and John Roe, of Norrland, in Oslo.",
        "(Photo: Jane Doe)",
        "Oslo. Jane Doe/AFP",
    ],
)
def test_what_is_no_credit_or_leaves_no_caption_stays(caption: str) -> None:
    assert furniture().caption_end(caption) == len(caption)


@given(st.text(max_size=400))
def test_any_caption_ends_within_its_line(caption: str) -> None:
    assert 0 <= furniture().caption_end(caption) <= len(caption)


def test_a_caption_for_two_sizes_of_a_picture_is_kept_once() -> None:
    long = "Ida Holm, left, shakes hands with the chief of Norrland Cloud, right, at the head office of Vela in Oslo, where"
    long += " the two signed the contract late on Monday."
    short = long.replace(" late on Monday", "")
    article = page(TITLE, long, FIRST, SECOND, short, THIRD, FIRST)
    assert texts(article, BlockKind.CAPTION) == [long]
    assert texts(article, BlockKind.PARAGRAPH) == [FIRST, SECOND, THIRD, FIRST]
