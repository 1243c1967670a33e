from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser, User
from django.core.exceptions import PermissionDenied
from hypothesis import given, settings
from hypothesis import strategies as st
from pytest_django import DjangoAssertNumQueries

from articles.actions import sources
from articles.actions.errors import ActionError
from articles.actions.undo import undo
from articles.ingest.sources import Sources, find
from articles.models import Article, Operation, Source, SourceAlias
from tests import factories

pytestmark = pytest.mark.django_db


def everything() -> list[tuple[Any, ...]]:
    rows = Source.objects.order_by("pk").values_list("pk", "name", "slug", "merged_into")
    return [*rows, *SourceAlias.objects.order_by("key").values_list("source", "name", "key")]


def test_what_comes_in_under_the_earlier_name_stays_its_own(admin: User) -> None:
    source = factories.source("The Ledger")
    done = sources.rename(source=source, name=" Ledger  Daily ", by=admin)
    source.refresh_from_db()
    assert (source.name, source.slug) == ("Ledger Daily", "the-ledger")
    assert {find(name) for name in ("The Ledger", "the-ledger", "ledger daily", "Ledger Daily")} == {
        source.pk
    }
    assert Sources().id("LEDGER DAILY") == source.pk
    assert done.summary == "Renamed The Ledger to Ledger Daily"
    undo(operation=done, by=admin)
    assert everything() == [(source.pk, "The Ledger", "the-ledger", None)]


def test_a_merged_source_counts_as_another_and_so_do_its_articles_to_come(admin: User) -> None:
    ledger, online, third = map(factories.source, ("The Ledger", "Ledger Online", "Ledger App"))
    sources.merge(source=third, into=online, by=admin)
    done = sources.merge(source=online, into=ledger, by=admin)
    assert set(Source.objects.exclude(merged_into=None).values_list("merged_into", flat=True)) == {ledger.pk}
    assert Sources().id("Ledger Online") == online.pk
    assert Source.objects.get(pk=online.pk).current == ledger
    undo(operation=done, by=admin)
    assert Source.objects.get(pk=third.pk).merged_into == online
    assert Source.objects.get(pk=online.pk).merged_into is None


def test_lists_name_what_a_source_became_without_asking_for_each(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    ledger = factories.source("The Ledger")
    for number in range(3):
        factories.article(source=factories.source(f"Ledger {number}"))
    Source.objects.exclude(pk=ledger.pk).update(merged_into=ledger)
    with django_assert_num_queries(1):
        assert [str(it.source and it.source.current) for it in Article.objects.for_list()] == [
            "The Ledger"
        ] * 3


def test_merging_into_what_was_merged_leads_to_what_it_became(admin: User) -> None:
    ledger, online, third = map(factories.source, ("The Ledger", "Ledger Online", "Ledger App"))
    sources.merge(source=online, into=ledger, by=admin)
    sources.merge(source=third, into=online, by=admin)
    assert Source.objects.get(pk=third.pk).merged_into == ledger
    with pytest.raises(ActionError, match="cannot be merged with itself"):
        sources.merge(source=ledger, into=online, by=admin)
    with pytest.raises(ActionError, match="Ledger App is part of The Ledger already"):
        sources.merge(source=third, into=online, by=admin)


def test_a_merged_source_is_split_off_again(admin: User) -> None:
    ledger, online = map(factories.source, ("The Ledger", "Ledger Online"))
    sources.merge(source=online, into=ledger, by=admin)
    done = sources.split_off(source=online, by=admin)
    assert Source.objects.get(pk=online.pk).merged_into is None
    with pytest.raises(ActionError, match="is not part of another"):
        sources.split_off(source=online, by=admin)
    undo(operation=done, by=admin)
    assert Source.objects.get(pk=online.pk).merged_into == ledger


def test_aliases_lead_to_a_source_until_they_are_removed(admin: User) -> None:
    ledger = factories.source("The Ledger")
    sources.add_alias(source=ledger, name="ledger.example", by=admin)
    assert find("Ledger Example") is None
    assert find("ledger.example") == Sources().id("Ledger.Example") == ledger.pk
    with pytest.raises(ActionError, match=r"known as ledger\.example already"):
        sources.add_alias(source=ledger, name="ledger.example", by=admin)
    sources.remove_alias(source=ledger, name="ledger.example", by=admin)
    assert find("ledger.example") is None
    with pytest.raises(ActionError, match="is no alias of The Ledger"):
        sources.remove_alias(source=ledger, name="ledger.example", by=admin)


def test_the_name_itself_is_no_alias_to_remove(admin: User) -> None:
    ledger = factories.source("The Ledger")
    sources.rename(source=ledger, name="Ledger Daily", by=admin)
    with pytest.raises(ActionError, match="is no alias"):
        sources.remove_alias(source=ledger, name="Ledger Daily", by=admin)


@pytest.mark.parametrize("name", ["", " ", "!!", "\0", "x" * 201])
def test_what_is_no_name(admin: User, name: str) -> None:
    for action in (sources.rename, sources.add_alias):
        with pytest.raises(ActionError, match="A name needs letters or digits"):
            action(source=factories.source(), name=name, by=admin)


@pytest.mark.parametrize("name", ["The Wire", "the wire", "wire.example"])
def test_names_of_others_are_refused(admin: User, name: str) -> None:
    wire = factories.source("The Wire")
    sources.add_alias(source=wire, name="wire.example", by=admin)
    for action in (sources.rename, sources.add_alias):
        with pytest.raises(ActionError, match="The Wire goes by that name; merge the two instead"):
            action(source=factories.source(), name=name, by=admin)


def test_a_name_that_was_taken_meanwhile_stands_in_the_way_of_undoing(admin: User) -> None:
    ledger = factories.source("The Ledger")
    sources.rename(source=ledger, name="Ledger Daily", by=admin)
    done = sources.rename(source=ledger, name="Daily", by=admin)
    sources.remove_alias(source=ledger, name="Ledger Daily", by=admin)
    with pytest.raises(ActionError, match="changed since"):
        undo(operation=done, by=admin)
    done = Operation.objects.get(kind=sources.REMOVE_ALIAS)
    factories.source("Other").aliases.create(name="Ledger Daily", key="ledger-daily")
    with pytest.raises(ActionError, match="Another source goes by one of the names now"):
        undo(operation=done, by=admin)


def test_only_admins_change_sources(editor: User, admin: User) -> None:
    ledger, wire = factories.source(), factories.source("The Wire")
    done = sources.rename(source=ledger, name="Daily", by=admin)
    for nobody in (editor, AnonymousUser()):
        for action in _actions(ledger, wire, "x", nobody):
            with pytest.raises(PermissionDenied):
                action()
        with pytest.raises(PermissionDenied):
            undo(operation=done, by=nobody)
    assert Operation.objects.count() == 1


def _actions(source: Source, other: Source, name: str, by: Any) -> list[Callable[[], Operation]]:
    return [
        lambda: sources.rename(source=source, name=name, by=by),
        lambda: sources.merge(source=source, into=other, by=by),
        lambda: sources.split_off(source=source, by=by),
        lambda: sources.add_alias(source=source, name=name, by=by),
        lambda: sources.remove_alias(source=source, name=name, by=by),
    ]


STEPS = st.tuples(
    st.integers(0, 4),
    st.integers(0, 2),
    st.integers(0, 2),
    st.sampled_from(["Ledger", "Wire", "A", "B", "a"]),
)


@settings(max_examples=40)
@given(st.lists(STEPS, max_size=8))
def test_whatever_was_done_can_be_undone(admin: User, steps: list[tuple[int, int, int, str]]) -> None:
    Source.objects.update(merged_into=None)
    Source.objects.all().delete()
    rows = [factories.source(name) for name in ("Ledger", "Wire", "Post")]
    before, done = everything(), []
    for action, source, other, name in steps:
        try:
            done.append(_actions(rows[source], rows[other], name, admin)[action]())
        except ActionError:
            continue
    for operation in reversed(done):
        undo(operation=operation, by=admin)
    assert everything() == before
