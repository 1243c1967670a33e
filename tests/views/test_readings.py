import pytest
from django.test import Client
from procrastinate.contrib.django.models import ProcrastinateJob

from articles.models import ReadingRun
from tests import factories

pytestmark = pytest.mark.django_db


def test_it_says_how_many_are_out_of_date_and_starts_a_run_once(admin_client: Client) -> None:
    factories.article()
    html = admin_client.get("/desk/readings/").content.decode()
    assert "Read 1 article again" in html
    assert "No worker is running" in html
    for _ in range(2):
        html = admin_client.post("/desk/readings/start/", follow=True).content.decode()
    assert "Waiting to start." in html
    run = ReadingRun.objects.get()
    assert (run.scope, run.by and run.by.username) == ("outdated", "admin")
    assert ProcrastinateJob.objects.filter(args__run_id=run.pk).count() == 1


def test_a_run_is_stopped(admin_client: Client) -> None:
    admin_client.post("/desk/readings/start/")
    address = f"/desk/readings/{ReadingRun.objects.get().pk}/cancel/"
    assert "stops after the articles in hand" in admin_client.post(address, follow=True).content.decode()
    assert ReadingRun.objects.get().status == "cancelled"
    assert "already ended" in admin_client.post(address, follow=True).content.decode()
    assert admin_client.post("/desk/readings/999999/cancel/").status_code == 404


def test_all_is_well_where_nothing_is_out_of_date(admin_client: Client) -> None:
    assert "All articles are up to date" in admin_client.get("/desk/readings/").content.decode()


def test_it_takes_the_permission(client: Client, editor_client: Client) -> None:
    assert client.get("/desk/readings/").headers["Location"] == "/login/?next=/desk/readings/"
    assert editor_client.get("/desk/readings/").status_code == 403
    assert editor_client.post("/desk/readings/start/").status_code == 403
    assert editor_client.post("/desk/readings/1/cancel/").status_code == 403
    assert not ReadingRun.objects.exists()


def test_changes_are_posted(admin_client: Client) -> None:
    assert admin_client.get("/desk/readings/start/").status_code == 405
    assert admin_client.get("/desk/readings/1/cancel/").status_code == 405
