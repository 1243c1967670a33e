"""Previews of imports in the admin: what a file would become, and the import that does what was shown."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.decorators import method_decorator
from django.views.decorators.http import require_POST, require_safe

from articles import tasks
from articles.admin.base import ReadOnly
from articles.ingest import run as importing
from articles.ingest import uploads
from articles.models import Article, Draft, ImportFile, ImportRun, Source
from articles.stories.differences import differences
from articles.stories.shingles import paragraphs

Status = ImportRun.Status


class Previewed(ReadOnly):
    """The pages of previews, for the imports' admin."""

    def preview_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view
        return [
            path("<int:pk>/carry-out/", view(self.carry_out_view), name="articles_importrun_carry_out"),
            path("<int:pk>/files/<int:file>/", view(self.draft_view), name="articles_importrun_draft"),
        ]

    @method_decorator(require_POST)
    def carry_out_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Has the files of the preview imported."""
        if not self.has_add_permission(request):
            raise PermissionDenied
        run = get_object_or_404(ImportRun, pk=pk)
        if not can_be_carried_out(run):
            messages.info(request, "There is nothing to import: look at the preview.")
            return HttpResponseRedirect(reverse("admin:articles_importrun_change", args=[pk]))
        made = importing.carry_out(run, by=request.user)  # type: ignore[arg-type]  # who has permissions is a stored user
        tasks.enqueue(made)
        return HttpResponseRedirect(reverse("admin:articles_importrun_change", args=[made.pk]))

    @method_decorator(require_safe)
    def draft_view(self, request: HttpRequest, pk: int, file: int) -> HttpResponse:
        """The article that was read out of a file, and what it would change."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        seen = get_object_or_404(ImportFile.objects.select_related("run"), run=pk, pk=file)
        draft = get_object_or_404(Draft, run=pk, path=seen.path)
        article = draft.as_article()
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": article.title,
            "run": seen.run,
            "file": seen,
            "article": article,
            "source": draft.article["source"],
            "passages": [(kind, article.text[start:end]) for kind, start, end in article.blocks],
            **_changed(seen, article),
        }
        return TemplateResponse(request, "admin/articles/importrun/draft.html", context)

    def preview_context(self, run: ImportRun) -> dict[str, Any]:
        """What the receipt of a preview has besides."""
        if not run.dry_run:
            return {}
        names = [it["source"] for it in run.rules]
        slugs = dict(Source.objects.filter(name__in=names).values_list("name", "slug"))
        return {
            "cuts": [{**it, "slug": slugs.get(it["source"])} for it in run.rules],
            "carried_out_by": run.carried_out_by.order_by("pk").last(),
            "can_carry_out": can_be_carried_out(run),
        }


def can_be_carried_out(run: ImportRun) -> bool:
    """Whether it is a preview whose files may still be there, and that no import carries out or has carried out."""
    imports = run.carried_out_by.exclude(status__in=[Status.CANCELLED, Status.FAILED, Status.UNDONE])
    return run.dry_run and run.status == Status.DONE and not uploads.are_gone(run) and not imports.exists()


def _changed(file: ImportFile, article: Article) -> dict[str, Any]:
    """The article as it is in the archive, and the way from its text to that of the file, where that would change it."""
    stored = Article.objects.filter(pk=file.article_id or 0).first()
    if stored is None or file.outcome != ImportFile.Outcome.CHANGED:
        return {"stored": stored}
    found = differences(paragraphs(stored.text, stored.blocks), paragraphs(article.text, article.blocks))
    return {"stored": stored, "differences": found}
