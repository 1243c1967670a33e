"""A surname that several people of an article bear: whom it means where it stands.

Not certain enough to link a mention by; a speaker may be named by it, with a confidence that says so.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from articles.resolution.genders import Genders, said_before
from articles.resolution.links import Entity, EntityKind, Mention
from articles.resolution.names import key

BASIS = "namesake"
_CONFIDENCE = 0.75

type _Places = dict[Entity, list[int]]


def settled(text: str, mentions: Sequence[Mention], genders: Genders) -> list[Mention]:
    """The mentions, each bare name that several people bear given to the one whom the article means there.

    Where it does not tell, the mention is left out.
    """
    namesakes = _Namesakes.of(text, mentions, genders)
    return [it for mention in mentions if (it := namesakes.settled(mention))]


@dataclass(slots=True)
class _Namesakes:
    """`bearers` has for each given name and surname who bears it, with the places that name them in full."""

    text: str
    genders: Genders
    bearers: dict[str, _Places]
    by_given_name: set[Entity]

    @classmethod
    def of(cls, text: str, mentions: Sequence[Mention], genders: Genders) -> "_Namesakes":
        namesakes = cls(text, genders, {}, set())
        for mention in mentions:
            if mention.entity.kind is EntityKind.PERSON and " " in mention.entity.key:
                namesakes._enter(mention)
        return namesakes

    def _enter(self, mention: Mention) -> None:
        given, *_, surname = mention.entity.key.split()
        written = key(self.text[mention.span.start : mention.span.end])
        if written == given:
            self.by_given_name.add(mention.entity)
        elif " " in written:
            for part in (given, surname):
                self.bearers.setdefault(part, {}).setdefault(mention.entity, []).append(mention.span.start)

    def settled(self, mention: Mention) -> Mention | None:
        bearers = self.bearers.get(mention.entity.key)
        if mention.entity.linked or mention.entity.kind is not EntityKind.PERSON or not bearers:
            return mention
        person = self._meant(bearers, mention.span.start)
        return replace(mention, entity=person, confidence=_CONFIDENCE, basis=BASIS) if person else None

    def _meant(self, bearers: _Places, at: int) -> Entity | None:
        """Whom the tests leave; one that nobody passes is passed over."""
        pronoun = said_before(self.text, at)
        paragraph = self.text.rfind("\n", 0, at)
        tests: tuple[Callable[[Entity], bool], ...] = (
            lambda person: pronoun in (None, self.genders.pronoun_of(person)),
            lambda person: bearers[person][0] < at,
            lambda person: any(paragraph < place < at for place in bearers[person]),
            lambda person: person not in self.by_given_name,
        )
        left = list(bearers)
        for test in tests:
            left = [person for person in left if test(person)] or left
        return left[0] if len(left) == 1 else None
