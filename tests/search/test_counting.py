import datetime as dt
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.search import counting
from articles.search.counting import Tally, _without
from articles.search.criteria import Criteria
from articles.search.queries import full_query
from articles.search.tantivy_engine import TantivyEngine
from articles.search.understanding import understand
from tests import factories
from tests.index import Index

FIELDS = ("company", "person", "topic", "source", "year", "month")


@pytest.fixture
def tally(index: Index, monkeypatch: pytest.MonkeyPatch) -> Callable[[Criteria, float], Tally]:
    """The counts of an archive of twelve articles, where results beyond a share of it are counted by what they leave out."""
    companies = [factories.company(f"Company {at}") for at in range(5)]
    people = [factories.person(f"Person {at}") for at in range(4)]
    topics = [factories.topic(name) for name in ("Robotics", "Chips")]
    for at in range(12):
        factories.article(
            title="A common title" if at % 4 else "Another",
            companies=tuple(companies[: at % 5 + 1]),
            people=tuple(people[at % 4 :]),
            topics=(topics[at % 2],),
            source=factories.source(f"Source {at % 3}"),
            published=dt.date(2020 + at % 3, at % 12 + 1, 1) if at else None,
        )
    index.refresh()
    engine = TantivyEngine(index.folder)

    def counted(criteria: Criteria, most: float) -> Tally:
        monkeypatch.setattr(counting, "MOST", most)
        return engine._snapshot().tally(full_query(criteria))

    return counted


@pytest.mark.parametrize("q", ["", "common", "another", "-common", "nothing"])
def test_what_is_left_out_gives_the_same_counts(tally: Callable[[Criteria, float], Tally], q: str) -> None:
    criteria = Criteria(words=understand(q).node)
    direct, by_rest = tally(criteria, 1.0), tally(criteria, -1.0)
    assert direct.total == by_rest.total
    assert {name: direct.values[name] for name in FIELDS} == {name: by_rest.values[name] for name in FIELDS}


def test_the_whole_archive_is_counted(tally: Callable[[Criteria, float], Tally]) -> None:
    assert tally(Criteria(), 0.5).total == 12
    assert dict(tally(Criteria(), 0.5).facets()["year"]) == {2020: 3, 2021: 4, 2022: 4}


values = st.dictionaries(st.integers(0, 30), st.integers(1, 9), max_size=30)


@given(values, st.data(), st.integers(1, 10))
def test_the_most_frequent_of_what_remains(whole: dict[int, int], data: st.DataObject, size: int) -> None:
    taken = {value: data.draw(st.integers(0, count)) for value, count in whole.items()}
    remaining = {value: count - taken[value] for value, count in whole.items() if count > taken[value]}
    ordered = tuple(sorted(remaining.items(), key=lambda it: (-it[1], it[0])))
    pairs = tuple(sorted(whole.items(), key=lambda it: (-it[1], it[0])))
    assert (
        _without(pairs, tuple((value, count) for value, count in taken.items() if count), size)
        == ordered[:size]
    )
