"""Django's admin: the archive's rows for those who keep it, and the imports."""

from django.contrib import admin
from procrastinate.contrib.django.models import ProcrastinateJob

from articles.admin import article, entity, import_run, operation, reading_run, rule, source, topic

__all__ = ["article", "entity", "import_run", "operation", "reading_run", "rule", "source", "topic"]

admin.site.unregister(ProcrastinateJob)  # the desk has a page of its own for jobs
admin.site.site_header = "Newsroom"
admin.site.site_title = "Newsroom"
admin.site.index_title = "Administration"
