"""Articles in the admin. The text is not edited here: every offset in the database counts its characters."""

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from articles.admin.base import Paged
from articles.models import Article


@admin.register(Article)
class ArticleAdmin(Paged):
    list_display = ["title", "source", "published", "words", "imported_at"]
    list_filter = ["source"]
    list_select_related = ["source"]
    search_fields = ["title"]
    ordering = ["-id"]
    raw_id_fields = ["source"]
    fields = [
        "title",
        "source",
        ("published", "published_basis"),
        ("inferred_from", "inferred_to"),
        "origin",
        "file_hash",
        "words",
        "version",
        "imported_at",
        "changed_at",
    ]
    readonly_fields = ["origin", "file_hash", "words", "version", "imported_at", "changed_at"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Article]:
        return super().get_queryset(request).defer("text", "blocks", "lead")

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False  # articles come from files
