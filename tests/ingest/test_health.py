from pathlib import Path

import pytest
from pytest_django import DjangoAssertNumQueries

from articles.ingest.aftercare import settle
from articles.ingest.health import MOST, alarms, health, measure
from articles.ingest.rulebook import Rulebook
from articles.models import ImportRun, Measure, Source
from articles.models.measure import KEPT
from articles.text.health import Sample, Sums
from tests import factories
from tests.ingest.press import load, story, write

pytestmark = pytest.mark.django_db


def sample(articles: int, dated: float = 1.0, words: float = 6.0) -> Sample:
    sums = Sums(articles * dated, articles * dated)
    return Sample(
        articles, Sums(), Sums(articles * words, articles * words * words), sums, Sums(articles, articles)
    )


def test_each_import_measures_what_it_brought(press: Path) -> None:
    write(press, "the-ledger/a.txt", story())
    write(press, "the-ledger/b.txt", "Vela opens\n\n" + story(2).partition("2025\n\n")[2])
    write(press, "the-wire/c.txt", story(3))
    write(press, "d.txt", story(4))
    load(press)
    load(press)
    assert list(Measure.objects.order_by("source__name").values_list("source__name", "articles")) == [
        ("The Ledger", 2),
        ("The Wire", 1),
    ]
    ledger = Source.objects.get(slug="the-ledger")
    found = health([ledger])[ledger.pk]
    assert (found.articles, found.past, found.alarm) == (2, "", "")
    assert found.latest == "0% of lines cut, 60 words, 50% with a date, 50% with an author"


def test_settling_again_measures_once(press: Path) -> None:
    write(press, "the-ledger/a.txt", story())
    run, _ = load(press)
    settle(run, Rulebook(), 1, lambda: False)
    assert Measure.objects.get().articles == 1


def test_of_a_large_import_the_last_articles_are_measured(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("articles.ingest.health.MOST", 2)
    source, run = factories.source(), ImportRun.objects.create()
    for number in range(3):
        made = factories.article(source=source)
        run.files.create(path=f"{number}.txt", outcome="new", article_id=made.pk)
    measure(run, [source.pk])
    assert Measure.objects.get().articles == 2 < MOST


def test_the_oldest_measures_are_forgotten() -> None:
    source = factories.source()
    runs = [ImportRun.objects.create() for _ in range(KEPT + 2)]
    for run in runs:
        Measure.objects.keep(source.pk, run, sample(1))
    kept = Measure.objects.values_list("run", flat=True)
    assert list(kept) == [run.pk for run in reversed(runs[2:])]


def test_an_alarm_says_what_is_different(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    ledger, wire, quiet = map(factories.source, ("The Ledger", "The Wire", "Quiet"))
    for source, dated in ((ledger, 0.0), (wire, 1.0)):
        for it in (sample(80), sample(30, dated)):
            Measure.objects.keep(source.pk, ImportRun.objects.create(), it)
    with django_assert_num_queries(1):
        found = health([ledger, wire, quiet])
    assert found[ledger.pk].alarm == (
        "The pages of The Ledger seem to be made differently of late: 0% have a date, 100% before."
    )
    assert (found[wire.pk].alarm, found[wire.pk].articles) == ("", 30)
    assert quiet.pk not in found
    assert alarms(ImportRun.objects.filter(measures__source=ledger).latest("pk")) == [found[ledger.pk].alarm]
    assert alarms(ImportRun.objects.filter(measures__source=wire).latest("pk")) == []
