"""Articles in the admin, to be looked at and deleted: editors correct them on their own pages."""

from typing import Any

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.template.defaultfilters import filesizeformat
from django.urls import URLPattern, path, reverse
from django.utils.decorators import method_decorator
from django.utils.html import format_html
from django.views.decorators.http import require_safe

from articles.admin.base import Paged
from articles.ingest import pages
from articles.models import Article, Page


@admin.register(Article)
class ArticleAdmin(Paged):
    list_display = ["title", "source", "published", "words", "imported_at"]
    list_filter = ["source"]
    list_select_related = ["source"]
    search_fields = ["title"]
    ordering = ["-id"]
    fields = [
        "title",
        "byline",
        "source",
        "url",
        ("published", "published_basis"),
        ("inferred_from", "inferred_to"),
        "told",
        "origin",
        "file_hash",
        "page",
        "words",
        "version",
        "imported_at",
        "changed_at",
    ]
    readonly_fields = ["page"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Article]:
        return super().get_queryset(request).defer("text", "blocks", "lead")

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(self.page_view)
        return [path("<int:pk>/page/", view, name="articles_article_page"), *super().get_urls()]

    @admin.display(description="HTML page")
    def page(self, article: Article) -> str:
        """Where the page that the article was taken out of can be had."""
        page = Page.objects.of(article.file_hash)
        if page is None:
            return "-"
        address = reverse("admin:articles_article_page", args=[article.pk])
        return format_html('<a href="{}" download>Download ({})</a>', address, filesizeformat(page.size))

    @method_decorator(require_safe)
    def page_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """The page as it came, as a file of plain text that no browser shows as a page."""
        if not request.user.has_perm("articles.view_page"):
            raise PermissionDenied
        article = get_object_or_404(Article.objects.only("file_hash"), pk=pk)
        page = get_object_or_404(Page, hash=article.file_hash)
        name = f'attachment; filename="article-{pk}.html.txt"'
        return HttpResponse(
            pages.body(page), content_type="text/plain", headers={"Content-Disposition": name}
        )

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False  # articles come from files

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False
