import pytest
from django.test import TestCase
from hypothesis import given
from hypothesis import strategies as st

from articles.models import Alias, CompanyTag
from articles.search.directory import DIGITS, PAGE_SIZE, DirectoryCriteria, companies, people
from tests import factories


def names(criteria: DirectoryCriteria) -> list[str]:
    return [company.name for company in companies(criteria).page]


class DirectoryTest(TestCase):
    def setUp(self) -> None:
        self.vela = factories.company("Vela Robotics")
        self.anchor = factories.company("Anchor")
        self.third = factories.company("3Wise", kind="fund")
        factories.company("Unseen")
        factories.article(companies=(self.vela, self.anchor))
        factories.article("Another", companies=(self.vela, self.third))

    def test_companies_of_articles_are_listed_by_name_with_their_counts(self) -> None:
        found = companies(DirectoryCriteria()).page
        assert [
            (company.name, company.articles)  # type: ignore[attr-defined]  # annotated
            for company in found
        ] == [
            ("3Wise", 1),
            ("Anchor", 1),
            ("Vela Robotics", 2),
        ]

    def test_what_an_editor_took_away_is_not_counted(self) -> None:
        CompanyTag.objects.filter(company=self.anchor).update(removed=True, origin="editor")
        assert names(DirectoryCriteria()) == ["3Wise", "Vela Robotics"]

    def test_a_letter_lists_its_names_alone(self) -> None:
        assert names(DirectoryCriteria(letter="V")) == ["Vela Robotics"]
        assert names(DirectoryCriteria(letter=DIGITS)) == ["3Wise"]
        assert names(DirectoryCriteria(letter="Q")) == []

    def test_letters_say_where_there_is_something(self) -> None:
        used = [letter.name for letter in companies(DirectoryCriteria()).letters if letter.used]
        assert used == ["A", "V", DIGITS]

    def test_names_are_found_by_any_part_and_by_alias(self) -> None:
        Alias.objects.create(name="Anchor Freight", key="anchor freight", company=self.anchor)
        assert names(DirectoryCriteria(q="ROBOT")) == ["Vela Robotics"]
        assert names(DirectoryCriteria(q="freight")) == ["Anchor"]
        assert names(DirectoryCriteria(q="%_\\")) == []

    def test_one_kind_is_listed_alone(self) -> None:
        assert names(DirectoryCriteria(kind="fund")) == ["3Wise"]

    def test_people_are_sorted_by_surname(self) -> None:
        sam, ana, zoe = (factories.person(name) for name in ("Sam Zeller", "Ana Petrov", "Cher"))
        factories.article("People", people=(sam, ana, zoe))
        assert [person.name for person in people(DirectoryCriteria()).page] == [
            "Cher",
            "Ana Petrov",
            "Sam Zeller",
        ]
        assert [person.name for person in people(DirectoryCriteria(letter="P")).page] == ["Ana Petrov"]

    def test_a_page_holds_a_hundred_and_takes_three_queries(self) -> None:
        many = tuple(factories.company(f"Firm {n:03}") for n in range(PAGE_SIZE))
        factories.article("Many", companies=many)
        with self.assertNumQueries(3):
            assert len(list(companies(DirectoryCriteria()).page)) == PAGE_SIZE
        assert len(list(companies(DirectoryCriteria(page=2)).page)) == 3


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
