"""What metadata says of an article that is known: applied when it changes, without reading the text again."""

import datetime as dt
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction

from articles.actions import imports
from articles.models import Article, Mention, Revision, TopicTag
from tests import factories
from tests.ingest.archive import contents
from tests.ingest.press import load, outcomes, story, write

pytestmark = pytest.mark.django_db

HEAD = "---\ndate: {date}\nauthor: {author}\nurl: {url}\ntags: [{tags}]\nsource: The Ledger\n---\n"
FIRST = {"date": "2025-06-24", "author": "Mia Lund", "url": "https://ledger.example/vela", "tags": "Robotics"}


def told(press: Path, name: str = "a.txt", number: int = 0, words: str = "", **facts: str) -> Path:
    return write(press, name, HEAD.format(**{**FIRST, **facts}) + story(number, words))


def reason(run: Any) -> str:
    return str(run.files.get().reason)


def test_a_change_of_facts_is_told_and_applied(press: Path) -> None:
    told(press)
    load(press)
    before, mentions = Article.objects.get(), set(Mention.objects.values_list("pk", flat=True))
    told(press, date="2025-07-01", author="Olu Bello", url="https://ledger.example/vela-2")
    run, _ = load(press)
    article = Article.objects.get()
    assert (outcomes(run), reason(run)) == ({"a.txt": "changed"}, "Changed: date, authors, address.")
    assert (article.published, article.byline) == (dt.date(2025, 7, 1), ["Olu Bello"])
    assert article.url == "https://ledger.example/vela-2"
    assert (article.pk, article.text) == (before.pk, before.text)
    assert set(Mention.objects.values_list("pk", flat=True)) == mentions  # the text was not read again
    assert outcomes(load(press)[0]) == {"a.txt": "unchanged"}


def test_tags_that_are_topics_come_and_go(press: Path) -> None:
    told(press, tags="Earnings")
    load(press)
    told(press, tags="Startups, Semiconductors")
    run, _ = load(press)
    given = TopicTag.objects.filter(confidence=1.0).values_list("topic__slug", flat=True)
    assert reason(run) == "Changed: tags."
    assert "earnings" not in given
    assert "semiconductors" in given
    assert Article.objects.get().given["tags"] == ["Startups", "Semiconductors"]


def test_a_changed_text_says_what_else_has_changed(press: Path) -> None:
    told(press)
    load(press)
    told(press, words="The second plant follows in May.", author="Olu Bello")
    assert reason(load(press)[0]) == "Changed: text, authors."


def test_facts_that_an_import_has_changed_are_as_before_when_it_is_taken_back(press: Path) -> None:
    told(press)
    load(press)
    before = contents()
    told(press, date="2025-07-01", tags="Earnings")
    run, _ = load(press)
    imports.undo(run=run, by=None)
    assert contents() == before


def test_another_file_of_a_known_page_changes_its_article(press: Path) -> None:
    told(press, "old/a.txt")
    load(press)
    pk = Article.objects.get().pk
    told(press, "new/b.txt", words="The second plant follows in May.")
    run, _ = load(press / "new")
    article = Article.objects.get()
    assert outcomes(run) == {"b.txt": "changed"}
    assert (article.pk, article.origin) == (pk, str(press / "new/b.txt"))
    assert Revision.objects.get().article_id == pk
    assert outcomes(load(press / "new")[0]) == {"b.txt": "unchanged"}


def test_of_two_files_with_one_page_in_an_import_the_second_is_an_article_without_it(press: Path) -> None:
    told(press, "a.txt", 1)
    told(press, "b.txt", 2)
    run, _ = load(press)
    assert outcomes(run) == {"a.txt": "new", "b.txt": "new"}
    assert dict(Article.objects.values_list("origin", "url")) == {
        str(press / "a.txt"): FIRST["url"],
        str(press / "b.txt"): "",
    }
    reason = run.files.get(path__endswith="b.txt").reason
    assert reason == f"The address is that of {press / 'a.txt'}, too, and left to it."
    assert set(outcomes(load(press)[0]).values()) == {"unchanged"}


def test_one_page_at_two_sources_is_two_articles(press: Path) -> None:
    told(press, "a.txt", 1)
    load(press)
    write(press, "b.txt", HEAD.format(**FIRST).replace("The Ledger", "Harbour Wire") + story(2))
    load(press)
    assert list(Article.objects.values_list("url", flat=True)) == [FIRST["url"]] * 2


def test_an_address_that_another_article_has_is_left_to_it(press: Path) -> None:
    told(press, "a.txt", 1)
    told(press, "b.txt", 2, url="https://ledger.example/other")
    load(press)
    told(press, "b.txt", 2)
    run, _ = load(press)
    assert "left to it" in run.files.get(path__endswith="b.txt").reason
    assert Article.objects.get(url=FIRST["url"]).origin == str(press / "a.txt")


def test_the_address_of_a_site_is_no_article_s(press: Path) -> None:
    told(press, "a.txt", 1, url="https://ledger.example/")
    run, _ = load(press)
    assert Article.objects.get().url == ""
    assert "that of the whole site" in reason(run)


def test_a_page_that_another_article_has_by_now_keeps_an_import_from_coming_back(press: Path) -> None:
    told(press, "a.txt", 1)
    run, _ = load(press)
    imports.undo(run=run, by=None)
    (press / "a.txt").unlink()
    told(press, "b.txt", 2)
    load(press)
    operation = imports.taken_back(run)
    assert operation is not None
    imports.restore(operation=operation, by=None)
    assert Article.objects.get().origin == str(press / "b.txt")


def test_the_migration_leaves_an_address_to_the_first_that_was_imported(press: Path) -> None:
    migration = import_module("articles.migrations.0027_article_once_a_page")
    constraint = next(it for it in Article._meta.constraints if it.name == "article_once_a_page")
    source = factories.source()
    with connection.schema_editor() as editor:
        editor.remove_constraint(Article, constraint)
    for hour in (2, 1, 3):
        made = factories.article(f"Vela {hour}", source=source, url=FIRST["url"])
        Article.objects.filter(pk=made.pk).update(imported_at=dt.datetime(2026, 1, 1, hour, tzinfo=dt.UTC))
    factories.article("Elsewhere", url=FIRST["url"])
    with connection.schema_editor() as editor:
        editor.execute(migration.LEAVE_TO_THE_FIRST)
        editor.add_constraint(Article, constraint)
    kept = Article.objects.exclude(url="").values_list("title", flat=True)
    assert set(kept) == {"Vela 1", "Elsewhere"}
    with pytest.raises(IntegrityError), transaction.atomic():
        factories.article("Elsewhere again", url=FIRST["url"])
