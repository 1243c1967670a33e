"""Sources by name, made at first use."""

from articles.models import Source
from articles.models.source import source_key


class Sources:
    """Ids of sources; names with the same key are one source."""

    def __init__(self) -> None:
        self._ids: dict[str, int] = {}

    def id(self, name: str) -> int | None:
        """The source's id, None for no name."""
        name = _clean(name)
        if not name:
            return None
        key = source_key(name)
        if key not in self._ids:
            row = (
                Source.objects.named(name)
                or Source.objects.get_or_create(slug=key, defaults={"name": name})[0]
            )
            self._ids[key] = row.pk
        return self._ids[key]


def find(name: str) -> int | None:
    """The id of the source that goes by the name; None where there is none."""
    name = _clean(name)
    row = Source.objects.named(name) if name else None
    return row.pk if row else None


def _clean(name: str) -> str:
    return " ".join(name.replace("\0", "").split())[:200]
