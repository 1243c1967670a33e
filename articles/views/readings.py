"""Stored articles read again, on the desk: started here, done by a worker."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required, permission_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from articles import tasks
from articles.ingest import reextraction
from articles.models import ReadingRun

SHOWN = 30

permitted = permission_required("articles.add_readingrun", raise_exception=True)


@require_safe
@login_required
@permitted
def index(request: HttpRequest) -> HttpResponse:
    """How many articles are out of date, and the latest runs."""
    runs = ReadingRun.objects.select_related("source", "by")[:SHOWN]
    context = {"outdated": reextraction.outdated().count(), "runs": runs, "alive": tasks.is_worker_alive()}
    return render(request, "readings.html", context)


@require_POST
@login_required
@permitted
def start(request: HttpRequest) -> HttpResponse:
    """Have a worker read what is out of date."""
    run = reextraction.create(by=request.user)  # type: ignore[arg-type]  # who has permissions is a stored user
    tasks.enqueue_reading(run)
    messages.success(request, "The articles are being read again in the background.")
    return redirect("readings")


@require_POST
@login_required
@permitted
def cancel(request: HttpRequest, pk: int) -> HttpResponse:
    """Stop after the articles in hand; those that were read stay as they are now."""
    if reextraction.cancel(get_object_or_404(ReadingRun, pk=pk)):
        messages.success(request, "It stops after the articles in hand.")
    else:
        messages.info(request, "It had already ended.")
    return redirect("readings")
