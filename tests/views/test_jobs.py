from http import HTTPStatus

import pytest
from django.test import Client
from procrastinate.contrib.django.models import ProcrastinateJob

from articles import tasks
from articles.models import ImportRun
from articles.tasks.runs import import_run

pytestmark = pytest.mark.django_db

ADDRESS = "/desk/jobs/"


def waiting() -> ImportRun:
    run = ImportRun.objects.create(paths=["/press/ledger"])
    tasks.enqueue(run)
    return run


def test_it_lists_jobs_by_state(admin_client: Client) -> None:
    html = admin_client.get(ADDRESS).content.decode()
    assert "Nothing was done in the background yet" in html
    run = waiting()
    html = admin_client.get(ADDRESS).content.decode()
    assert f'href="/admin/articles/importrun/{run.pk}/change/"' in html
    assert "/press/ledger" in html
    assert "No worker is running" in html
    assert "There are no such jobs" in admin_client.get(f"{ADDRESS}?state=failed").content.decode()
    assert "/press/ledger" in admin_client.get(f"{ADDRESS}?state=nonsense").content.decode()


def test_htmx_gets_the_list_alone(admin_client: Client) -> None:
    waiting()
    html = admin_client.get(ADDRESS, headers={"HX-Request": "true"}).content.decode()
    assert html.strip().startswith('<div id="jobs"')
    assert 'hx-trigger="every 1s"' in html


def test_it_is_paged(admin_client: Client) -> None:
    for number in range(51):
        import_run.defer(run_id=number + 1000)
    html = admin_client.get(ADDRESS).content.decode()
    assert "Page 1 of 2" in html
    assert "Import 1000" not in html
    assert "Import 1000" in admin_client.get(f"{ADDRESS}?page=99").content.decode()


def test_a_job_is_cancelled_and_tried_again(admin_client: Client) -> None:
    waiting()
    job = ProcrastinateJob.objects.get()
    cancel, retry = f"{ADDRESS}{job.pk}/cancel/", f"{ADDRESS}{job.pk}/retry/"
    assert "It cannot be tried again" in admin_client.post(retry, follow=True).content.decode()
    assert "The job is cancelled" in admin_client.post(cancel, follow=True).content.decode()
    assert "no longer be cancelled" in admin_client.post(cancel, follow=True).content.decode()
    ProcrastinateJob.objects.filter(pk=job.pk).update(status="failed")
    ImportRun.objects.update(status="failed", finished_at="2026-01-01T00:00Z")
    assert "The job is done again" in admin_client.post(retry, follow=True).content.decode()
    assert admin_client.post(f"{ADDRESS}999999999/retry/").status_code == HTTPStatus.NOT_FOUND


def test_only_admins_see_and_change_them(client: Client, editor_client: Client) -> None:
    waiting()
    job = ProcrastinateJob.objects.get()
    assert client.get(ADDRESS).headers["Location"] == f"/login/?next={ADDRESS}"
    assert editor_client.get(ADDRESS).status_code == HTTPStatus.FORBIDDEN
    for act in ("cancel", "retry"):
        assert editor_client.post(f"{ADDRESS}{job.pk}/{act}/").status_code == HTTPStatus.FORBIDDEN
        assert client.post(f"{ADDRESS}{job.pk}/{act}/").status_code == HTTPStatus.FOUND
    assert ProcrastinateJob.objects.get().status == "todo"
    assert ADDRESS not in editor_client.get("/desk/rules/").content.decode()


def test_changes_are_posted(admin_client: Client) -> None:
    for act in ("cancel", "retry"):
        assert admin_client.get(f"{ADDRESS}1/{act}/").status_code == HTTPStatus.METHOD_NOT_ALLOWED


def test_the_desk_and_the_admin_lead_to_it_and_the_stock_pages_are_gone(admin_client: Client) -> None:
    for address in ("/desk/readings/", "/admin/"):
        assert f'href="{ADDRESS}"' in admin_client.get(address).content.decode()
    assert admin_client.get("/admin/procrastinate/procrastinatejob/").status_code == HTTPStatus.NOT_FOUND
