"""Sources in the admin."""

from django.contrib import admin

from articles.admin.base import Paged
from articles.models import Source


@admin.register(Source)
class SourceAdmin(Paged):
    list_display = ["name", "slug"]
    search_fields = ["name"]
    prepopulated_fields = {"slug": ["name"]}
