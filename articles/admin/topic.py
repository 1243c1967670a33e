"""Topics in the admin: the list is loaded from a file after each migration, so it is only shown."""

from django.contrib import admin

from articles.admin.base import ReadOnly
from articles.models import Topic


@admin.register(Topic)
class TopicAdmin(ReadOnly):
    list_display = ["name", "slug", "iptc"]
    search_fields = ["name"]
