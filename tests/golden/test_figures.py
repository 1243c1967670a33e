"""The machine is still as right as the site says that it is."""

from articles.evaluation.accuracy import MEASURES, load_accuracy
from articles.management.commands.evaluate import measured
from newsroom.env import ROOT

MOST_LOST = 0.05


def test_no_figure_has_fallen_far_below_what_is_published() -> None:
    now = measured(ROOT / "tests/golden/articles").figures
    kept = load_accuracy().figures
    fallen = {
        measure.label: f"{kept[measure.key].f1:.3f} to {now[measure.key].f1:.3f}"
        for measure in MEASURES
        if now[measure.key].f1 < kept[measure.key].f1 - MOST_LOST
    }
    assert fallen == {}
