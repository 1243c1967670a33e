"""An import is taken back as one, and can be brought back."""

from datetime import timedelta
from pathlib import Path

import pytest
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.db.models import CASCADE
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries, Settings

from articles.actions import imports, tagging
from articles.actions.errors import ActionError
from articles.actions.undo import undo as undo_any
from articles.ingest import withdrawal
from articles.ingest.health import health
from articles.ingest.putting_aside import everything
from articles.models import Article, Company, CompanyTag, ImportRun, Operation, Page, Person, Revision, Source
from articles.search.criteria import Criteria
from articles.search.tantivy_engine import TantivyEngine
from tests import factories
from tests.ingest import small_model
from tests.ingest.archive import contents
from tests.ingest.press import load, outcomes, story, write

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _small(settings: Settings, tmp_path_factory: pytest.TempPathFactory) -> None:
    settings.NEWSROOM_MODEL = small_model.NAME
    settings.NEWSROOM_INDEX = tmp_path_factory.mktemp("index")


def taken_back(run: ImportRun) -> Operation:
    operation = imports.undo(run=run, by=None)
    run.refresh_from_db()
    return operation


def brought_back(run: ImportRun) -> None:
    operation = imports.taken_back(run)
    assert operation is not None
    imports.restore(operation=operation, by=None)
    run.refresh_from_db()


def test_what_an_import_made_and_changed_is_as_before_and_comes_back_as_it_was(tmp_path: Path) -> None:
    path = write(tmp_path, "a.txt", story(1))
    write(tmp_path, "b.txt", story(2))
    load(tmp_path)
    before = contents()
    path.write_text(story(1, "Ben Okoro left Orrin Labs in May."))
    write(tmp_path, "c.txt", story(3, "Orrin Labs said so."))
    run, _ = load(tmp_path)
    after = contents()
    assert outcomes(run) == {"a.txt": "changed", "b.txt": "unchanged", "c.txt": "new"}

    operation = taken_back(run)

    assert contents() == before
    assert (
        operation.summary == f"Took import {run.pk} back: 1 article taken out, 1 put back to its earlier text"
    )
    assert run.status == ImportRun.Status.UNDONE
    brought_back(run)
    assert contents() == after
    assert run.status == ImportRun.Status.DONE
    taken_back(run)
    assert contents() == before


def test_names_of_which_nothing_else_speaks_leave_the_lists_and_the_search(
    tmp_path: Path, settings: Settings
) -> None:
    write(tmp_path, "a.txt", story(1))
    load(tmp_path)
    write(tmp_path, "b.txt", story(2, "Ben Okoro left Orrin Labs in May."))
    run, _ = load(tmp_path)
    engine = TantivyEngine(Path(settings.NEWSROOM_INDEX))

    def listed() -> set[str]:
        names = (it.name for model in (Company, Person) for it in model.objects.for_directory())
        return set(names)

    assert {"Orrin Labs", "Ben Okoro", "Vela Robotics"} <= listed()
    assert engine.search(Criteria(copies=True)).total == 2
    taken_back(run)
    assert listed() & {"Orrin Labs", "Ben Okoro", "Vela Robotics"} == {"Vela Robotics"}
    assert engine.search(Criteria(copies=True)).total == 1


def test_what_editors_decided_goes_and_comes_back_with_the_article(tmp_path: Path, editor: User) -> None:
    write(tmp_path, "a.txt", story(1))
    run, _ = load(tmp_path)
    article = Article.objects.get()
    tagging.add(article=article, subject=factories.company("Quill Foods"), by=editor)
    tagging.remove(article=article, subject=Company.objects.get(name="Tarn Capital"), by=editor)
    decided = contents()
    preview = imports.preview(run)
    assert preview.decided == (("add tag", 1), ("remove tag", 1))
    assert [it.summary for it in preview.newest] == ["Removed Tarn Capital", "Added Quill Foods"]
    taken_back(run)
    assert not CompanyTag.objects.exists()
    brought_back(run)
    assert contents() == decided


def test_what_editors_decided_about_a_changed_article_stays(tmp_path: Path, editor: User) -> None:
    path = write(tmp_path, "a.txt", story(1))
    load(tmp_path)
    path.write_text(story(1, "Ben Okoro left Orrin Labs in May."))
    run, _ = load(tmp_path)
    article = Article.objects.get()
    tagging.remove(article=article, subject=Company.objects.get(name="Tarn Capital"), by=editor)
    tagging.remove(article=article, subject=Company.objects.get(name="Orrin Labs"), by=editor)
    taken_back(run)
    removed = CompanyTag.objects.filter(article=article, removed=True).values_list("company__name", flat=True)
    assert set(removed) == {"Tarn Capital", "Orrin Labs"}
    assert "Okoro" not in Article.objects.get().text


def test_an_article_that_a_later_import_changed_stays(tmp_path: Path) -> None:
    path = write(tmp_path, "a.txt", story(1))
    first, _ = load(tmp_path)
    path.write_text(story(1, "The second plant follows in May."))
    second, _ = load(tmp_path)
    path.write_text(story(1, "The second plant never came."))
    third, _ = load(tmp_path)
    for run in (first, second):
        assert (imports.preview(run).reach.articles, imports.preview(run).reach.stay) == (0, 1)
    taken_back(second)
    assert "never came" in Article.objects.get().text
    taken_back(third)
    assert "follows in May" in Article.objects.get().text
    brought_back(second)  # whose text it is already
    assert "follows in May" in Article.objects.get().text
    taken_back(second)
    assert "Nothing more was said" in Article.objects.get().text
    taken_back(first)
    assert not Article.objects.exists()


def test_what_was_imported_anew_since_is_not_brought_back_twice(tmp_path: Path) -> None:
    write(tmp_path, "a.txt", story(1))
    write(tmp_path, "b.txt", story(2))
    first, _ = load(tmp_path)
    taken_back(first)
    (tmp_path / "b.txt").unlink()
    second, _ = load(tmp_path)
    assert outcomes(second) == {"a.txt": "new"}
    assert (len(imports.preview(first).reach.new), imports.preview(first).reach.stay) == (1, 1)
    brought_back(first)
    assert Article.objects.count() == 2
    assert str(tmp_path / "b.txt") in Article.objects.values_list("origin", flat=True)


def test_an_earlier_text_that_is_anothers_by_now_is_not_put_back(tmp_path: Path) -> None:
    path = write(tmp_path, "a.txt", story(1))
    load(tmp_path)
    path.write_text(story(2))
    run, _ = load(tmp_path)
    write(tmp_path, "b.txt", story(1))
    load(tmp_path)
    before = contents()
    taken_back(run)
    assert contents() == before


def test_files_of_other_imports_that_go_too_are_counted(tmp_path: Path) -> None:
    write(tmp_path, "one/a.txt", story(1))
    write(tmp_path, "two/b.txt", story(1))
    write(tmp_path, "two/c.txt", story(2))
    run, _ = load(tmp_path / "one")
    load(tmp_path / "two")
    assert imports.preview(run).files == 1


def test_merged_names_are_told_and_stay_merged(tmp_path: Path) -> None:
    write(tmp_path, "a.txt", story(1))
    run, _ = load(tmp_path)
    Company.objects.filter(name="Tarn Capital").update(merged_into=factories.company("Tarn Group"))
    assert imports.preview(run).merged == 1
    taken_back(run)
    assert Company.objects.get(name="Tarn Capital").merged_into is not None


def test_a_cancelled_import_is_taken_back_and_one_that_runs_is_not(tmp_path: Path) -> None:
    run = ImportRun.objects.create(status=ImportRun.Status.RUNNING)
    with pytest.raises(ActionError, match="has not ended"):
        imports.undo(run=run, by=None)
    done, _ = load(write(tmp_path, "a.txt", story()))
    ImportRun.objects.filter(pk=done.pk).update(status=ImportRun.Status.CANCELLED)
    taken_back(done)
    with pytest.raises(ActionError, match="taken back already"):
        imports.undo(run=done, by=None)
    brought_back(done)
    assert done.status == ImportRun.Status.CANCELLED


def test_once_purged_nothing_is_brought_back(tmp_path: Path) -> None:
    path = write(tmp_path, "a.txt", story(1))
    load(tmp_path)
    path.write_text(story(1, "The second plant follows in May."))
    kept, _ = load(tmp_path)
    run, _ = load(write(tmp_path, "b.txt", story(2)))
    operation = taken_back(run)
    assert withdrawal.purge(timezone.now() - timedelta(days=1)) == 0
    assert withdrawal.purge(timezone.now()) == 1
    assert Revision.objects.get().run == kept  # an earlier text of an article that is there
    with pytest.raises(ActionError, match="deleted for good"):
        imports.restore(operation=operation, by=None)


def test_only_those_who_may_import_take_back(tmp_path: Path, editor: User, admin: User) -> None:
    run, _ = load(write(tmp_path, "a.txt", story()))
    with pytest.raises(PermissionDenied):
        imports.undo(run=run, by=editor)
    operation = imports.undo(run=run, by=admin)
    with pytest.raises(PermissionDenied):
        undo_any(operation=operation, by=editor)
    undo_any(operation=operation, by=admin)
    with pytest.raises(ActionError, match="already been undone"):
        undo_any(operation=operation, by=admin)


def test_the_number_of_queries_does_not_grow_with_the_articles(
    tmp_path: Path, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(12):
        write(tmp_path, f"{number}.txt", story(number))
    run, _ = load(tmp_path)
    with django_assert_max_num_queries(70):
        taken_back(run)


def test_nothing_hangs_on_what_hangs_on_an_article() -> None:
    """`everything` knows one level; what is put aside would be torn from what hangs on it."""
    hanging = [it.related_model for it in Article._meta.related_objects if it.on_delete is CASCADE]
    assert len(everything()) == len(hanging)  # without sketches, which are made anew, and with itself
    assert not [it for model in hanging for it in model._meta.related_objects]


def test_imports_taken_back_last_first_leave_what_was_there_before_each(tmp_path: Path) -> None:
    states, runs = [], []
    for name, text in (
        (0, 2),
        (2, 0),
        (2, 2),
        (0, 1),
    ):  # at last, one file takes the text that another gives up
        states.append(contents())
        write(tmp_path, f"{name}.txt", story(text))
        runs.append(load(tmp_path)[0])
    last = contents()
    for run, state in zip(reversed(runs), reversed(states), strict=True):
        taken_back(run)
        assert contents() == state
    for run in runs:
        brought_back(run)
    assert contents() == last


def test_a_story_loses_its_leading_version_and_regains_it(tmp_path: Path) -> None:
    write(tmp_path, "a.txt", story(1, "The fullest account of it all leads the others, which stop before."))
    first, _ = load(tmp_path)
    write(tmp_path, "b.txt", story(1, "Harbour Wire printed it, too."))
    write(tmp_path, "c.txt", story(1, "So did the town's paper."))
    load(tmp_path)
    leading = Article.objects.get(story=None)
    assert leading.origin.endswith("a.txt")
    before = contents()
    taken_back(first)
    assert Article.objects.get(story=None).copies.count() == 1
    assert not Article.objects.filter(pk=leading.pk).exists()
    brought_back(first)
    assert contents() == before


def test_what_an_import_measured_counts_as_long_as_it_stands(tmp_path: Path) -> None:
    write(tmp_path, "the-ledger/a.txt", story(1))
    load(tmp_path)
    write(tmp_path, "the-ledger/b.txt", story(2))
    run, _ = load(tmp_path)
    source = Source.objects.get()

    def articles() -> int:
        return health([source])[source.pk].articles

    assert articles() == 2
    taken_back(run)
    assert articles() == 1
    brought_back(run)
    assert articles() == 2


def test_pages_go_with_the_last_that_was_taken_out_of_them(tmp_path: Path) -> None:
    page = "<html><body><article><h1>Vela opens {0}</h1><p>{1}</p></article></body></html>"
    words = (
        "Vela Robotics opened plant {0} on Monday, its chief executive Ana Petrov told {0} reporters in Oslo. "
        * 8
    )
    path = write(tmp_path, "a.html", page.format(1, words.format(1)))
    load(tmp_path)
    path.write_text(page.format(1, words.format(2)))
    load(tmp_path)
    run, _ = load(write(tmp_path, "b.html", page.format(3, words.format(3))))
    taken_back(run)
    withdrawal.purge(timezone.now() - timedelta(days=1))
    assert Page.objects.count() == 3
    withdrawal.purge(timezone.now())
    assert Page.objects.count() == 2  # of the article, and of what it was before
