from articles.charts.accuracy import Bar, bar, figures, sure_rows
from articles.evaluation.accuracy import MEASURES
from articles.evaluation.reliability import Bin
from tests.evaluation.test_accuracy import MADE


def test_every_measure_is_shown_once_under_its_label() -> None:
    shown = [row.label for rows in figures(MADE).values() for row in rows]
    assert sorted(shown) == sorted(measure.label for measure in MEASURES)


def test_a_row_has_a_bar_for_each_question_and_a_share_has_one() -> None:
    body, _, lines = figures(MADE)["page"]
    assert (body.precision, body.recall) == (Bar(3, 4, 75.0, 75), Bar(3, 6, 50.0, 50))
    assert lines.recall is None


def test_nothing_is_rounded_to_all_or_none() -> None:
    assert [bar(right, 1000).percent for right in (0, 1, 499, 999, 1000)] == [0, 1, 50, 99, 100]


def test_the_surest_come_first() -> None:
    rows = sure_rows([Bin(0.5, 0.6, 1, 2), Bin(0.9, 1.0, 9, 9)])
    assert [(it.low, it.high, it.bar.percent) for it in rows] == [(90, 100, 100), (50, 60, 50)]
