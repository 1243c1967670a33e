"""What every database of the newsroom has, put there after each migration: the topics, and who may do what."""

import secrets
from collections.abc import Iterable

from django.contrib.auth.models import Group, Permission, User
from django.db import transaction

from articles.extraction.topic_list import TOPICS, TopicRule
from articles.models import Company, Topic
from articles.resolution import names
from articles.resolution.bundle import load_bundle

EDITORS = "Editors"
EDITORS_MAY = ("tag_article", "correct_article", "decide_rule")
PASSWORD_BYTES = 12


@transaction.atomic
def bootstrap() -> None:
    """Bring topics, groups and the facts of companies up to this version; what editors added since stays."""
    _load_topics([it for it in TOPICS if not it.parent])
    _load_topics([it for it in TOPICS if it.parent])
    editors, _ = Group.objects.get_or_create(name=EDITORS)
    editors.permissions.add(
        *Permission.objects.filter(content_type__app_label="articles", codename__in=EDITORS_MAY)
    )
    _load_facts()


def _load_facts() -> None:
    """Give companies that have neither ticker nor home page those of the bundled list; what an editor has put there stays."""
    listed = {
        names.key(it.name): it.facts for it in load_bundle().known if it.facts.ticker or it.facts.domain
    }
    bare = list(Company.objects.filter(key__in=listed, ticker="", domain=""))
    for company in bare:
        company.ticker, company.domain = listed[company.key].ticker, listed[company.key].domain
    Company.objects.bulk_update(bare, ["ticker", "domain"], batch_size=500)


def _load_topics(rules: Iterable[TopicRule]) -> None:
    ids = dict(Topic.objects.values_list("slug", "pk"))
    Topic.objects.bulk_create(
        [Topic(slug=it.slug, name=it.name, iptc=it.iptc, parent_id=ids.get(it.parent)) for it in rules],
        update_conflicts=True,
        unique_fields=["slug"],
        update_fields=["name", "iptc", "parent"],
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
