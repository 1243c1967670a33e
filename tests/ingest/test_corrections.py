"""What an editor has decided of an article's metadata holds, whatever imports and re-readings bring."""

import datetime as dt
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.management import call_command

from articles.actions import corrections, imports
from articles.ingest import run as importing
from articles.models import Article, Operation, Revision
from tests import factories
from tests.ingest.archive import contents
from tests.ingest.press import load, outcomes
from tests.ingest.test_facts import reason, told

pytestmark = pytest.mark.django_db

SECOND = {
    "published": "2024-05-02",
    "published_basis": "editor",
    "inferred_from": None,
    "inferred_to": None,
}
PARTS: dict[str, dict[str, Any]] = {
    "title": {"title": "Vela goes to Oslo"},
    "date": SECOND,
    "authors": {"byline": ["Ida Quist"]},
    "address": {"url": "https://ledger.example/oslo"},
}


def decide(editor: User, **parts: dict[str, Any]) -> Operation:
    return corrections.correct(article=Article.objects.get(), parts=parts, by=editor)


def shown() -> tuple[Any, ...]:
    article = Article.objects.get()
    return article.title, article.published, article.byline, article.url


def told_date() -> object:
    return (Article.objects.get().told or {})["date"]["published"]


DECIDED = ("Vela goes to Oslo", dt.date(2024, 5, 2), ["Ida Quist"], "https://ledger.example/oslo")


def test_a_file_that_says_otherwise_is_told_and_not_followed(press: Path, editor: User) -> None:
    told(press)
    load(press)
    decide(editor, date=SECOND)
    told(press, date="2024-05-03", author="Olu Bello")
    run, _ = load(press)
    words = "Changed: authors. The file says 3 May 2024; kept: 2 May 2024, decided by editor."
    assert (outcomes(run), reason(run)) == ({"a.txt": "changed"}, words)
    article = Article.objects.get()
    assert (article.published, article.byline) == (dt.date(2024, 5, 2), ["Olu Bello"])
    assert told_date() == "2024-05-03"
    assert outcomes(load(press)[0]) == {"a.txt": "unchanged"}


def test_each_part_holds_through_changed_texts_and_re_readings(press: Path, editor: User) -> None:
    told(press)
    load(press)
    decide(editor, **PARTS)
    told(press, words="The second plant follows in May.", date="2025-07-01", author="Olu Bello")
    run, _ = load(press)
    assert reason(run).startswith("Changed: text. The file says 1 July 2025; kept: 2 May 2024")
    assert shown() == DECIDED
    call_command("reextract", "--all", "--workers", "1")
    assert shown() == DECIDED
    for part in PARTS:
        corrections.follow_file(article=Article.objects.get(), part=part, by=editor)
    assert shown() == (
        "Vela Robotics opens a plant in Oslo",
        dt.date(2025, 7, 1),
        ["Olu Bello"],
        "https://ledger.example/vela",
    )
    assert Article.objects.get().told is None


def test_a_preview_says_what_would_be_kept(press: Path, editor: User) -> None:
    told(press)
    load(press)
    decide(editor, **PARTS)
    told(press, date="2024-05-03")
    preview = importing.create([press], dry_run=True)
    importing.execute(preview, workers=1)
    assert reason(preview) == reason(load(press)[0]) != ""


def test_an_import_taken_back_takes_its_word_with_it_and_leaves_the_decision(
    press: Path, editor: User
) -> None:
    told(press)
    load(press)
    told(press, date="2025-07-01", author="Olu Bello")
    run, _ = load(press)
    decide(editor, date=SECOND, source={"source_id": factories.source("Harbour Wire").pk})
    before = contents()
    imports.undo(run=run, by=None)
    article = Article.objects.get()
    assert (article.published, article.byline) == (dt.date(2024, 5, 2), ["Mia Lund"])
    assert (article.source, told_date()) == (factories.source("Harbour Wire"), "2025-06-24")
    imports.restore(operation=Operation.objects.get(kind="undo import"), by=None)
    assert contents() == before
    assert told_date() == "2025-07-01"


def test_a_decision_undone_meanwhile_does_not_come_back_with_an_import(press: Path, editor: User) -> None:
    told(press)
    load(press)
    operation = decide(editor, date=SECOND)
    told(press, author="Olu Bello")
    run, _ = load(press)
    corrections.undo(operation=operation, by=editor)
    imports.undo(run=run, by=None)
    assert shown()[1:3] == (dt.date(2025, 6, 24), ["Mia Lund"])
    assert Article.objects.get().told is None


def test_decisions_go_and_come_back_with_their_article(press: Path, editor: User) -> None:
    told(press)
    run, _ = load(press)
    decide(editor, **PARTS)
    before = contents()
    imports.undo(run=run, by=None)
    imports.restore(operation=Operation.objects.get(kind="undo import"), by=None)
    assert contents() == before
    assert not Revision.objects.exists()
    assert shown() == DECIDED


def test_an_address_that_was_taken_off_is_free_and_one_that_was_given_is_not(
    press: Path, editor: User
) -> None:
    told(press)
    load(press)
    decide(editor, address=PARTS["address"])
    told(press, date="2025-07-01")
    told(press, "b.txt", 2)  # has the address that the first was given in its file
    told(press, "c.txt", 3, url="https://ledger.example/oslo")
    run, _ = load(press)
    assert outcomes(run) == {"a.txt": "changed", "b.txt": "new", "c.txt": "new"}
    urls = Article.objects.order_by("pk").values_list("url", flat=True)
    assert list(urls) == ["https://ledger.example/oslo", "https://ledger.example/vela", ""]
