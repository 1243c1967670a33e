"""What editors did, in the admin: history is read, never written."""

from django.contrib import admin

from articles.admin.base import ReadOnly
from articles.models import Operation


@admin.register(Operation)
class OperationAdmin(ReadOnly):
    list_display = ["summary", "kind", "article_id", "by", "at", "undone_at"]
    list_filter = ["kind"]
    list_select_related = ["by"]
    search_fields = ["summary"]
