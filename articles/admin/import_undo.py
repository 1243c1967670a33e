"""Imports in the admin are taken back: first what that would do, then a worker does it."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse

from articles import tasks
from articles.actions import imports
from articles.admin.base import ReadOnly
from articles.models import ImportRun

Status = ImportRun.Status


class Undoable(ReadOnly):
    """The pages on which an import is taken back and brought back, for the imports' admin."""

    def undo_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view
        return [path("<int:pk>/undo/", view(self.undo_view), name="articles_importrun_undo")]

    def undo_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """What would happen; posted, it is asked of a worker."""
        if not self.has_add_permission(request):
            raise PermissionDenied
        run = get_object_or_404(ImportRun, pk=pk)
        if run.finished_at is None or run.dry_run:
            said = (
                "A preview has imported nothing."
                if run.dry_run
                else "The import has not ended: cancel it first."
            )
            messages.error(request, said)
            return _to_receipt(run)
        if request.method == "POST":
            tasks.enqueue_undo(run, request.user)  # type: ignore[arg-type]  # who has permissions is a stored user
            return _to_receipt(run)
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": f"{'Bring' if run.status == Status.UNDONE else 'Take'} {str(run).lower()} back",
            "run": run,
            "preview": imports.preview(run),
        }
        return TemplateResponse(request, "admin/articles/importrun/undo.html", context)

    def undo_context(self, request: HttpRequest, run: ImportRun) -> dict[str, Any]:
        """What the receipt says of it."""
        being = tasks.is_being_undone(run)
        return {
            "is_undone": run.status == Status.UNDONE,
            "is_being_undone": being,
            "can_undo": run.finished_at is not None
            and not run.dry_run
            and not being
            and self.has_add_permission(request),
        }


def _to_receipt(run: ImportRun) -> HttpResponseRedirect:
    return HttpResponseRedirect(reverse("admin:articles_importrun_change", args=[run.pk]))
