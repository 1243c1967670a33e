"""The published figures are of this version of the machine and of this evaluation set: `make accuracy` makes them so."""

from articles.evaluation.accuracy import load_accuracy, report
from articles.evaluation.load import fingerprint
from articles.reading import VERSION
from newsroom.env import ROOT
from tests.project.test_architecture import read

STALE = "articles/data/accuracy.json is of another version: run `make accuracy`"


def test_the_figures_are_of_this_version_of_the_machine() -> None:
    assert load_accuracy().version == VERSION, STALE


def test_the_figures_are_of_this_evaluation_set() -> None:
    assert load_accuracy().golden == fingerprint(ROOT / "tests/golden/articles"), STALE


def test_the_document_tells_the_figures_of_the_site() -> None:
    written = (
        read("docs/extraction.md").partition("<!-- accuracy -->\n")[2].partition("<!-- /accuracy -->")[0]
    )
    assert written.splitlines() == list(report(load_accuracy())), STALE
