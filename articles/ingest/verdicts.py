"""New, changed, unchanged or a copy: what a text that was read is to the archive."""

from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from articles.ingest import rows
from articles.ingest.holders import Holder, Holders
from articles.ingest.items import named
from articles.ingest.outcomes import Outcome, Settled, base, unchanged
from articles.ingest.texts import Text
from articles.models.correction import otherwise

TEXT = "text"  # what has changed, beside the metadata


@dataclass(frozen=True, slots=True)
class Change:
    """An article that becomes what its file, or another one of the same page, says now.

    `what` names what is another then; `kept` says what is not though the file says so, since an editor decided it.
    """

    pk: int
    text: Text
    what: tuple[str, ...]
    kept: tuple[str, ...]

    def in_words(self) -> Iterator[str]:
        if self.what:
            yield f"Changed: {', '.join(self.what)}."
        yield from self.kept


@dataclass(slots=True)
class Decisions:
    """What to write, and what became of the files that need no writing.

    `told` are changes of metadata while the text is the same. `moved` are files whose bytes or place are new to a row while nothing else is.
    """

    new: list[Text] = field(default_factory=list)
    changed: list[Change] = field(default_factory=list)
    told: list[Change] = field(default_factory=list)
    moved: list[tuple[int, Text]] = field(default_factory=list)
    settled: list[Settled] = field(default_factory=list)
    copies: list[tuple[Text, Holder]] = field(default_factory=list)


class Judge:
    """Decides about the texts of a chunk in their order. `origins` are all the files of the run."""

    def __init__(self, texts: Iterable[Text], origins: Container[str], holders: Holders) -> None:
        self._texts = tuple(texts)
        self._origins = origins
        self._holders = holders
        self._made = Decisions()

    def decide(self) -> Decisions:
        self._holders.look_up(self._texts)
        for text in self._texts:
            self._decide(text)
        return self._made

    def _decide(self, text: Text) -> None:
        own, holder = self._holders.of_file(text.origin), self._holders.of_text(text.text_hash)
        if holder is None:
            self._take(text, own)
        elif holder.pk is not None and (holder is own or self._is_moved(text, holder)):
            self._keep(text, holder.pk, holder)
        else:
            self._made.copies.append((text, holder))

    def _take(self, text: Text, own: Holder | None) -> None:
        """A text that nobody holds: the row of its file gets it, or that of its page, or a new row."""
        of_page = self._holders.of_address(text, own)
        if own is None and of_page is not None and of_page.origin not in self._origins:
            own, of_page = of_page, None
        if of_page is not None and of_page is not own:
            text = text.without_address(_taken(of_page))
        if own is not None and own.pk is not None:
            change = _change(own.pk, text, own, [TEXT])
            self._holders.change(own, text)
            self._made.changed.append(change)
        else:
            self._made.new.append(text)
            self._holders.add(text)

    def _keep(self, text: Text, pk: int, holder: Holder) -> None:
        """The same text from the same file, or from one of the same name elsewhere."""
        earlier = holder.origin
        if earlier == text.origin:
            self._keep_place(text, pk, holder)
            return
        if self._holders.of_file(text.origin) is None and not Path(named(earlier)).exists():
            self._holders.move(holder, text.origin)
            self._made.moved.append((pk, text))
        self._made.settled.append(unchanged(text.origin, pk, f"Known from {earlier}."))

    def _keep_place(self, text: Text, pk: int, holder: Holder) -> None:
        of_page = self._holders.of_address(text, holder)
        if of_page is not None and of_page is not holder:
            text = text.without_address(_taken(of_page))
        change = _change(pk, text, holder)
        if change.what or change.kept:
            self._holders.change(holder, text)
            self._made.told.append(change)
            return
        self._made.moved.append((pk, text))
        reason = "" if text.file.item.again else "The file's bytes differ, its text does not."
        self._made.settled.append(unchanged(text.origin, pk, reason))

    def _is_moved(self, text: Text, holder: Holder) -> bool:
        """The same name in another place, and the file it was read from is not part of this import too."""
        return holder.origin not in self._origins and base(holder.origin) == text.file.item.base


def taken(outcome: Outcome, pk: int | None, text: Text, change: Change | None = None) -> Settled:
    """The outcome of a text that becomes an article's: what has changed, and what is wrong about its metadata."""
    said = (*(change.in_words() if change else ()), *text.read.article.given.warnings)
    return Settled(text.origin, outcome, pk, reason=" ".join(said))


def _change(pk: int, text: Text, holder: Holder, what: Iterable[str] = ()) -> Change:
    columns = rows.told_fields(text.read.article)
    told = holder.metadata.changes(rows.metadata(text.read.article))
    kept = (otherwise(part, columns, holder.decided[part]) for part in told if part in holder.decided)
    return Change(pk, text, (*what, *(it for it in told if it not in holder.decided)), tuple(kept))


def _taken(holder: Holder) -> str:
    return f"The address is that of {holder.origin}, too, and left to it."
