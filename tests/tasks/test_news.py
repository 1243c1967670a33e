import pytest
from django.contrib.auth.models import User
from django.core import mail
from django.utils import timezone
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob
from pytest_django import Settings

from articles.actions import saved_searches
from articles.folding.fold import fold
from articles.models import Arrival, JobNote, News, SavedSearch
from articles.search.indexer import catch_up
from articles.tasks import jobs
from tests import factories
from tests.tasks.workers import work

pytestmark = pytest.mark.django_db(transaction=True)


def due() -> None:
    app.configure_task("find_news").defer(timestamp=0)


def test_a_worker_tells_of_what_came_in() -> None:
    saved_searches.save(query="q=plant", by=User.objects.create_user("reader"))
    Arrival.objects.create(article=factories.article("A plant"))
    fold()
    catch_up()
    due()
    work()
    assert News.objects.get().article.title == "A plant"
    assert not JobNote.objects.exists()  # a row a minute, which nobody would see


def test_without_an_index_it_waits() -> None:
    Arrival.objects.create(article=factories.article("A plant"))
    due()
    work()
    assert Arrival.objects.exists()
    assert not ProcrastinateJob.objects.filter(status="failed").exists()


def test_the_list_of_jobs_has_words_for_it() -> None:
    due()
    assert jobs.TITLES["find_news"] == jobs.shown(ProcrastinateJob.objects.all())[0].title


@pytest.fixture
def reader(settings: Settings) -> User:
    settings.MAILERS = {"default": {"BACKEND": "django.core.mail.backends.locmem.EmailBackend"}}
    return User.objects.create_user("reader", email="reader@mail.example")


def come_in(reader: User) -> None:
    search = SavedSearch.objects.create(owner=reader, name="Plants", query="q=plant", alert=True)
    News.objects.create(search=search, article=factories.article("A plant"), due=True)


def ask_whom_to_mail() -> None:
    app.configure_task("mail_alerts").defer(timestamp=0)
    work("minutely")


def test_a_worker_mails_what_is_due_and_the_list_of_jobs_says_so(reader: User) -> None:
    come_in(reader)
    ask_whom_to_mail()
    work()
    assert [it.to for it in mail.outbox] == [["reader@mail.example"]]
    (job,) = jobs.shown(jobs.listed("done").filter(task_name="mail_alert"))
    assert (job.title, job.words) == ("Mail to reader about saved searches", "Articles told of: 1.")
    ask_whom_to_mail()
    work()
    assert len(mail.outbox) == 1


def test_a_person_has_one_job_that_waits(reader: User) -> None:
    come_in(reader)
    ask_whom_to_mail()
    ask_whom_to_mail()
    assert ProcrastinateJob.objects.filter(task_name="mail_alert", status="todo").count() == 1


def test_a_mail_that_no_server_takes_is_tried_again(reader: User, settings: Settings) -> None:
    come_in(reader)
    settings.MAILERS = {"default": {"BACKEND": "tests.alerts.test_mailing.Refusing"}}
    ask_whom_to_mail()
    work()
    job = ProcrastinateJob.objects.get(task_name="mail_alert")
    assert (job.status, job.attempts) == ("todo", 1)
    assert job.scheduled_at > timezone.now()
    assert News.objects.filter(due=True).exists()


def test_without_a_mail_server_nothing_is_tried_and_nothing_is_lost(reader: User, settings: Settings) -> None:
    come_in(reader)
    settings.MAILERS = {}
    ask_whom_to_mail()
    assert not ProcrastinateJob.objects.filter(task_name="mail_alert").exists()
    assert News.objects.filter(due=True).exists()
