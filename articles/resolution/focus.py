"""Who is being talked about: the people and organisations named up to a place."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from articles.extraction.findings import Span
from articles.resolution.links import Entity, EntityKind, Mention
from articles.resolution.names import key


class Focus:
    """An article's mentions in order, for look-ups by place."""

    def __init__(self, text: str, mentions: Sequence[Mention]) -> None:
        self._text = text
        ordered = sorted(mentions, key=lambda mention: mention.span)
        self._mentions = ordered
        self._starts = [mention.span.start for mention in ordered]
        self.people = [mention for mention in ordered if mention.entity.kind is EntityKind.PERSON]
        self.organisations = [mention for mention in ordered if mention.entity.kind is not EntityKind.PERSON]
        self._organisation_starts = [mention.span.start for mention in self.organisations]
        self._by_key = {
            key(name): mention.entity for mention in self.organisations for name in self._names(mention)
        }

    def _names(self, mention: Mention) -> tuple[str, str]:
        return self._text[mention.span.start : mention.span.end], mention.entity.name

    def mentions_in(self, span: Span) -> list[Mention]:
        """The mentions that overlap a span, in order."""
        first = max(0, bisect_left(self._starts, span.start) - 1)
        found = self._mentions[first : bisect_left(self._starts, span.end)]
        return [mention for mention in found if mention.span.end > span.start]

    def entity_at(self, span: Span) -> Entity | None:
        """The entity whose mention overlaps the span, the longest one."""
        found = self.mentions_in(span)
        return max(found, key=lambda mention: mention.span.end - mention.span.start).entity if found else None

    def organisation_before(self, at: int) -> Entity | None:
        """The organisation named last before a place: what "the company" means there."""
        last = bisect_right(self._organisation_starts, at) - 1
        return self.organisations[last].entity if last >= 0 else None

    def organisation_named(self, name: str) -> Entity | None:
        """The organisation of this article that bears the name."""
        return self._by_key.get(key(name))
