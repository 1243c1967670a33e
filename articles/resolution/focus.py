"""Who is being talked about: the people and organisations named up to a place."""

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Collection, Sequence

from articles.extraction.findings import Span
from articles.resolution.antecedents import inside
from articles.resolution.links import Entity, EntityKind, Mention
from articles.resolution.names import key

_MENTIONS_BACK = 30
_OUTWEIGHS = 2  # times as often as any other: the article is about it


class Focus:
    """An article's mentions in order, for look-ups by place. What is named within `quoted` spans only is not in focus.

    `people` are the mentions of people outside them.
    """

    def __init__(self, text: str, mentions: Sequence[Mention], quoted: Sequence[Span] = ()) -> None:
        self._text = text
        self._mentions = sorted(mentions, key=lambda mention: mention.span)
        self._starts = [mention.span.start for mention in self._mentions]
        told = [mention for mention in self._mentions if not inside(quoted, mention.span.start)]
        self.people = [mention for mention in told if mention.entity.kind is EntityKind.PERSON]
        self._organisations = [mention for mention in told if mention.entity.kind is not EntityKind.PERSON]
        self._organisation_starts = [mention.span.start for mention in self._organisations]
        self._by_key = self._keys()
        self._most_named = self._count()
        self._first_named = {m.entity: m.span.start for m in reversed(self._organisations)}

    def _keys(self) -> dict[str, Entity]:
        found: dict[str, Entity] = {}
        for mention in self._mentions:
            found.setdefault(mention.entity.key, mention.entity)
            found.setdefault(key(self._text[mention.span.start : mention.span.end]), mention.entity)
        return found

    def mentions_in(self, span: Span) -> list[Mention]:
        """The mentions that overlap a span, in order."""
        first = max(0, bisect_left(self._starts, span.start) - 1)
        found = self._mentions[first : bisect_left(self._starts, span.end)]
        return [mention for mention in found if mention.span.end > span.start]

    def entity_at(self, span: Span) -> Entity | None:
        """The entity whose mention overlaps the span, the longest one."""
        found = self.mentions_in(span)
        return max(found, key=lambda mention: mention.span.end - mention.span.start).entity if found else None

    def named(self, name: str) -> Entity | None:
        """Who bears the name in this article: in full, or by a part of a name that one person alone has."""
        folded = key(name)
        if found := self._by_key.get(folded):
            return found
        entities = set(self._by_key.values())
        bearers = [it for it in entities if it.key.endswith(" " + folded)]
        bearers = bearers or [
            it for it in entities if it.kind is EntityKind.PERSON and it.key.startswith(folded + " ")
        ]
        return bearers[0] if folded and len(bearers) == 1 else None

    def organisation_named(self, name: str) -> Entity | None:
        """The organisation of this article that bears the name."""
        found = self._by_key.get(key(name))
        return found if found and found.kind is not EntityKind.PERSON else None

    def organisation_before(self, at: int, noun: str = "") -> Entity | None:
        """What "the company" or "it" means at a place: the organisation named last. With a noun, one whose name holds it."""
        last = bisect_right(self._organisation_starts, at)
        for mention in reversed(self._organisations[max(0, last - _MENTIONS_BACK) : last]):
            fits = noun in mention.entity.key.split() if noun else mention.entity.kind is not EntityKind.MEDIA
            if fits:
                return mention.entity
        return None

    def the_company(self, at: int) -> Entity | None:
        """What "the company" means at a place: the one that the article is about, where it was named before; else the one named last."""
        main, times, next_times = self._most_named
        if main and times >= _OUTWEIGHS * next_times and self._first_named[main] < at:
            return main
        return self.organisation_before(at)

    def in_paragraph(self, at: int, aside: Collection[int] = ()) -> Entity | None:
        """The company named last before a place in the same paragraph; `aside` are starts of mentions that do not count."""
        told = self._told(self._text.rfind("\n", 0, at), at, aside)
        return next((it.entity for it in reversed(told) if it.entity.kind is EntityKind.COMPANY), None)

    def only_one(self, start: int, end: int, aside: Collection[int] = ()) -> Mention | None:
        """The first mention of the one organisation named between two places, media left out; None where there are several.

        `aside` are starts of mentions that do not count.
        """
        named = [it for it in self._told(start, end, aside) if it.entity.kind is not EntityKind.MEDIA]
        return named[0] if len({it.entity for it in named}) == 1 else None

    def _told(self, start: int, end: int, aside: Collection[int]) -> list[Mention]:
        first = bisect_left(self._organisation_starts, start)
        last = bisect_left(self._organisation_starts, end)
        return [it for it in self._organisations[first:last] if it.span.start not in aside]

    def main_company(self) -> Entity | None:
        """The company that the article names more often than any other, if there is one."""
        main, times, next_times = self._most_named
        return main if times > next_times else None

    def _count(self) -> tuple[Entity | None, int, int]:
        companies = Counter(m.entity for m in self._organisations if m.entity.kind is EntityKind.COMPANY)
        first, second = ([*companies.most_common(2), (None, 0), (None, 0)])[:2]
        return first[0], first[1], second[1]
