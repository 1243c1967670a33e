import datetime as dt
import random
from datetime import MAXYEAR
from itertools import chain

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.models import Article
from articles.search.criteria import MOST_RELEVANT, PAGE_SIZE, Criteria, Sort
from articles.search.paging import leap
from articles.search.understanding import understand
from tests import factories
from tests.index import Index

MONTHS = st.dictionaries(
    st.integers(0, 400).map(lambda it: dt.date(1990 + it // 12, it % 12 + 1, 1)), st.integers(1, 10**6)
)


@given(MONTHS, st.sampled_from(Sort), st.integers(0, 10**8))
def test_no_more_is_passed_over_than_one_month_has(
    months: dict[dt.date, int], sort: Sort, offset: int
) -> None:
    found = leap(months, sort, offset)
    left = found.offset if found else offset
    assert 0 <= left < max([1, *months.values()]) or offset >= sum(months.values())


@pytest.mark.parametrize("sort", [Sort.NEWEST, Sort.OLDEST])
@pytest.mark.parametrize("q", ["", "plant"])
def test_all_pages_together_are_the_result_in_order(index: Index, sort: Sort, q: str) -> None:
    chance = random.Random(7)  # noqa: S311  which dates does not matter
    days = [dt.date(2023, 11, 25) + dt.timedelta(chance.randrange(120)) for _ in range(90)]
    made = [factories.article(published=it) for it in [*days, *([None] * 35)]]
    index.refresh()
    words = understand(q).node
    pages = [index.engine.search(Criteria(words=words, sort=sort, page=it)).ids for it in range(1, 9)]
    assert [len(it) for it in pages] == [*([PAGE_SIZE] * 6), 5, 0]

    def place(article: Article) -> tuple[int, int]:
        day = article.published.toordinal() if article.published else None
        turn = -1 if sort is Sort.NEWEST else 1
        return (turn * day if day else MAXYEAR * 366), turn * article.pk

    assert list(chain(*pages)) == [it.pk for it in sorted(made, key=place)]


def test_relevance_ends_with_the_most_relevant() -> None:
    assert Criteria(words=understand("plant").node, sort=Sort.RELEVANCE).reach(10**6) == MOST_RELEVANT
    assert Criteria(words=understand("plant").node, sort=Sort.NEWEST).reach(10**6) == 10**6
    assert Criteria(words=understand("plant").node, sort=Sort.RELEVANCE).reach(7) == 7
