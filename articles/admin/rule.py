"""Rules of sources in the admin: looked at here, decided on the desk."""

from django.contrib import admin

from articles.admin.base import ReadOnly
from articles.models import Rule


@admin.register(Rule)
class RuleAdmin(ReadOnly):
    list_display = [
        "sample",
        "source",
        "origin",
        "articles",
        "of",
        "by",
        "made_at",
        "revoked_at",
        "revoked_by",
    ]
    list_filter = ["origin", "source"]
    list_select_related = ["source", "by", "revoked_by"]
    search_fields = ["sample"]
