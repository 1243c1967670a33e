import pytest

from articles.search.correction import corrected
from articles.search.criteria import Criteria
from articles.search.results import browse
from articles.search.understanding import understand
from tests import factories
from tests.index import Index


@pytest.fixture
def archive(index: Index) -> Index:
    for number in range(25):
        factories.article(f"Day {number}", "The semiconductor reactor was quiet on Monday.")
    factories.article("Odd", "A semiconducter and a Réactor.")
    index.refresh()
    return index


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("reaktor", "reactor"),
        ("semicondutcor reactr", "semiconductor reactor"),
        ('"quiet reaktor"', '"quiet reactor"'),
        ("monday -reaktor", None),
        ("reactor zeppelin", None),
        ("reaktor~1", None),
        ("day", None),
        ("dya", None),
        ("company:reaktor", None),
        ("semiconducter", "semiconductor"),
    ],
)
def test_misspelt_words_have_better_ones(archive: Index, typed: str, meant: str | None) -> None:
    better = corrected(understand(typed).node, archive.engine)
    assert (better.typed if better else None) == meant


def test_where_nothing_is_found_the_better_words_are_searched(archive: Index) -> None:
    results = browse(Criteria(words=understand("reaktor").node))
    assert results.instead
    assert results.instead.typed == "reactor"
    assert results.total == 26


def test_where_little_is_found_the_better_words_are_only_named(archive: Index) -> None:
    results = browse(Criteria(words=understand("semiconducter").node))
    assert (results.total, results.instead) == (1, None)
    assert results.meant
    assert results.meant.typed == "semiconductor"


def test_what_is_found_is_not_doubted(archive: Index) -> None:
    results = browse(Criteria(words=understand("reactor").node))
    assert (results.instead, results.meant) == (None, None)


def test_better_words_that_find_nothing_are_not_shown(archive: Index) -> None:
    results = browse(Criteria(words=understand("reaktor zeppelin").node))
    assert (results.total, results.instead, results.meant) == (0, None, None)
