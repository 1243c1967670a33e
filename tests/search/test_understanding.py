import pytest
from pytest_django import DjangoAssertNumQueries

from articles.models import Alias, Source, SourceAlias
from articles.search.language.nodes import Named, leaves
from articles.search.understanding import understand, unknown
from tests import factories

pytestmark = pytest.mark.django_db


def labels(typed: str) -> list[str]:
    return [
        found.label for it in leaves(understand(typed).node) if isinstance(it, Named) for found in it.found
    ]


@pytest.mark.parametrize(
    "typed",
    [
        'company:"Vela Robotics"',
        "company:(“VÉLA ROBOTICS”)",
        "company:vela-robotics",
        "company:VRX",
        'company:"Vela Robots Inc"',
        "-(x company:VRX)",
    ],
)
def test_a_company_is_found_by_each_of_its_names(typed: str) -> None:
    vela = factories.company("Vela Robotics")
    Alias.objects.create(company=vela, name="VRX", key="vrx", ambiguous=True)
    factories.company("Vela Robots Inc", merged_into=vela)
    assert labels(typed) == ["Vela Robotics"]


def test_several_that_share_a_name_are_all_meant() -> None:
    for name in ("Ana Petrov", "Boris Petrov", "Ana Reed"):
        factories.person(name)
    assert labels("person:petrov") == ["Ana Petrov", "Boris Petrov"]


def test_a_whole_name_is_no_surname() -> None:
    for name in ("Petrov", "Ana Petrov"):
        factories.person(name)
    assert labels("person:petrov") == ["Petrov"]


def test_a_speaker_is_a_person_or_an_organisation() -> None:
    factories.person("Ana Vela")
    factories.company("Vela")
    assert labels("speaker:vela") == ["Ana Vela", "Vela"]


def test_topics_and_sources_are_found_by_name_and_slug() -> None:
    factories.topic("Quantum Computing")
    factories.source("The Ledger")
    assert labels('topic:"quantum computing" topic:quantum-computing') == ["Quantum Computing"] * 2
    assert labels('source:ledger source:"the ledger"') == ["The Ledger"] * 2


def test_sources_are_found_by_alias_and_by_what_was_merged_into_them() -> None:
    ledger = factories.source("The Ledger")
    online = factories.source("Online")
    Source.objects.filter(pk=online.pk).update(merged_into=ledger)
    SourceAlias.objects.create(source=online, name="ledger.example", key="ledgerexample")
    assert labels('source:online source:"ledger.example"') == ["The Ledger"] * 2


def test_a_name_that_nobody_bears_finds_nothing_and_is_known_as_such() -> None:
    node = understand("company:Nowhere solar").node
    assert [it.name for it in unknown(node)] == ["Nowhere"]


def test_names_take_one_query_a_kind(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    with django_assert_num_queries(0):
        understand("solar plant after:2024")
    with django_assert_num_queries(3):
        understand("company:a company:b person:c speaker:d topic:e")
