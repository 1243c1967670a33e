"""What every database of the newsroom has, put there after each migration: the topics, and who may do what."""

from django.contrib.auth.models import Group, Permission
from django.db import transaction

from articles.extraction.topics import TOPICS
from articles.models import Topic

EDITORS = "Editors"
EDITORS_MAY = ("tag_article",)


@transaction.atomic
def bootstrap() -> None:
    """Bring topics and groups up to this version; what editors added since stays."""
    Topic.objects.bulk_create(
        [Topic(slug=it.slug, name=it.name, iptc=it.iptc) for it in TOPICS],
        update_conflicts=True,
        unique_fields=["slug"],
        update_fields=["name", "iptc"],
    )
    editors, _ = Group.objects.get_or_create(name=EDITORS)
    editors.permissions.add(
        *Permission.objects.filter(content_type__app_label="articles", codename__in=EDITORS_MAY)
    )
