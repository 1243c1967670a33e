"""Imports in the admin: started by a form, watched while they run, and read as a receipt."""

from http import HTTPStatus
from typing import Any

from django.conf import settings
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, StreamingHttpResponse
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.decorators import method_decorator
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_POST, require_safe

from articles import tasks
from articles.admin import import_receipt
from articles.admin.import_form import ImportForm, too_large
from articles.admin.import_preview import Previewed
from articles.admin.import_undo import Undoable
from articles.ingest import receipt, uploads
from articles.ingest import run as importing
from articles.ingest.columns import in_words
from articles.ingest.health import alarms
from articles.ingest.report import time_left
from articles.models import ImportFile, ImportRun

_FORM_BYTES = 1024 * 1024  # of a request beside the archive itself

Outcome = ImportFile.Outcome
Status = ImportRun.Status


@admin.register(ImportRun)
class ImportRunAdmin(Previewed, Undoable):
    list_display = ["__str__", "asked_for", "status", "total", "by", "created_at", "finished_at"]
    list_filter = ["status", "dry_run"]
    list_select_related = ["by"]

    def has_add_permission(self, request: HttpRequest) -> bool:
        return request.user.has_perm("articles.add_importrun")

    @admin.display(description="Paths")
    def asked_for(self, run: ImportRun) -> str:
        return ", ".join(uploads.shown_paths(run))

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view
        return [
            # Exempt, and protected inside: an upload's size is looked at before anything reads it.
            path("add/", csrf_exempt(view(csrf_exempt(self.import_view))), name="articles_importrun_add"),
            path("<int:pk>/progress/", view(self.progress_view), name="articles_importrun_progress"),
            path("<int:pk>/files.csv", view(self.table_view), name="articles_importrun_table"),
            path("<int:pk>/retry/", view(self.retry_view), name="articles_importrun_retry"),
            path("<int:pk>/cancel/", view(self.cancel_view), name="articles_importrun_cancel"),
            path("<int:pk>/resume/", view(self.resume_view), name="articles_importrun_resume"),
            path("<int:pk>/change/", view(self.receipt_view), name="articles_importrun_change"),
            *self.preview_urls(),
            *self.undo_urls(),
            *super().get_urls(),
        ]

    def import_view(self, request: HttpRequest) -> HttpResponse:
        """The form; an upload that is too large is refused unread."""
        if not self.has_add_permission(request):
            raise PermissionDenied
        if int(request.META.get("CONTENT_LENGTH") or 0) > settings.NEWSROOM_UPLOAD_LIMIT + _FORM_BYTES:
            form = ImportForm()
            form.errors["archive"] = form.error_class([too_large()])
            return self._form(request, form, HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
        return self._import(request)

    @method_decorator(csrf_protect)
    def _import(self, request: HttpRequest) -> HttpResponse:
        if request.method != "POST":
            return self._form(request, ImportForm())
        form = ImportForm(request.POST, request.FILES)
        if not form.is_valid() or form.path is None:
            return self._form(request, form)
        said = form.cleaned_data
        run = importing.create(
            [form.path],
            source=said["source"],
            columns=said["columns"],
            dry_run="preview" in request.POST,
            by=request.user,  # type: ignore[arg-type]  # who has permissions is a stored user
        )
        tasks.enqueue(run)
        return HttpResponseRedirect(_address("change", run.pk))

    def receipt_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """The run: live while it lasts, then its files with filter and search."""
        run = self._run(request, pk)
        asked = import_receipt.Asked.by(request.GET)
        page = import_receipt.page(run, asked, request.GET.get("page"))
        context = {**self._context(request, run), "page": page, "asked": asked}
        return TemplateResponse(request, "admin/articles/importrun/receipt.html", context)

    @method_decorator(require_safe)
    def table_view(self, request: HttpRequest, pk: int) -> StreamingHttpResponse:
        """The files that the filter lets through, all of them, as CSV."""
        run = self._run(request, pk)
        lines = import_receipt.lines(run, import_receipt.Asked.by(request.GET))
        name = f'attachment; filename="import-{pk}.csv"'
        return StreamingHttpResponse(
            lines, content_type="text/csv; charset=utf-8", headers={"Content-Disposition": name}
        )

    @method_decorator(require_POST)
    def retry_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Has the rejected files read again, by an import of their own."""
        run = self._run(request, pk)
        if not self.has_add_permission(request):
            raise PermissionDenied
        if not _can_retry(run, receipt.of(run)):
            messages.info(request, "There is nothing to try again.")
            return HttpResponseRedirect(_address("change", pk))
        again = importing.retry(run, by=request.user)  # type: ignore[arg-type]  # who has permissions is a stored user
        tasks.enqueue(again)
        return HttpResponseRedirect(_address("change", again.pk))

    def progress_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """The figures alone, for htmx; once the run has ended, the browser is told to load the receipt."""
        run = self._run(request, pk)
        context = self._context(request, run)
        response = TemplateResponse(request, "admin/articles/importrun/receipt.html#progress", context)
        if run.finished_at:
            response["HX-Refresh"] = "true"
        return response

    @method_decorator(require_POST)
    def cancel_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        run = self._run(request, pk)
        if not self.has_add_permission(request):
            raise PermissionDenied
        if importing.cancel(run):
            messages.success(request, "The import stops after the files that it has in hand.")
        else:
            messages.info(request, "The import had already ended.")
        return HttpResponseRedirect(_address("change", pk))

    @method_decorator(require_POST)
    def resume_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        run = self._run(request, pk)
        if not self.has_add_permission(request):
            raise PermissionDenied
        if importing.resume(run):
            tasks.enqueue(run)
        else:
            messages.info(
                request, "The import cannot be resumed: it is under way, or has done all of its work."
            )
        return HttpResponseRedirect(_address("change", pk))

    def _form(self, request: HttpRequest, form: ImportForm, status: int = HTTPStatus.OK) -> HttpResponse:
        context = {
            **self._page(request),
            "title": "Import articles",
            "form": form,
            "alive": tasks.is_worker_alive(),
        }
        return TemplateResponse(request, "admin/articles/importrun/import.html", context, status=status)

    def _run(self, request: HttpRequest, pk: int) -> ImportRun:
        if not self.has_view_permission(request):
            raise PermissionDenied
        return get_object_or_404(ImportRun.objects.select_related("by", "retries", "plan"), pk=pk)

    def _context(self, request: HttpRequest, run: ImportRun) -> dict[str, Any]:
        figures = receipt.of(run)
        waits = run.status == Status.WAITING and not tasks.is_worker_alive()
        return {
            **self._page(request),
            **self.undo_context(request, run),
            **self.preview_context(run),
            "title": str(run),
            "run": run,
            "paths": uploads.shown_paths(run),
            "tables": [in_words(it) for it in run.tables],
            "alarms": alarms(run),
            "receipt": figures,
            "left": time_left((run.total or 0) - figures.done, run.rate),
            "outcomes": [(it.value, it.label, figures.outcomes[it]) for it in Outcome],
            "reasons": figures.reasons,
            "is_live": run.finished_at is None,
            "uploads_gone": run.finished_at is not None and uploads.are_gone(run),
            "can_import": self.has_add_permission(request),
            "can_retry": _can_retry(run, figures) and self.has_add_permission(request),
            "waits_for_worker": waits,
            "can_resume": _can_resume(run) and self.has_add_permission(request),
            "can_cancel": run.status in {Status.WAITING, Status.RUNNING} and self.has_add_permission(request),
        }

    def _page(self, request: HttpRequest) -> dict[str, Any]:
        return {**self.admin_site.each_context(request), "opts": self.opts}


def _can_resume(run: ImportRun) -> bool:
    ended_early = run.status in {Status.CANCELLED, Status.FAILED} and run.finished_at is not None
    return ended_early and not uploads.are_gone(run)


def _can_retry(run: ImportRun, figures: receipt.Receipt) -> bool:
    """Whether there are rejected files that may still be there."""
    return (
        bool(figures.rejected)
        and run.finished_at is not None
        and not run.dry_run
        and not uploads.are_gone(run)
    )


def _address(name: str, pk: int) -> str:
    return reverse(f"admin:articles_importrun_{name}", args=[pk])
