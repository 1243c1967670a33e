import datetime as dt
import json
import shutil
from concurrent.futures import ThreadPoolExecutor
from itertools import chain
from typing import Any

import pytest

from articles.models import Article, CompanyTag
from articles.search.criteria import NONE, PAGE_SIZE, Choice, Criteria, Sort
from articles.search.engine import IndexUnavailableError
from articles.search.facet_fields import KINDS
from articles.search.pieces import Piece
from articles.search.store import STATE_FILE
from articles.search.tantivy_engine import get_engine
from articles.search.understanding import understand
from tests import factories
from tests.index import Index


def ids(index: Index, q: str = "", **asked: Any) -> list[int]:
    index.refresh()
    return list(index.engine.search(Criteria(words=understand(q).node, **asked)).ids)


def marked(pieces: tuple[Piece, ...]) -> list[str]:
    return [it.text for it in pieces if it.match]


@pytest.mark.parametrize(
    "q",
    [
        "plant",
        "PLANTS",
        "café",
        "cafe",
        "opened",
        '"opened plants"',
        '"open plant"',
        "“opened plants”",
        "don't",
        "don’t",
        "AT&T",
        "plants -solar",
        '-"plants opened"',
        "re: plants",
    ],
)
def test_words_find_the_article(index: Index, q: str) -> None:
    article = factories.article(
        title="Re: a quiet day", body="They opened plants. A Café? We don’t, said AT&T."
    )
    assert ids(index, q) == [article.pk]


@pytest.mark.parametrize(
    "q", ["solar", "plants -opened", '"plants opened"', "plants solar", '-"opened plants"', "-day", "T&AT"]
)
def test_words_pass_the_article_by(index: Index, q: str) -> None:
    factories.article(title="A quiet day", body="They opened plants, said AT&T.")
    assert ids(index, q) == []


@pytest.mark.parametrize("q", ["", "???", '""', "-", "*", "^", "(", "\0"])
def test_what_holds_no_word_finds_all(index: Index, q: str) -> None:
    article = factories.article()
    assert ids(index, q) == [article.pk]


@pytest.mark.parametrize(
    "q", ["id:1", "day:[0 TO 9999999]", "person:[0 TO 9]", "title:/x.*/", "a^9e99", '"a b"~9']
)
def test_nothing_reaches_the_numbers_of_the_index(index: Index, q: str) -> None:
    factories.article()
    assert ids(index, q) == []


def test_boilerplate_is_not_searched(index: Index) -> None:
    article = factories.article(body="Subscribe to our letter")
    Article.objects.update(
        blocks=[["title", 0, len(article.title)], ["boilerplate", len(article.title), 999]]
    )
    assert ids(index, "subscribe") == []


def test_a_reporter_is_found_by_name(index: Index) -> None:
    article = factories.article(byline=["Ines Okafor"])
    factories.article(byline=["Tom Reed"])
    assert ids(index, "ines okafor") == [article.pk]


def test_a_word_in_the_title_counts_for_more(index: Index) -> None:
    inside = factories.article(title="A quiet day", body="A reactor and a plant.")
    named = factories.article(title="A reactor opens", body="It was a quiet day.")
    assert ids(index, "reactor", sort=Sort.RELEVANCE) == [named.pk, inside.pk]


def test_the_undated_come_last_in_both_orders(index: Index) -> None:
    undated = [factories.article().pk for _ in range(2)]
    late = [factories.article(published=dt.date(2025, 3, 2)).pk for _ in range(2)]
    early = factories.article(published=dt.date(1999, 1, 1)).pk
    assert ids(index) == [*late[::-1], early, *undated[::-1]]
    assert ids(index, sort=Sort.OLDEST) == [early, *late, *undated]


def test_the_pages_together_are_the_result(index: Index) -> None:
    made = [factories.article(published=dt.date(2025, 1, it % 28 + 1)).pk for it in range(2 * PAGE_SIZE + 5)]
    pages = [ids(index, page=it) for it in (1, 2, 3)]
    assert [len(it) for it in pages] == [PAGE_SIZE, PAGE_SIZE, 5]
    assert sorted(chain(*pages)) == made


@pytest.mark.parametrize("page", [2, 10**6, 10**30])
def test_beyond_the_last_page_are_no_hits_but_counts(index: Index, page: int) -> None:
    factories.article()
    index.refresh()
    answer = index.engine.search(Criteria(page=page))
    assert (answer.ids, answer.total) == ((), 1)


def test_filters_must_all_be_met(index: Index) -> None:
    vela, brand = factories.company("Vela"), factories.company("Brand")
    ana, source = factories.person(), factories.source()
    both = factories.article(
        companies=(vela, brand), people=(ana,), source=source, published=dt.date(2025, 6, 24)
    )
    factories.article(companies=(vela,), published=dt.date(2025, 6, 25))
    assert ids(index, choices={"company": Choice((vela.pk, brand.pk))}) == [both.pk]
    assert ids(index, choices={"company": Choice((vela.pk,)), "person": Choice((ana.pk,))}) == [both.pk]
    assert ids(index, choices={"source": Choice((source.pk,))}, q="plant") == [both.pk]
    assert ids(index, date_from=dt.date(2025, 6, 24), date_to=dt.date(2025, 6, 24)) == [both.pk]
    assert len(ids(index, date_from=dt.date.min, date_to=dt.date.max)) == 2


def test_any_value_none_and_all_but_some(index: Index) -> None:
    vela, brand = factories.company("Vela"), factories.company("Brand")
    first, second, both = (factories.article(companies=it).pk for it in ((vela,), (brand,), (vela, brand)))
    nobody = factories.article().pk

    def found(*args: Any, **asked: Any) -> set[int]:
        return set(ids(index, choices={"company": Choice(*args, **asked)}))

    assert found((vela.pk, brand.pk), any=True) == {first, second, both}
    assert found((vela.pk,), (brand.pk,)) == {first}
    assert found((), (brand.pk,)) == {first, nobody}
    assert found((NONE,)) == {nobody}
    assert found((NONE, brand.pk), any=True) == {second, both, nobody}
    assert found((), (NONE,)) == {first, second, both}


def test_kinds_and_outlets_are_facets(index: Index) -> None:
    ledger, vela = factories.company("The Ledger", kind="media"), factories.company("Vela")
    cited = factories.article(companies=(ledger, vela))
    CompanyTag.objects.filter(company=ledger).update(cited=True)
    factories.article(companies=(ledger,))
    index.refresh()
    answer = index.engine.search(Criteria())
    assert answer.facets["kind"] == ((KINDS["media"], 2), (KINDS["company"], 1))
    assert answer.facets["outlet"] == ((ledger.pk, 1),)
    assert answer.lacking["outlet"] == 1
    assert answer.lacking["company"] == 1
    assert ids(index, choices={"outlet": Choice((ledger.pk,))}) == [cited.pk]


def test_having_quotes_and_a_date(index: Index) -> None:
    dated = factories.article(published=dt.date(2025, 6, 24)).pk
    said = factories.article()
    factories.quote(said, "We sank.")
    index.refresh()
    answer = index.engine.search(Criteria())
    assert (answer.lacking["quotes"], answer.lacking["dated"]) == (1, 1)
    assert ids(index, choices={"quotes": Choice(without=(NONE,))}) == [said.pk]
    assert ids(index, choices={"dated": Choice((NONE,))}) == [said.pk]
    assert ids(index, choices={"dated": Choice(without=(NONE,))}) == [dated]


def test_source_counts_what_it_would_add_and_year_what_would_replace_it(index: Index) -> None:
    ledger, courier = factories.source("Ledger"), factories.source("Courier")
    for source, year in ((ledger, 2024), (ledger, 2025), (courier, 2025)):
        factories.article(source=source, published=dt.date(year, 5, 1))
    index.refresh()
    answer = index.engine.search(
        Criteria(
            choices={"source": Choice((ledger.pk,), any=True)},
            date_from=dt.date(2025, 1, 1),
            date_to=dt.date(2025, 12, 31),
        )
    )
    assert answer.total == 1
    assert answer.beyond == {"source"}
    assert answer.facets["source"] == ((courier.pk, 1),)
    assert answer.facets["year"] == ((2025, 1), (2024, 1))
    assert answer.months == {dt.date(2025, 5, 1): 1}


def test_tags_that_an_editor_removed_do_not_count(index: Index) -> None:
    company = factories.company()
    factories.article(companies=(company,))
    CompanyTag.objects.update(removed=True, origin="editor")
    index.refresh()
    assert index.engine.search(Criteria()).facets["company"] == ()
    assert ids(index, choices={"company": Choice((company.pk,))}) == []


def test_a_merged_company_counts_as_the_one_it_became_and_once(index: Index) -> None:
    vela = factories.company("Vela")
    old = factories.company("Vela Inc", merged_into=vela)
    article = factories.article(companies=(vela, old))
    assert ids(index, choices={"company": Choice((vela.pk,))}) == [article.pk]
    assert index.engine.search(Criteria()).facets["company"] == ((vela.pk, 1),)


@pytest.mark.parametrize(
    ("kind", "shown"), [("company", True), ("fund", True), ("media", False), ("public body", False)]
)
def test_any_organisation_filters_but_media_and_public_bodies_are_no_companies(
    index: Index, kind: str, *, shown: bool
) -> None:
    company = factories.company(kind=kind)
    article = factories.article(companies=(company,))
    assert ids(index, choices={"company": Choice((company.pk,))}) == [article.pk]
    assert bool(index.engine.search(Criteria()).facets["company"]) is shown


def test_matches_are_pieces_of_the_text_as_it_is(index: Index) -> None:
    article = factories.article(
        title="“Plánts” & <b>more</b>",
        body="Ünï said no. " * 40 + "<script>The plants</script> ‘opened’. " + "Ünï said no. " * 40,
    )
    index.refresh()
    found = index.engine.search(Criteria(words=understand("plant").node, sort=Sort.RELEVANCE)).highlights[
        article.pk
    ]
    assert "".join(it.text for it in found.title) == article.title
    assert marked(found.title) == ["Plánts"]
    assert set(marked(found.passage)) == {"plants"}
    passage = "".join(it.text for it in found.passage)
    assert passage.startswith("…")
    assert passage.endswith("…")
    assert passage.strip("…") in article.text


def test_a_passage_that_is_the_whole_body_has_no_ellipsis(index: Index) -> None:
    article = factories.article(body="The plants opened.")
    index.refresh()
    passage = index.engine.search(Criteria(words=understand("plants").node)).highlights[article.pk].passage
    assert "".join(it.text for it in passage) == "The plants opened."


def test_excluded_words_are_not_marked(index: Index) -> None:
    article = factories.article(title="Plants open", body="Quiet days.")
    index.refresh()
    found = index.engine.search(Criteria(words=understand("plants -reactor").node)).highlights[article.pk]
    assert marked(found.title) == ["Plants"]
    assert found.passage == ()


def test_a_reader_sees_a_commit_at_the_next_search_in_every_thread(index: Index) -> None:
    with ThreadPoolExecutor(4) as threads:
        for count in range(1, 4):
            factories.article()
            index.refresh()
            totals = list(threads.map(lambda _: index.engine.search(Criteria()).total, range(8)))
            assert totals == [count] * 8


def test_there_is_one_engine_a_process(index: Index) -> None:
    assert get_engine() is index.engine


def test_without_an_index_the_engine_says_so(index: Index) -> None:
    shutil.rmtree(index.folder)
    with pytest.raises(IndexUnavailableError, match="being built"):
        index.engine.search(Criteria())
    with pytest.raises(IndexUnavailableError, match="being built"):
        index.engine.search(Criteria())


def test_an_index_of_another_version_is_not_read(index: Index) -> None:
    file = index.folder / "current" / STATE_FILE
    file.write_text(json.dumps(json.loads(file.read_text()) | {"version": 0}))
    with pytest.raises(IndexUnavailableError):
        index.engine.search(Criteria())


def test_a_damaged_index_is_reported_in_words(index: Index) -> None:
    factories.article()
    index.refresh()
    for file in (index.folder / "current").resolve().glob("*.fast"):
        file.write_bytes(b"damaged")
    with pytest.raises(IndexUnavailableError):
        index.engine.search(Criteria())
