import pytest
from hypothesis import given
from hypothesis import strategies as st
from pytest_django import DjangoAssertNumQueries

from articles.models import Alias, Company, CompanyTag
from articles.search.criteria import Criteria
from articles.search.directory import DIGITS, LETTERS, PAGE_SIZE, DirectoryCriteria, companies, people
from tests import factories
from tests.index import Index


@pytest.fixture
def anchor(index: Index) -> Company:
    """One of three companies in two articles; a fourth is in none."""
    vela, anchor = factories.company("Vela Robotics"), factories.company("Anchor")
    third = factories.company("3Wise", kind="fund")
    factories.company("Unseen")
    factories.article(companies=(vela, anchor))
    factories.article("Another", companies=(vela, third))
    index.refresh()
    return anchor


def names(index: Index, criteria: DirectoryCriteria) -> list[str]:
    return [it.subject.name for it in companies(criteria, index.engine).entries]


@pytest.mark.usefixtures("anchor")
def test_companies_of_articles_are_listed_by_name_with_their_counts(index: Index) -> None:
    found = companies(DirectoryCriteria(), index.engine).entries

    assert [(it.subject.name, it.count) for it in found] == [
        ("3Wise", 1),
        ("Anchor", 1),
        ("Vela Robotics", 2),
    ]


def test_what_an_editor_took_away_is_not_listed(index: Index, anchor: Company) -> None:
    CompanyTag.objects.filter(company=anchor).update(removed=True, origin="editor")

    assert names(index, DirectoryCriteria()) == ["3Wise", "Vela Robotics"]


def test_a_count_is_of_what_a_search_lists(index: Index, anchor: Company) -> None:
    first = factories.article("The story", companies=(anchor,))
    factories.article("The story elsewhere", companies=(anchor,), story=first)
    index.refresh()

    listed = companies(DirectoryCriteria(letter="A"), index.engine).entries[0].count

    assert listed == 2
    assert index.engine.search(Criteria.of("company", anchor.pk)).total == listed


@pytest.mark.usefixtures("anchor")
def test_a_letter_lists_its_names_alone(index: Index) -> None:
    assert names(index, DirectoryCriteria(letter="V")) == ["Vela Robotics"]
    assert names(index, DirectoryCriteria(letter=DIGITS)) == ["3Wise"]
    assert names(index, DirectoryCriteria(letter="Q")) == []


@pytest.mark.usefixtures("anchor")
def test_letters_say_where_there_is_something(index: Index) -> None:
    letters = companies(DirectoryCriteria(), index.engine).letters
    narrowed = companies(DirectoryCriteria(q="an"), index.engine).letters

    assert [it.name for it in letters] == list(LETTERS)
    assert [it.name for it in letters if it.used] == ["A", "V", DIGITS]
    assert [it.name for it in narrowed if it.used] == ["A"]


def test_letters_of_an_empty_archive_lead_nowhere(index: Index) -> None:
    letters = people(DirectoryCriteria(), index.engine).letters

    assert [(it.name, it.used) for it in letters] == [(it, False) for it in LETTERS]


def test_names_are_found_by_any_part_and_by_alias(index: Index, anchor: Company) -> None:
    Alias.objects.create(name="Anchor Freight", key="anchor freight", company=anchor)

    assert names(index, DirectoryCriteria(q="ROBOT")) == ["Vela Robotics"]
    assert names(index, DirectoryCriteria(q="freight")) == ["Anchor"]
    assert names(index, DirectoryCriteria(q="%_\\")) == []


@pytest.mark.usefixtures("anchor")
def test_one_kind_is_listed_alone(index: Index) -> None:
    assert names(index, DirectoryCriteria(kind="fund")) == ["3Wise"]


def test_people_are_sorted_by_surname(index: Index) -> None:
    sam, ana, zoe = (factories.person(name) for name in ("Sam Zeller", "Ana Petrov", "Cher"))
    factories.article("People", people=(sam, ana, zoe))
    index.refresh()

    everybody = people(DirectoryCriteria(), index.engine).entries
    of_p = people(DirectoryCriteria(letter="P"), index.engine).entries

    assert [it.subject.name for it in everybody] == ["Cher", "Ana Petrov", "Sam Zeller"]
    assert [it.subject.name for it in of_p] == ["Ana Petrov"]


@pytest.mark.usefixtures("anchor")
def test_a_page_holds_a_hundred_and_takes_three_queries(
    index: Index, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    many = tuple(factories.company(f"Firm {n:03}") for n in range(PAGE_SIZE))
    factories.article("Many", companies=many)
    index.refresh()

    with django_assert_num_queries(3):
        assert len(companies(DirectoryCriteria(), index.engine).entries) == PAGE_SIZE
    assert len(companies(DirectoryCriteria(page=2), index.engine).entries) == 3


@pytest.mark.parametrize(
    ("query", "criteria"),
    [
        ({}, DirectoryCriteria()),
        (
            {"q": " vela ", "letter": "v", "kind": "fund", "page": "2"},
            DirectoryCriteria("vela", "V", "fund", 2),
        ),
        ({"letter": "VW", "kind": "circus", "page": "-1"}, DirectoryCriteria()),
        ({"page": "9" * 30}, DirectoryCriteria()),
    ],
)
def test_query_strings_are_read(query: dict[str, str], criteria: DirectoryCriteria) -> None:
    assert DirectoryCriteria.read(query) == criteria


@given(st.dictionaries(st.sampled_from(["q", "letter", "kind", "page"]), st.text()))
def test_no_query_string_is_too_odd(query: dict[str, str]) -> None:
    criteria = DirectoryCriteria.read(query)
    assert criteria.page >= 0
    assert "\0" not in criteria.q
