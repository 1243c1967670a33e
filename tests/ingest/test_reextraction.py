import io
from collections.abc import Callable
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from pytest_django import Settings

from articles.ingest import reextraction, stored
from articles.ingest.knowledge import snapshot
from articles.models import Article, Company, CompanyTag, Mention, ReadingRun
from articles.reading import VERSION
from articles.search.criteria import Criteria
from tests import factories
from tests.index import Index
from tests.ingest.archive import contents, spoil
from tests.ingest.press import load, story, write
from tests.ingest.reextracting import reextract_and_die

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _remembering_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is remembered changes what is read: tests/ingest/test_memory.py shows how."""
    monkeypatch.setattr("articles.ingest.memory.FEWEST_ARTICLES", 1_000_000)


@pytest.fixture
def seven(press: Path) -> Path:
    """Seven articles, as this version reads them."""
    for number in range(7):
        write(press, f"the-ledger/{number}.txt", story(number))
    load(press)
    return press


def reextract(*arguments: str) -> str:
    out = io.StringIO()
    call_command("reextract", *arguments, "--workers", "1", stdout=out)
    return out.getvalue()


def test_what_an_earlier_version_read_is_as_a_new_import_has_it(seven: Path) -> None:
    fresh = contents()
    spoil()
    assert reextraction.outdated().count() == 7
    assert reextract().startswith("Read 7 articles again in ")
    assert contents() == fresh
    assert reextract() == "No article had to be read again.\n"
    assert reextraction.outdated().count() == 0


def test_the_receipt_tells_what_changed(seven: Path) -> None:
    Article.objects.update(version="0")
    Mention.objects.filter(article=Article.objects.earliest("pk")).delete()
    assert ": 1 changed, 6 as before.\n" in reextract()
    run = ReadingRun.objects.get()
    assert (run.status, run.seen, run.read, run.changed, run.failed) == ("done", 7, 7, 1, 0)


def test_all_reads_what_is_up_to_date_too(seven: Path) -> None:
    fresh = contents()
    assert "Read 7 articles again" in reextract("--all")
    assert contents() == fresh


def test_one_source_alone(seven: Path) -> None:
    write(seven, "the-wire/a.txt", story(90))
    load(seven)
    Article.objects.update(version="0")
    assert "Read 1 article again" in reextract("--source", "the-wire")
    assert Article.objects.filter(version="0").count() == 7
    with pytest.raises(CommandError, match="There is no source Nobody"):
        reextract("--source", "Nobody")


def test_since_reads_what_older_versions_read(seven: Path) -> None:
    for pk, version in zip(Article.objects.values_list("pk", flat=True), ("9", "10", "11"), strict=False):
        Article.objects.filter(pk=pk).update(version=version)
    assert "Read 5 articles again" in reextract("--since", "10")
    assert set(Article.objects.values_list("version", flat=True)) == {VERSION, "10", "11"}
    with pytest.raises(CommandError, match="There is no version x"):
        reextract("--since", "x")


def test_other_names_make_articles_outdated(seven: Path) -> None:
    factories.company("Oslo Works", origin="editor")
    knowledge = snapshot().version
    assert reextraction.outdated().count() == 7
    reextract()
    assert set(Article.objects.values_list("knowledge", flat=True)) == {knowledge}


def forget_nothing(article: Article) -> None:
    """No decision at all."""


def tag(article: Article) -> None:
    article.company_tags.create(company=factories.company("Orrin Labs"), origin="editor")


def untag(article: Article) -> None:
    article.company_tags.filter(company__key="vela robotics").update(origin="editor", removed=True)


def untag_person(article: Article) -> None:
    article.person_tags.filter(person__key="ana petrov").update(origin="editor", removed=True)


def change_kind(article: Article) -> None:
    Company.objects.filter(key="vela robotics").update(kind="fund", origin="editor")


def merge(article: Article) -> None:
    winner = factories.company("Orrin Labs", origin="editor")
    Company.objects.filter(key="vela robotics").update(merged_into=winner)


def untag_and_merge(article: Article) -> None:
    untag(article)
    merge(article)


@pytest.mark.parametrize(
    "decide", [forget_nothing, tag, untag, untag_person, change_kind, merge, untag_and_merge]
)
def test_what_editors_decided_stays(seven: Path, decide: Callable[[Article], None]) -> None:
    article = Article.objects.earliest("pk")
    decide(article)
    kinds = dict(Company.objects.values_list("key", "kind"))
    decided = list(CompanyTag.objects.filter(origin="editor").order_by("pk").values())
    reextract("--all")
    once = contents()
    reextract("--all")
    assert contents() == once
    assert dict(Company.objects.values_list("key", "kind")) == kinds
    assert list(CompanyTag.objects.filter(origin="editor").order_by("pk").values()) == decided
    shown = set(article.company_tags.filter(removed=False).values_list("company__key", flat=True))
    assert ("orrin labs" in shown) == (decide in {tag, merge})
    assert ("vela robotics" in shown) == (decide not in {untag, merge, untag_and_merge})
    people = set(article.person_tags.filter(removed=False).values_list("person__key", flat=True))
    assert ("ana petrov" in people) == (decide is not untag_person)


def test_a_given_date_is_kept(seven: Path) -> None:
    article = Article.objects.earliest("pk")
    Article.objects.filter(pk=article.pk).update(published="2019-01-02", published_basis="given")
    reextract("--all")
    article.refresh_from_db()
    assert (str(article.published), article.published_basis) == ("2019-01-02", "given")


def test_an_article_that_cannot_be_read_stays_as_it_was(seven: Path) -> None:
    article = Article.objects.earliest("pk")
    Article.objects.filter(pk=article.pk).update(text=f"{article.text}\n\nRAISEERROR was said.", version="0")
    before = list(article.mentions.order_by("start").values())
    with pytest.raises(SystemExit) as ended:
        reextract()
    assert ended.value.code == 1
    assert ReadingRun.objects.get().sentence.endswith("1 could not be read and stayed as they were.") or (
        ReadingRun.objects.get().failed == 1
    )
    assert list(article.mentions.order_by("start").values()) == before


def test_a_text_that_changes_meanwhile_is_left_to_its_import(seven: Path) -> None:
    spoil()
    first = Article.objects.earliest("pk")

    def change(run: ReadingRun) -> None:
        if run.seen == 0:
            Article.objects.filter(pk=first.pk).update(text_hash="0" * 64)

    def start() -> None:
        run = reextraction.create()
        reextraction.execute(run, workers=1, control=reextraction.Control(watch=change))

    start()
    first.refresh_from_db()
    assert first.version == VERSION  # looked at after the change

    spoil()
    original = stored.windows

    def late(*arguments: object) -> object:
        for window in original(*arguments):  # type: ignore[arg-type]
            Article.objects.filter(pk=first.pk).update(text_hash="1" * 64)
            yield window

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(reextraction, "windows", late)
        start()
    first.refresh_from_db()
    assert first.version == "0"
    assert Article.objects.filter(version=VERSION).count() == 6


def test_a_stopped_run_goes_on_where_it_was(seven: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fresh = contents()
    spoil()
    monkeypatch.setattr("articles.ingest.stored.WINDOW", 2)
    run = reextraction.create()
    seen: list[int] = []
    control = reextraction.Control(watch=lambda it: seen.append(it.seen), stop=lambda: seen[-1] >= 4)
    reextraction.execute(run, workers=1, control=control)
    assert (run.finished_at, run.seen) == (None, 4)
    assert reextraction.create() == run
    reextraction.execute(run, workers=1)
    assert (run.status, run.seen, run.read) == ("done", 7, 7)
    assert contents() == fresh


def test_a_run_of_another_version_begins_anew(seven: Path) -> None:
    run = reextraction.create(scope=ReadingRun.Scope.ALL)
    newest = Article.objects.latest("pk").pk
    ReadingRun.objects.update(version="0", status="running", last_id=newest, end_id=newest, seen=7, read=7)
    reextraction.execute(run, workers=1)
    assert (run.version, run.seen, run.read) == (VERSION, 7, 7)


def test_a_cancelled_run_stops(seven: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("articles.ingest.stored.WINDOW", 2)
    spoil()
    run = reextraction.create()
    control = reextraction.Control(watch=reextraction.cancel)
    reextraction.execute(run, workers=1, control=control)
    assert (run.status, run.seen < 7) == ("cancelled", True)
    waiting = reextraction.create()
    assert waiting != run
    assert reextraction.cancel(waiting)
    reextraction.execute(waiting, workers=1)
    assert (waiting.status, waiting.seen) == ("cancelled", 0)
    assert not reextraction.cancel(waiting)


def test_worker_processes_find_what_one_process_finds(press: Path) -> None:
    for number in range(40):
        write(press, f"{number:02}.txt", story(number))
    load(press)
    fresh = contents()
    spoil()
    run = reextraction.execute(reextraction.create(), workers=2)
    assert run.read == 40
    assert contents() == fresh


def test_the_search_follows(press: Path, index: Index) -> None:
    write(press, "a.txt", story())
    load(press)
    vela = Criteria.of("company", Company.objects.get(key="vela robotics").pk)
    spoil()
    index.refresh()
    assert index.engine.search(vela).total == 0
    reextract()
    assert index.engine.search(vela).total == 1


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    ("point", "after"), [("begin", 0), ("read", 1), ("written", 1), ("committed", 2), ("finish", 0)]
)
def test_killed_anywhere_and_run_again_the_end_is_the_same(
    seven: Path, settings: Settings, point: str, after: int
) -> None:
    untag(Article.objects.earliest("pk"))
    reextract("--all")
    fresh = contents()
    spoil()
    reextract_and_die(settings, point, after)
    assert contents() != fresh or point == "finish"
    said = reextract()
    assert contents() == fresh
    assert "Read 7 articles again" in said
    assert ReadingRun.objects.filter(finished_at=None).count() == 0
