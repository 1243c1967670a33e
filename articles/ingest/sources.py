"""Sources by name, made at first use."""

import hashlib

from django.utils.text import slugify

from articles.models import Source


class Sources:
    """Ids of sources; names that give the same slug are one source."""

    def __init__(self) -> None:
        self._ids: dict[str, int] = {}

    def id(self, name: str) -> int | None:
        """The source's id, None for no name."""
        name = _clean(name)
        if not name:
            return None
        slug = _slug(name)
        if slug not in self._ids:
            row = _named(slug, name) or Source.objects.get_or_create(slug=slug, defaults={"name": name})[0]
            self._ids[slug] = row.pk
        return self._ids[slug]


def find(name: str) -> int | None:
    """The id of the source that goes by the name; None where there is none."""
    name = _clean(name)
    row = _named(_slug(name), name) if name else None
    return row.pk if row else None


def _named(slug: str, name: str) -> Source | None:
    """The row with the slug, or the name (whatever slug an admin gave it)."""
    return Source.objects.filter(slug=slug).first() or Source.objects.filter(name=name).first()


def _clean(name: str) -> str:
    return " ".join(name.replace("\0", "").split())[:200]


def _slug(name: str) -> str:
    return slugify(name)[:200] or f"n-{hashlib.sha256(name.encode()).hexdigest()[:10]}"
