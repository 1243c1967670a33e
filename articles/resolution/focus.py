"""Who is being talked about: the people and organisations named up to a place."""

import re
import tomllib
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Sequence
from importlib.resources import files

from articles.extraction.findings import Span
from articles.extraction.prose import sentence_ends
from articles.resolution.links import Entity, EntityKind, Mention
from articles.resolution.names import key

_MENTIONS_BACK = 30
_OBJECT_REACH = 12
_OBJECT = re.compile(r"\b(?:of|from|by|with|to|for|about|than|like|at|against|including|and)\s+$")
_SENTENCES_BACK = 12  # a pronoun does not reach further than this


def _given_names() -> dict[str, str]:
    lists = tomllib.loads(files("articles").joinpath("data", "given_names.toml").read_text(encoding="utf-8"))
    return {
        name.casefold(): pronoun
        for kind, pronoun in (("women", "she"), ("men", "he"))
        for name in lists[kind].split()
    }


_PRONOUN_OF = _given_names()


class Focus:
    """An article's mentions in order, for look-ups by place. Mentions within `quoted` spans are not in focus for pronouns."""

    def __init__(self, text: str, mentions: Sequence[Mention], quoted: Sequence[Span] = ()) -> None:
        self._text = text
        self._mentions = sorted(mentions, key=lambda mention: mention.span)
        self._starts = [mention.span.start for mention in self._mentions]
        told = _outside(self._mentions, quoted)
        self._people = [mention for mention in told if mention.entity.kind is EntityKind.PERSON]
        self._people_starts = [mention.span.start for mention in self._people]
        self._organisations = [mention for mention in told if mention.entity.kind is not EntityKind.PERSON]
        self._organisation_starts = [mention.span.start for mention in self._organisations]
        self._ends = [*sentence_ends(text, 0, len(text)), len(text)]
        self._by_key = self._keys()

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
        """Who bears the name in this article: in full, or by a surname that one person alone has."""
        folded = key(name)
        if found := self._by_key.get(folded):
            return found
        bearers = {
            entity.key: entity for entity in self._by_key.values() if entity.key.endswith(" " + folded)
        }
        return next(iter(bearers.values())) if folded and len(bearers) == 1 else None

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

    def main_company(self) -> Entity | None:
        """The company that the article names more often than any other, if there is one."""
        companies = Counter(m.entity for m in self._organisations if m.entity.kind is EntityKind.COMPANY)
        first, second = ([*companies.most_common(2), (None, 0), (None, 0)])[:2]
        return first[0] if first[1] > second[1] else None

    def person_before(self, at: int, pronoun: str) -> Entity | None:
        """Whom "he" or "she" means at a place: the first person named in the nearest sentence that names a fitting one."""
        sentence = self._sentence(at)
        last = bisect_left(self._people_starts, at)
        best: Mention | None = None
        for mention in reversed(self._people[max(0, last - _MENTIONS_BACK) : last]):
            where = self._sentence(mention.span.start)
            if where < sentence - _SENTENCES_BACK or (best and where < self._sentence(best.span.start)):
                break
            if _PRONOUN_OF.get(mention.entity.key.split()[0], pronoun) == pronoun and (
                best is None or self._subject(mention)
            ):
                best = mention
        return best.entity if best else None

    def _subject(self, mention: Mention) -> bool:
        """Whether a mention may be what its sentence is about: not "of Jane Doe", not "Jane Doe's"."""
        start = mention.span.start
        owner = self._text[mention.span.end : mention.span.end + 1] in ("'", "’")
        return not owner and not _OBJECT.search(self._text[max(0, start - _OBJECT_REACH) : start])

    def _sentence(self, at: int) -> int:
        return bisect_right(self._ends, at)


def _outside(mentions: Sequence[Mention], quoted: Sequence[Span]) -> list[Mention]:
    starts = [span.start for span in quoted]
    kept = []
    for mention in mentions:
        near = bisect_right(starts, mention.span.start) - 1
        if near < 0 or quoted[near].end <= mention.span.start:
            kept.append(mention)
    return kept
