"""Which organisation a name means in an article: short forms and abbreviations stand for the long name."""

import itertools
import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Sequence
from functools import lru_cache

from articles.extraction import lexicon
from articles.extraction.findings import Candidate
from articles.extraction.names import FEWEST_INITIALS, initials, is_short_for
from articles.resolution import names
from articles.resolution.gazetteer import Gazetteer
from articles.resolution.kinds import kind_of, kinds_told
from articles.resolution.knowledge import Known
from articles.resolution.known import entity_of
from articles.resolution.links import Entity, EntityKind, Mention
from articles.resolution.memory import Memory

_LEGAL = re.compile(
    r"(?:,?\s+(?:" + "|".join(sorted(map(re.escape, lexicon.LEGAL_FORMS), key=len, reverse=True)) + r")\.?)+$"
)
_BRACKET = re.compile(r"\s?\(\s?(?:the\s|[\"“‘]){0,2}$")
_BRACKET_REACH = 8  # characters
_SHORT_CONFIDENCE = 0.9
_LABORATORIES = frozenset(["lab", "labs", "research"])


@lru_cache(maxsize=20_000)
def plain_name(name: str) -> str:
    """The name without "the" before it and its legal form after it: "Vela Robotics Inc." is Vela Robotics."""
    bare = re.sub(r"\s+", " ", name)
    short = _LEGAL.sub("", bare)
    return short if short and not short.endswith(("&", " and")) else bare


class Organisations:
    """The organisations of one article."""

    def __init__(self, gazetteer: Gazetteer, known: Iterable[Mention], memory: Memory | None = None) -> None:
        """`known` are the mentions of known organisations in the article."""
        self._gazetteer = gazetteer
        self._memory = memory or Memory()
        self._by_end = {mention.span.end: mention for mention in known}
        self._by_key = {mention.entity.key: mention.entity for mention in self._by_end.values()}

    def mentions(self, text: str, candidates: Sequence[Candidate]) -> list[Mention]:
        """A mention for each candidate."""
        forms = defaultdict[str, Counter[str]](Counter)
        for it in candidates:
            forms[names.key(plain_name(it.text))][plain_name(it.text)] += 1
        kinds = {names.key(plain_name(name)): kind for name, kind in kinds_told(text, candidates).items()}
        entities = {
            key: self._entity(key, spellings, kinds.get(key)) for key, spellings in forms.items() if key
        }
        named = self._by_key | entities
        short = {**_short_forms(entities, named), **_introduced(text, candidates)}
        entities |= {key: named[long] for key, long in short.items()}
        introduced = self._introduced_by_known(text, candidates)
        entities |= introduced
        mentions = list[Mention]()
        for it in candidates:
            key = names.key(plain_name(it.text))
            if key:
                recalled = self._memory.organisation(key) == entities[key]
                in_article = key in short or key in introduced
                basis = "context" if in_article else "memory" if recalled else "model"
                mentions.append(Mention(it.span, entities[key], it.confidence, basis))
        return mentions

    def _introduced_by_known(self, text: str, candidates: Sequence[Candidate]) -> dict[str, Entity]:
        """The keys of names in brackets behind a known organisation that they are short for."""
        found = dict[str, Entity]()
        for it in candidates:
            before = text[max(0, it.span.start - _BRACKET_REACH) : it.span.start]
            if match := _BRACKET.search(before):
                mention = self._by_end.get(it.span.start - len(before) + match.start())
                if mention and is_short_for(it.text, text[mention.span.start : mention.span.end]):
                    found[names.key(plain_name(it.text))] = mention.entity
        return found

    def _entity(self, key: str, spellings: Counter[str], kind: EntityKind | None) -> Entity:
        if key in self._by_key:
            return self._by_key[key]
        if (whole := self._whole(key)) is not None:
            return whole
        name = max(spellings, key=lambda spelling: (spellings[spelling], spelling))
        for known in self._gazetteer.called(name):
            if known.kind is not EntityKind.PERSON:
                return entity_of(known)
        return self._memory.organisation(key) or Entity(name, key, kind or kind_of(name))

    def _whole(self, key: str) -> Entity | None:
        """The known organisation of the article whose laboratory bears the name: Vela AI Research is Vela."""
        words = key.split()
        if words[-1] not in _LABORATORIES:
            return None
        wholes = [
            it for size in range(1, len(words)) for it in self._gazetteer.called(" ".join(words[:size]))
        ]
        return next((self._by_key[it] for it in map(_key, wholes) if it in self._by_key), None)


def _key(known: Known) -> str:
    return entity_of(known).key


def _short_forms(keys: Iterable[str], named: dict[str, Entity]) -> dict[str, str]:
    """The keys that are the first words, or the initials, of exactly one longer name of those that are named, with its key."""
    longer = defaultdict[str, set[str]](set)
    for key, entity in named.items():
        words = key.split()
        for size in range(1, len(words)):
            longer[" ".join(words[:size])].add(key)
        if len(short := initials(entity.name)) >= FEWEST_INITIALS:
            longer[names.key(short)].add(key)
    return {key: long for key in keys if (long := _one(longer.get(key, ())))}


def _one(keys: Collection[str]) -> str:
    """The longest of the keys where it begins with all others, so that all may mean one; else nothing."""
    longest = max(keys, key=len, default="")
    return longest if all(longest.startswith(key) for key in keys) else ""


def _introduced(text: str, candidates: Sequence[Candidate]) -> dict[str, str]:
    """The keys of names in brackets behind the names that they shorten."""
    short = dict[str, str]()
    for name, other in itertools.pairwise(candidates):
        between = text[name.span.end : other.span.start]
        key, long = names.key(plain_name(other.text)), names.key(plain_name(name.text))
        if (
            key
            and long
            and key != long
            and _BRACKET.fullmatch(between)
            and is_short_for(other.text, name.text)
        ):
            short[key] = long
    return short


def bare_nouns(candidates: Sequence[Candidate], mentions: Sequence[Mention]) -> list[Mention]:
    """The Commission, the Bank: such a word means the one organisation of the article whose name ends with it."""
    by_noun = defaultdict[str, set[Entity]](set)
    for mention in mentions:
        if mention.entity.kind is not EntityKind.PERSON and " " in mention.entity.name:
            by_noun[mention.entity.name.rpartition(" ")[2]].add(mention.entity)
    return [
        Mention(it.span, next(iter(by_noun[it.text])), _SHORT_CONFIDENCE, "context")
        for it in candidates
        if it.text in lexicon.ORGANISATION_HEADS and len(by_noun.get(it.text, ())) == 1
    ]
