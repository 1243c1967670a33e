"""Which of the machine's people and organisations is which of the gold's: by the places that they share."""

from collections import Counter

from articles.evaluation.gold import Gold, GoldName
from articles.evaluation.spans import named, touches
from articles.extraction.findings import Span
from articles.resolution.links import Entity, EntityKind, Links, Mention
from articles.resolution.names import key


class Alignment:
    """Pairs what shares most places, people with people and organisations with organisations, each once.

    `mentions` are the machine's, those in open places left out; `places` are the gold's. Both without a leading "the"
    and possessives.
    """

    def __init__(self, gold: Gold, text: str, links: Links) -> None:
        self.places = {named(text, place): name for name in gold.names for place in name.places}
        self.mentions: list[tuple[Span, Mention]] = [
            (named(text, it.span), it) for it in links.mentions if not touches(it.span, gold.open)
        ]
        shared = Counter(
            (mention.entity, self.places[place])
            for place, mention in self.mentions
            if self.is_right(place, mention)
        )
        self._names = {key(name.name): name.name for name in gold.names}
        self.pairs: dict[Entity, GoldName] = {}
        for (entity, name), _ in shared.most_common():
            if entity not in self.pairs and name not in self.pairs.values():
                self.pairs[entity] = name

    def is_right(self, place: Span, mention: Mention) -> bool:
        """Whether the gold names somebody at this very place, and a person where the machine says so."""
        return place in self.places and is_person(self.places[place].kind) == is_person(mention.entity.kind)

    def name(self, entity: Entity | None) -> str | None:
        """What the gold calls the entity; its own name where the gold has none like it, None for nobody."""
        if entity is None:
            return None
        if entity in self.pairs:
            return self.pairs[entity].name
        return self._names.get(key(entity.name), entity.name)


def is_person(kind: EntityKind) -> bool:
    """Whether it is a person rather than an organisation."""
    return kind is EntityKind.PERSON
