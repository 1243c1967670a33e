"""Re-readings in the admin: looked at here, started and stopped on the desk."""

from django.contrib import admin

from articles.admin.base import ReadOnly
from articles.models import ReadingRun


@admin.register(ReadingRun)
class ReadingRunAdmin(ReadOnly):
    list_display = [
        "__str__",
        "scope",
        "source",
        "status",
        "total",
        "read",
        "changed",
        "failed",
        "by",
        "created_at",
    ]
    list_filter = ["status", "scope"]
    list_select_related = ["source", "by"]
