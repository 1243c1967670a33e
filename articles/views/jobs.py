"""The background's jobs, on the desk: what runs, waits, failed and ended."""

from collections.abc import Callable

from django.contrib import messages
from django.contrib.auth.decorators import login_required, permission_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe
from procrastinate.contrib.django.models import ProcrastinateJob

from articles import tasks
from articles.tasks import jobs

PAGE_SIZE = 50

permitted = permission_required("procrastinate.change_procrastinatejob", raise_exception=True)


@require_safe
@login_required
@permitted
def index(request: HttpRequest) -> HttpResponse:
    """The jobs, those of a `state` alone where it is given; for htmx the list alone."""
    state = request.GET.get("state", "")
    page = Paginator(jobs.listed(state), PAGE_SIZE).get_page(request.GET.get("page"))
    counts = jobs.counts()
    context = {
        "page": page,
        "jobs": jobs.shown(page.object_list),
        "state": state,
        "counts": [(it.value, number) for it, number in counts.items()],
        "total": sum(counts.values()),
        "busy": counts[jobs.State.RUNNING] + counts[jobs.State.WAITING],
        "alive": tasks.is_worker_alive(),
    }
    return render(request, "jobs.html#list" if request.headers.get("HX-Request") else "jobs.html", context)


@require_POST
@login_required
@permitted
def cancel(request: HttpRequest, pk: int) -> HttpResponse:
    """Take it out of the queue; an import or a re-reading that runs stops after what it has in hand."""
    return _done(request, pk, jobs.cancel, "The job is cancelled.", "It can no longer be cancelled.")


@require_POST
@login_required
@permitted
def retry(request: HttpRequest, pk: int) -> HttpResponse:
    """Have a failed job done again."""
    return _done(request, pk, jobs.retry, "The job is done again.", "It cannot be tried again.")


def _done(
    request: HttpRequest, pk: int, act: Callable[[ProcrastinateJob], bool], done: str, refused: str
) -> HttpResponse:
    if act(get_object_or_404(ProcrastinateJob, pk=pk)):
        messages.success(request, done)
    else:
        messages.info(request, refused)
    return redirect("jobs")
