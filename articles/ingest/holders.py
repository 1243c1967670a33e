"""Who has which text, file and address by now: rows of the archive, and those that are about to be."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Q

from articles.ingest import rows
from articles.ingest.sources import find
from articles.ingest.texts import Text
from articles.models import Article, Correction
from articles.models.correction import as_told
from articles.models.metadata import Metadata
from articles.models.source import source_key

type Address = tuple[
    int | str | None, str
]  # the source, by its id or, where it has none yet, its key; and the page

_ROW = ("pk", "origin", "text_hash", "source_id", "title", "published", "byline", "url", "given", "told")


@dataclass(slots=True, eq=False)
class Holder:
    """A row of the archive, or one about to be; `pk` is None until it has an id.

    `metadata` is what its file says, `decided` what editors have decided instead; its `address` is the one that counts.
    """

    pk: int | None
    origin: str
    text_hash: str
    address: Address
    metadata: Metadata
    decided: Mapping[str, Correction] = field(default_factory=dict)


class Holders:
    """Those that were looked up, as they are after all that was decided since."""

    def __init__(self) -> None:
        self._known: set[int] = set()
        self._sources: dict[str, int | str | None] = {}
        self._by_origin: dict[str, Holder] = {}
        self._by_text: dict[str, Holder] = {}
        self._by_address: dict[Address, Holder] = {}

    def look_up(self, texts: Iterable[Text]) -> None:
        """Adds the rows of the archive that could be these; those that are known already stay as they are here."""
        texts = list(texts)
        same = Q(origin__in=[it.origin for it in texts]) | Q(text_hash__in=[it.text_hash for it in texts])
        if urls := {it.url for it in texts if it.url}:
            same |= Q(url__in=urls)
        found = list(Article.objects.filter(same).exclude(pk__in=self._known).order_by().values(*_ROW))
        decided = Correction.objects.by_article(row["pk"] for row in found) if found else {}
        for row in found:
            self._known.add(row["pk"])
            address = row["source_id"], row["url"]
            of_row = decided.get(row["pk"], {})
            self._place(Holder(row["pk"], row["origin"], row["text_hash"], address, _told(row), of_row))

    def of_file(self, origin: str) -> Holder | None:
        return self._by_origin.get(origin)

    def of_text(self, text_hash: str) -> Holder | None:
        return self._by_text.get(text_hash)

    def of_address(self, text: Text, own: Holder | None) -> Holder | None:
        """The one with the page of the text at its source, which is that of its `own` row, if it has one."""
        if not text.url:
            return None
        return self._by_address.get((own.address[0], text.url) if own else self._address(text))

    def add(self, text: Text) -> None:
        """A row that is about to be."""
        metadata = rows.metadata(text.read.article)
        self._place(Holder(None, text.origin, text.text_hash, self._address(text), metadata))

    def change(self, holder: Holder, text: Text) -> None:
        """The holder gets another file, text and metadata; its own are free."""
        del self._by_text[holder.text_hash], self._by_origin[holder.origin]
        self._by_address.pop(holder.address, None)
        holder.origin, holder.text_hash = text.origin, text.text_hash
        if "address" not in holder.decided:
            holder.address = holder.address[0], text.url
        holder.metadata = rows.metadata(text.read.article)
        self._place(holder)

    def move(self, holder: Holder, origin: str) -> None:
        """The holder's file is another."""
        del self._by_origin[holder.origin]
        holder.origin = origin
        self._place(holder)

    def _place(self, holder: Holder) -> None:
        self._by_origin[holder.origin] = holder
        self._by_text[holder.text_hash] = holder
        if holder.address[1]:
            self._by_address[holder.address] = holder

    def _address(self, text: Text) -> Address:
        if not text.url:
            return None, ""
        if text.source not in self._sources:
            self._sources[text.source] = (
                (find(text.source) or source_key(text.source)) if text.source else None
            )
        return self._sources[text.source], text.url


def _told(row: dict[str, Any]) -> Metadata:
    """What the file of the row says."""
    it = as_told(row, row["told"])
    tags = tuple(it["given"].get("tags", ()))
    return Metadata(it["title"], it["published"], tuple(it["byline"]), it["url"], tags)
