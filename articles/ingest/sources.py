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
        name = " ".join(name.replace("\0", "").split())[:200]
        if not name:
            return None
        slug = slugify(name)[:200] or f"n-{hashlib.sha256(name.encode()).hexdigest()[:10]}"
        if slug not in self._ids:
            self._ids[slug] = _row(slug, name).pk
        return self._ids[slug]


def _row(slug: str, name: str) -> Source:
    """The row with the slug, or the name (whatever slug an admin gave it), or a new one."""
    named = Source.objects.filter(slug=slug).first() or Source.objects.filter(name=name).first()
    return named or Source.objects.get_or_create(slug=slug, defaults={"name": name})[0]
