import pytest

from articles.evaluation.tally import Tally, of_sets, share


def test_precision_recall_and_their_mean() -> None:
    tally = Tally(right=6, found=8, wanted=12)
    assert (tally.precision, tally.recall) == (0.75, 0.5)
    assert tally.f1 == pytest.approx(0.6)


def test_nothing_found_where_nothing_is_wanted_is_right() -> None:
    assert (Tally().precision, Tally().recall, Tally().f1) == (1, 1, 1)
    assert (Tally(wanted=2).precision, Tally(wanted=2).recall, Tally(wanted=2).f1) == (1, 0, 0)


def test_tallies_add_up() -> None:
    assert Tally(1, 2, 3, ("a",)) + Tally(4, 5, 6, ("b",)) == Tally(5, 7, 9, ("a", "b"))


def test_sets_are_compared() -> None:
    assert of_sets(["a", "b", "b"], ["b", "c"]) == Tally(1, 2, 2, ("wrong: a", "missed: c"))


def test_a_share_says_what_is_wrong() -> None:
    assert share([(True, "a"), (False, "b")]) == Tally(1, 2, 2, ("wrong: b",))
