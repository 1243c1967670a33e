"""New, changed, unchanged or a copy: what a text that was read is to the archive."""

import hashlib
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from pathlib import Path

from articles.ingest.outcomes import Settled, base, unchanged
from articles.ingest.plan import Loaded
from articles.ingest.work import Read
from articles.models import Article


@dataclass(frozen=True, slots=True)
class Text:
    """A file that was read as an article."""

    file: Loaded
    read: Read
    text_hash: str

    @classmethod
    def of(cls, file: Loaded, read: Read) -> "Text":
        return cls(file, read, hashlib.sha256(read.article.text.encode()).hexdigest())


@dataclass(slots=True)
class Holder:
    """A row of the archive, or one about to be; `pk` is None until it has an id."""

    origin: str
    text_hash: str
    pk: int | None


@dataclass(frozen=True, slots=True)
class Decisions:
    """What to write, and what became of the files that need no writing.

    `moved` are files whose bytes or place are new to a row while its text is not.
    """

    new: tuple[Text, ...]
    changed: tuple[tuple[int, Text], ...]
    moved: tuple[tuple[int, Text], ...]
    settled: tuple[Settled, ...]
    copies: tuple[tuple[Text, Holder], ...]


class Judge:
    """Decides about the texts of a chunk in their order. `origins` are all the files of the run."""

    def __init__(self, texts: Iterable[Text], origins: Collection[str]) -> None:
        self._texts = tuple(texts)
        self._origins = origins
        rows = _holders(self._texts)
        self._by_origin = {row.origin: row for row in rows}
        self._by_text = {row.text_hash: row for row in rows}
        self._new: list[Text] = []
        self._changed: list[tuple[int, Text]] = []
        self._moved: list[tuple[int, Text]] = []
        self._settled: list[Settled] = []
        self._copies: list[tuple[Text, Holder]] = []

    def decide(self) -> Decisions:
        for text in self._texts:
            self._decide(text)
        return Decisions(
            tuple(self._new),
            tuple(self._changed),
            tuple(self._moved),
            tuple(self._settled),
            tuple(self._copies),
        )

    def _decide(self, text: Text) -> None:
        origin = text.file.item.origin
        own, holder = self._by_origin.get(origin), self._by_text.get(text.text_hash)
        if holder is None:
            self._take(text, own)
        elif holder.pk is None:
            self._copies.append((text, holder))
        elif holder is own or self._is_moved(text, holder):
            self._keep(text, holder.pk, holder.origin)
        else:
            self._copies.append((text, holder))

    def _take(self, text: Text, own: Holder | None) -> None:
        """A text that nobody holds: its file's row gets it, or a new row."""
        origin = text.file.item.origin
        if own is not None and own.pk is not None:
            del self._by_text[own.text_hash]
            own.text_hash = text.text_hash
            self._changed.append((own.pk, text))
            self._by_text[text.text_hash] = own
        else:
            self._new.append(text)
            self._by_text[text.text_hash] = Holder(origin, text.text_hash, None)

    def _keep(self, text: Text, pk: int, earlier: str) -> None:
        """The same text from the same file, or from one of the same name elsewhere."""
        origin = text.file.item.origin
        if earlier == origin:
            self._moved.append((pk, text))
            again = text.file.item.again
            self._settled.append(
                unchanged(origin, pk, "" if again else "The file's bytes differ, its text does not.")
            )
            return
        if origin not in self._by_origin and not Path(earlier).exists():
            self._moved.append((pk, text))
        self._settled.append(unchanged(origin, pk, f"Known from {earlier}."))

    def _is_moved(self, text: Text, holder: Holder) -> bool:
        """The same name in another place, and the file it was read from is not part of this import too."""
        return holder.origin not in self._origins and base(holder.origin) == text.file.item.base


def _holders(texts: Iterable[Text]) -> list[Holder]:
    """The rows that have one of the origins or one of the texts."""
    texts = list(texts)
    fields = ("origin", "text_hash", "pk")
    by_origin = Article.objects.filter(origin__in=[text.file.item.origin for text in texts])
    by_text = Article.objects.filter(text_hash__in=[text.text_hash for text in texts])
    rows = {row[2]: row for query in (by_origin, by_text) for row in query.values_list(*fields)}
    return [Holder(*row) for row in rows.values()]
