"""A story is found by what any of its versions has, and counts once."""

import datetime as dt

import pytest
from django.http import QueryDict

from articles.models import Article
from articles.search.criteria import Choice, Criteria
from articles.search.engine import Answer
from articles.search.filters import ask
from articles.search.understanding import understand
from tests import factories
from tests.index import Index


@pytest.fixture
def archive(index: Index) -> Index:
    """A story of three versions, led by the first, and an article of its own."""
    lead = factories.article(
        "Ferry sinks",
        "The ferry sank.",
        companies=(factories.company("Vela"),),
        source=factories.source("Ledger"),
        published=dt.date(2025, 3, 1),
    )
    factories.article(
        "Boat lost",
        "The ferry sank.\n\nA lighthouse stood by.",
        people=(factories.person(),),
        source=factories.source("Courier"),
        published=dt.date(2025, 4, 2),
        story=lead,
    )
    quoting = factories.article(
        "Ferry sinks", "The ferry sank.", source=factories.source("Courier"), story=lead
    )
    factories.quote(quoting, "We sank.", person=factories.person())
    factories.article("Trams", "A tram and a lighthouse.", published=dt.date(2025, 3, 1))
    index.refresh()
    return index


def answer(index: Index, query: str = "") -> Answer:
    return index.engine.search(ask(QueryDict(query)).criteria)


def titles(found: Answer) -> list[str]:
    rows = Article.objects.in_bulk(found.ids)
    return [rows[it].title for it in found.ids]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", ["Trams", "Ferry sinks"]),
        ("q=lighthouse&sort=oldest", ["Ferry sinks", "Trams"]),
        ("q=title:boat", ["Ferry sinks"]),
        ("q=ferry+lighthouse", ["Ferry sinks"]),
        ("q=ferry+-lighthouse", []),
        ("company=vela&person=ana-petrov", ["Ferry sinks"]),
        ("source=ledger", ["Ferry sinks"]),
        ("source=courier", ["Ferry sinks"]),
        ("quotes=yes", ["Ferry sinks"]),
        ("from=2025-04-01", []),
        ("dated=no", []),
    ],
)
def test_a_story_is_one_hit_with_what_any_version_has(
    archive: Index, query: str, expected: list[str]
) -> None:
    assert titles(answer(archive, query)) == expected


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", ["Boat lost", "Trams", "Ferry sinks", "Ferry sinks"]),
        ("q=lighthouse&sort=oldest", ["Trams", "Boat lost"]),
        ("q=ferry+-lighthouse", ["Ferry sinks", "Ferry sinks"]),
        ("company=vela&person=ana-petrov", []),
        ("source=courier", ["Boat lost", "Ferry sinks"]),
        ("quotes=yes", ["Ferry sinks"]),
    ],
)
def test_each_version_is_a_hit_where_copies_count(archive: Index, query: str, expected: list[str]) -> None:
    assert titles(answer(archive, f"copies=yes&{query}")) == expected


def test_facets_count_what_is_asked_for(archive: Index) -> None:
    once, each = answer(archive), answer(archive, "copies=yes")
    names = {it.pk: it.name for it in (factories.source("Ledger"), factories.source("Courier"))}
    assert {names[pk]: count for pk, count in once.facets["source"]} == {"Ledger": 1, "Courier": 1}
    assert {names[pk]: count for pk, count in each.facets["source"]} == {"Ledger": 1, "Courier": 2}
    assert (once.lacking["source"], each.lacking["source"]) == (1, 1)
    assert (once.lacking["dated"], each.lacking["dated"]) == (0, 1)


def test_the_story_follows_what_happens_to_its_versions(archive: Index) -> None:
    copy = Article.objects.get(title="Boat lost")
    brand = factories.company("Brand")
    copy.company_tags.create(company=brand, mentions=1)
    archive.refresh()
    by_brand = Criteria.of("company", brand.pk)
    assert titles(archive.engine.search(by_brand)) == ["Ferry sinks"]
    Article.objects.filter(pk=copy.pk).update(story=None)
    archive.refresh()
    assert titles(archive.engine.search(by_brand)) == ["Boat lost"]
    Article.objects.filter(title="Trams").update(story=copy)
    archive.refresh()
    assert titles(answer(archive, "q=tram")) == ["Boat lost"]
    Article.objects.filter(title="Trams").delete()
    archive.refresh()
    assert titles(answer(archive, "q=tram")) == []
    assert archive.engine.search(Criteria()).total == 2


def test_a_deleted_lead_leaves_its_versions(archive: Index) -> None:
    Article.objects.get(company_tags__company__name="Vela").delete()
    archive.refresh()
    assert titles(answer(archive)) == ["Boat lost", "Trams", "Ferry sinks"]


def test_the_matches_of_a_version_are_shown(archive: Index) -> None:
    found = answer(archive, "q=lighthouse&sort=oldest")
    assert [it.text for it in found.highlights[found.ids[0]].passage if it.match] == ["lighthouse"]


def test_no_version_of_a_story_is_like_another(index: Index) -> None:
    lead = factories.article("Ferry sinks", "The brass ferry sank near Utterby.")
    copy = factories.article("Boat lost", "The brass ferry sank near Utterby.", story=lead)
    like = factories.article("Brass", "A brass ferry of Utterby.")
    index.refresh()
    assert index.engine.similar(lead.pk, 5) == (like.pk,)
    assert index.engine.similar(copy.pk, 5) == (like.pk,)


def test_choices_are_met_by_the_story_as_a_whole(archive: Index) -> None:
    vela, ana = factories.company("Vela"), factories.person()
    choices = {"company": Choice((vela.pk,)), "person": Choice((), (ana.pk,))}
    assert archive.engine.search(Criteria(words=understand("").node, choices=choices)).total == 0
