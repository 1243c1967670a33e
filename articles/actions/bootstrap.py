"""What every database of the newsroom has, put there after each migration: the topics, and who may do what."""

import secrets

from django.contrib.auth.models import Group, Permission, User
from django.db import transaction

from articles.extraction.topics import TOPICS
from articles.models import Topic

EDITORS = "Editors"
EDITORS_MAY = ("tag_article",)
PASSWORD_BYTES = 12


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


@transaction.atomic
def make_login(*, name: str, admin: bool) -> str | None:
    """A login for an admin, or for an editor, and its new password; None where one of that name exists already."""
    if User.objects.filter(username=name).exists():
        return None
    password = secrets.token_urlsafe(PASSWORD_BYTES)
    make = User.objects.create_superuser if admin else User.objects.create_user
    user = make(name, password=password)
    if not admin:
        user.groups.add(Group.objects.get(name=EDITORS))
    return password
