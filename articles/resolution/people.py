"""Who a person's name means in an article: full names stand for themselves, parts of them for the one who bears them."""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace

from articles.extraction import lexicon
from articles.extraction.findings import Candidate, Label, Span
from articles.resolution import names
from articles.resolution.calibration import calibrated
from articles.resolution.links import Entity, EntityKind, Mention

_SUFFIX = re.compile(r",?\s+(?:Jr|Sr|II|III|IV|MD|PhD|Ph\.D|MP|QC|KC)\.?$")
_SURNAME_CONFIDENCE = 0.9
_CREDIT_CONFIDENCE = 0.95


def credited(text: str, spans: Sequence[Span], mentions: Sequence[Mention]) -> tuple[Mention, ...]:
    """The people of bylines; those whom the article names as well are the same."""
    people = People(dict.fromkeys(it.entity for it in mentions if it.entity.kind is EntityKind.PERSON))
    named = [
        Candidate(span, text[span.start : span.end], Label.PERSON, ("byline",), _CREDIT_CONFIDENCE)
        for span in spans
    ]
    return tuple(calibrated(replace(mention, basis="byline")) for mention in people.mentions(named))


class People:
    """The people of one article."""

    def __init__(self, known: Iterable[Entity]) -> None:
        self._by_key: dict[str, Entity] = {}
        self._by_ends: dict[tuple[str, str], Entity] = {}
        self._bare: dict[str, Entity] = {}
        self._by_part = defaultdict[str, dict[str, Entity]](dict)
        for entity in known:
            self._enter(entity)

    def mentions(self, candidates: Sequence[Candidate]) -> list[Mention]:
        """A mention for each candidate; full names first make the people that parts of names can mean."""
        longest = sorted(candidates, key=lambda it: -len(_words(it.text)))
        full = {id(it): self._full(it.text) for it in longest if _is_full(it.text)}
        return [
            Mention(it.span, entity, it.confidence, "model")
            if (entity := full.get(id(it)))
            else self._part(it)
            for it in candidates
        ]

    def _full(self, text: str) -> Entity:
        words = _words(text)
        name = " ".join(words)
        ends = (names.key(words[0]), names.key(words[-1]))
        entity = self._by_key.get(names.key(name)) or self._by_ends.get(ends)
        if entity is None:
            entity = self._doubled(words) or Entity(name, names.key(name), EntityKind.PERSON)
            self._enter(entity)
        return entity

    def _doubled(self, words: Sequence[str]) -> Entity | None:
        """The one person of whose surname these words are, where surnames are of two: Ana *Restrepo Gil*."""
        bearers = self._by_part.get(names.key(" ".join(words)), {})
        return next(iter(bearers.values())) if len(bearers) == 1 else None

    def _enter(self, entity: Entity) -> None:
        words = _words(entity.name)
        self._by_key.setdefault(entity.key, entity)
        if len(words) > 1:
            self._by_ends.setdefault((names.key(words[0]), names.key(words[-1])), entity)
            for part in _parts(words):
                self._by_part[part][entity.key] = entity

    def _part(self, candidate: Candidate) -> Mention:
        """The one person whose name has this part; otherwise a bare name, which is nobody's."""
        name = " ".join(_words(candidate.text))
        bearers = self._by_part.get(names.key(name), {})
        if len(bearers) == 1:
            (entity,) = bearers.values()
            return Mention(candidate.span, entity, _SURNAME_CONFIDENCE, "surname")
        key = names.key(name)
        entity = self._by_key.get(key) or self._bare.setdefault(
            key, Entity(name, key, EntityKind.PERSON, linked=False)
        )
        return Mention(candidate.span, entity, candidate.confidence, "model")


def _is_full(text: str) -> bool:
    """Whether a name has a given name and a surname, rather than being a surname of several words."""
    words = _words(text)
    return len(words) > 1 and words[0].casefold() not in lexicon.PARTICLES


def _words(text: str) -> list[str]:
    return _SUFFIX.sub("", text).split()


def _parts(words: Sequence[str]) -> set[str]:
    """The folded parts of a name that can stand for it: the given name, the surname, the surname with what belongs to it."""
    parts = {names.key(words[0]), names.key(words[-1])}
    parts.update(names.key(" ".join(words[at:])) for at in range(1, len(words) - 1))
    return parts - {""}
