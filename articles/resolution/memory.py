"""What the archive remembers of names it has met before: it lifts a doubtful one, and knows what a short one stands for."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from articles.extraction.findings import Candidate, Label
from articles.resolution import names
from articles.resolution.knowledge import Remembered
from articles.resolution.links import Entity, EntityKind


class Memory:
    """The remembered names of a snapshot of knowledge, by key."""

    def __init__(self, remembered: Iterable[Remembered] = ()) -> None:
        self._people = set[str]()
        self._organisations = dict[str, Entity]()
        self._short = dict[str, Entity]()
        for it in remembered:
            entity = Entity(it.name, names.key(it.name), it.kind)
            if it.kind is EntityKind.PERSON:
                self._people.add(entity.key)
            else:
                self._organisations[entity.key] = entity
                self._short |= {names.key(name): entity for name in it.short}

    def believes(self, key: str) -> bool:
        """Whether an organisation is remembered by this key, or by a short form of it."""
        return key in self._organisations or key in self._short

    def organisation(self, key: str) -> Entity | None:
        """The organisation that is remembered by this key, or by a short form of it."""
        return self._organisations.get(key) or self._short.get(key)

    def relabelled(self, candidates: Sequence[Candidate]) -> list[Candidate]:
        """The candidates, those that are remembered as the other of person and organisation labelled so."""
        return [self._relabelled(it) for it in candidates]

    def _relabelled(self, candidate: Candidate) -> Candidate:
        key = names.key(candidate.text)
        if " " not in key:  # a surname may be a company's name too
            return candidate
        person, organisation = key in self._people, key in self._organisations
        if candidate.label is Label.ORGANISATION and person and not organisation:
            return replace(candidate, label=Label.PERSON)
        if candidate.label is Label.PERSON and organisation and not person:
            return replace(candidate, label=Label.ORGANISATION)
        return candidate
