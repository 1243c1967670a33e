"""Lines that many articles of a source share are learned, cut, and come back when their rule is revoked."""

from pathlib import Path

import pytest
from django.contrib.auth.models import User
from django.utils import timezone

from articles.actions import undo
from articles.ingest import reextraction
from articles.ingest import run as importing
from articles.ingest.learning import learn
from articles.models import Article, Mention, Operation, ReadingRun, Rule, Source
from articles.models.import_run import ImportRun
from tests.ingest.press import load, write

pytestmark = pytest.mark.django_db

HOUSE = "The Ledger is printed in Oslo by Tarn Capital, which has owned it since the winter of the year 1921."
LABEL = "Letters from Orrin Labs"


def story(number: int) -> str:
    """An article of a story of its own."""
    return f"""Vela Robotics opens plant {number} in Oslo

24 June 2025

Vela Robotics opened plant {number} on Monday, its chief executive Ana Petrov told {number} reporters in Oslo.

"We will build {number} thousand robots a year in hall {number}," said Ana Petrov, CEO of Vela Robotics.

The company has put ${number} million into hall {number}, and employs {number} people and robots of the kind {number}.

In town {number} nothing more was said of the {number} robots until the end of day {number}.
"""


def fill(press: Path, articles: int = 9, first: int = 1) -> None:
    for number in range(first, first + articles):
        write(press, f"the-ledger/{number:03}.txt", f"{story(number)}\n{HOUSE}\n")


def cut(article: Article) -> list[str]:
    return [article.text[start:end] for kind, start, end in article.blocks if kind == "boilerplate"]


def tagged(name: str) -> int:
    return Article.objects.filter(company_tags__company__key=name, company_tags__removed=False).count()


def test_the_first_import_of_a_source_learns_and_cuts(press: Path) -> None:
    fill(press)
    run, _ = load(press)
    rule = Rule.objects.get()
    assert (rule.sample, rule.articles, rule.of, rule.origin) == (HOUSE, 9, 9, "machine")
    assert len(rule.examples) == 3
    assert run.status == ImportRun.Status.DONE
    assert all(cut(article) == [HOUSE] for article in Article.objects.all())
    assert {tuple(it) for it in Article.objects.values_list("rules", flat=True)} == {(rule.pk,)}
    assert tagged("tarn capital") == 0
    assert tagged("vela robotics") == 9
    operation = Operation.objects.get()
    assert (operation.kind, operation.by) == ("learn rules", None)
    assert operation.summary.startswith("Learned 1 furniture line of The Ledger: “The Ledger is printed")


def test_articles_to_come_are_cut_as_they_are_read(press: Path) -> None:
    fill(press)
    load(press)
    readings = ReadingRun.objects.count()
    fill(press, 2, first=50)
    load(press)
    assert Article.objects.count() == 11
    assert all(cut(article) == [HOUSE] for article in Article.objects.all())
    assert ReadingRun.objects.count() == readings
    assert (Rule.objects.get().articles, Rule.objects.get().of) == (11, 11)


def test_a_few_articles_teach_nothing(press: Path) -> None:
    fill(press, 4)
    load(press)
    assert not Rule.objects.exists()
    assert tagged("tarn capital") == 4


def test_learning_later_reaches_the_articles_before(press: Path) -> None:
    fill(press, 4)
    load(press)
    fill(press, 5, first=10)
    load(press)
    assert Rule.objects.get().articles == 9
    assert all(cut(article) == [HOUSE] for article in Article.objects.all())


def test_sources_learn_apart_and_files_without_a_source_not_at_all(press: Path) -> None:
    fill(press)
    for number in range(9):
        write(press, f"{number}.txt", f"{story(number + 100)}\n{HOUSE}\n")
        label = LABEL if number < 5 else ""
        write(
            press,
            f"the-wire/{number}.txt",
            f"{story(number + 200)}\n{label}\n\nThis is the end of piece {number}.\n",
        )
    load(press)
    assert set(Rule.objects.values_list("source__slug", "sample")) == {
        ("the-ledger", HOUSE),
        ("the-wire", LABEL),
    }
    assert tagged("tarn capital") == 9


def test_whatever_the_workers_the_end_is_the_same(press: Path) -> None:
    fill(press, 40)
    load(press, workers=2)
    assert all(cut(article) == [HOUSE] for article in Article.objects.all())
    assert learn(Source.objects.get().pk) == []


def test_a_revoked_rule_brings_its_line_back_and_is_not_learned_again(press: Path) -> None:
    fill(press)
    load(press)
    Rule.objects.update(revoked_at=timezone.now())
    run = reextraction.create(scope=ReadingRun.Scope.RULES, source=Source.objects.get())
    reextraction.execute(run, workers=1)
    assert (run.read, run.changed) == (9, 9)
    assert not any(cut(article) for article in Article.objects.all())
    assert tagged("tarn capital") == 9
    assert Mention.objects.filter(company__key="tarn capital").count() == 9
    fill(press, 3, first=20)
    load(press)
    assert Rule.objects.get().revoked_at
    assert tagged("tarn capital") == 12
    Rule.objects.update(revoked_at=None)
    reextraction.execute(
        reextraction.create(scope=ReadingRun.Scope.RULES, source=Source.objects.get()), workers=1
    )
    assert all(cut(article) == [HOUSE] for article in Article.objects.all())
    assert tagged("tarn capital") == 0
    assert not Mention.objects.filter(company__key="tarn capital").exists()


def test_an_import_stopped_before_it_learns_learns_when_taken_up(
    press: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(press)
    run = importing.create([press])

    def fail(*arguments: object) -> list[Rule]:
        raise SystemExit

    with monkeypatch.context() as patch:
        patch.setattr("articles.ingest.aftercare.learn", fail)
        with pytest.raises(SystemExit):
            importing.execute(run, workers=1)
    assert not Rule.objects.exists()
    assert importing.execute(run, workers=1).done == 9
    assert run.status == ImportRun.Status.DONE
    assert all(cut(article) == [HOUSE] for article in Article.objects.all())


def test_what_was_learned_can_be_undone(press: Path, editor: User) -> None:
    fill(press)
    load(press)
    undo.undo(operation=Operation.objects.get(), by=editor)
    assert Rule.objects.get().revoked_at
    assert learn(Source.objects.get().pk) == []
    reextraction.execute(ReadingRun.objects.unfinished()[0], workers=1)
    assert tagged("tarn capital") == 9


def test_what_a_new_source_s_files_clearly_share_is_cut_as_they_are_read(press: Path) -> None:
    fill(press, 30)
    load(press)
    rule = Rule.objects.get()
    assert (rule.articles, rule.of, len(rule.examples)) == (30, 30, 3)
    assert all(cut(article) == [HOUSE] for article in Article.objects.all())
    assert not ReadingRun.objects.exists()
    assert {tuple(it) for it in Article.objects.values_list("rules", flat=True)} == {(rule.pk,)}


def test_files_that_cannot_be_read_teach_nothing(press: Path) -> None:
    fill(press, 12)
    for number in range(12):
        write(press, f"the-ledger/x{number}.txt", b"\0\1\2" * 100)
    _, receipt = load(press)
    assert receipt.rejected == 12
    assert Rule.objects.get().articles == 12
