"""Django's admin: the archive's rows for those who keep it, and the imports."""

from django.contrib import admin

from articles.admin import article, entity, import_run, operation, reading_run, rule, source, topic

__all__ = ["article", "entity", "import_run", "operation", "reading_run", "rule", "source", "topic"]

admin.site.site_header = "Newsroom"
admin.site.site_title = "Newsroom"
admin.site.index_title = "Administration"
