"""Sources in the admin: looked at here, changed on the desk."""

from django.contrib import admin

from articles.admin.base import ReadOnly
from articles.models import Source


@admin.register(Source)
class SourceAdmin(ReadOnly):
    list_display = ["name", "slug", "merged_into"]
    list_select_related = ["merged_into"]
    search_fields = ["name"]
