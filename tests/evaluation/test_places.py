import pytest

from articles.evaluation.gold import GoldError
from articles.evaluation.places import Places, claimed
from articles.extraction.findings import Span

TEXT = 'Hale met Ann Hale.\n"Hale is here," Hale said. "No, he is not here," said Ann. Hales!\nShare Hale'
KEPT = Places(TEXT, [Span(0, TEXT.index("Share"))])


def words(span: Span) -> str:
    return TEXT[span.start : span.end]


def test_all_places_of_a_word_and_one_of_them() -> None:
    assert [it.start for it in KEPT.every("Hale")] == [0, 13, 20, 35]
    assert KEPT.every("Hale#3") == [Span(20, 24)]


def test_words_that_are_not_in_the_kept_lines_are_refused() -> None:
    for reference in ("Share", "Hale#5", "Hal"):
        with pytest.raises(GoldError, match="not in the text"):
            KEPT.every(reference)


def test_a_sum_or_name_that_stands_twice_is_refused() -> None:
    with pytest.raises(GoldError, match="4 times"):
        KEPT.only("Hale")


def test_a_quote_opens_with_a_mark_and_may_leave_words_out() -> None:
    assert words(KEPT.quoted("Hale is here,")) == "Hale is here,"
    assert words(KEPT.quoted("No, … here,")) == "No, he is not here,"
    with pytest.raises(GoldError, match="opens 0 quotes"):
        KEPT.quoted("he is not here,")


def test_longer_names_take_their_places_first() -> None:
    found = claimed(KEPT, {"Ann Hale": ("Ann Hale", "Ann"), "Bob Hale": ("Hale",)})
    assert [words(it) for it in found["Ann Hale"]] == ["Ann Hale", "Ann"]
    assert [it.start for it in found["Bob Hale"]] == [0, 20, 35]


def test_one_place_is_not_two_names() -> None:
    with pytest.raises(GoldError, match="taken by Bob Hale"):
        claimed(KEPT, {"Bob Hale": ("Hale#1",), "Eve Hale": ("Hale#1",)})
    with pytest.raises(GoldError, match="taken by longer names"):
        claimed(KEPT, {"Ann Hale": ("Ann Hale",), "Eve Hale": ("Hale#2",)})
