import datetime as dt

from articles.evaluation.accuracy import MEASURES, Accuracy, from_json, load_accuracy, report, to_json
from articles.evaluation.reliability import Bin
from articles.evaluation.tally import Tally

FIGURES = {measure.key: Tally(3, 4, 6) for measure in MEASURES}
MADE = Accuracy(
    date=dt.date(2026, 1, 2),
    version="7",
    model="small",
    golden="abc",
    articles=2,
    words=90,
    figures=FIGURES,
    reliability={"names": (Bin(0.5, 0.6, 1, 2),), "speakers": ()},
)


def test_what_is_written_is_read_again() -> None:
    assert from_json(to_json(MADE)) == MADE


def test_each_measure_is_a_line_of_the_file() -> None:
    assert '\n    "body": {"right": 3, "found": 4, "wanted": 6},\n' in to_json(MADE)


def test_the_report() -> None:
    rows = list(report(MADE))
    assert rows[0] == "Measured on 2026-01-02 with version 7 and the model small: 2 articles, 90 words."
    assert rows[4] == "| Article text, by characters | 0.750 | 0.500 | 0.600 | 3 / 4 / 6 |"
    assert "| Kinds of lines: title, byline, caption… | 0.750 | | | 3 / 4 |" in rows
    assert len(rows) == len(MEASURES) + 4


def test_the_figures_that_come_with_the_site_are_of_all_measures() -> None:
    assert load_accuracy().figures.keys() == {measure.key for measure in MEASURES}
