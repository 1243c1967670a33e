from articles.search.criteria import Criteria
from articles.search.telling import lookups, telling
from articles.search.understanding import understand
from tests import factories
from tests.index import Index


def test_names_weigh_by_how_much_they_stand_out() -> None:
    usual = {("company", 1): 1000, ("company", 2): 12, ("person", 3): 9, ("company", 4): 2}
    counts = {"company": [(1, 20), (2, 10), (4, 2)], "person": [(3, 9)]}
    found = telling(counts, 20, lambda facet, pk: usual[facet, pk], 1000)
    assert found == (("company", 2), ("person", 3))


def test_a_search_names_those_who_stand_out_in_it(index: Index) -> None:
    vela, ana = factories.company("Vela Robotics"), factories.person("Ana Petrov")
    everywhere = factories.company("Everywhere")
    for number in range(24):
        about = number < 4
        factories.article(
            "A reactor" if about else "A bakery",
            companies=(vela, everywhere) if about else (everywhere,),
            people=(ana,) if about else (),
        )
    index.refresh()
    answer = index.engine.search(Criteria(words=understand("reactor").node))
    assert {it.label: it.url for it in lookups(answer, "reactor")} == {
        "Vela Robotics": "/?company=vela-robotics",
        "Ana Petrov": "/?person=ana-petrov",
    }
    assert [it.label for it in lookups(answer, "reactor vela")] == ["Ana Petrov"]
    assert index.engine.search(Criteria()).telling == ()
