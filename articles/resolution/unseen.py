"""People whom nothing knows, called by one name: "Okoro, a sailor", "Okoro said that he". Enough to say who spoke, not to be linked."""

import re
from collections.abc import Iterator, Sequence

from articles.extraction import lexicon
from articles.extraction.findings import Span
from articles.extraction.verbs import PEOPLE, SPEECH
from articles.resolution.antecedents import inside
from articles.resolution.links import Entity, EntityKind, Mention
from articles.resolution.names import key

_CONFIDENCE = 0.6
_SPEAKS = "|".join(sorted(verb for verb in SPEECH if not verb.endswith("ing")))
_IS = "|".join(sorted(PEOPLE))
_NAME = r"(?<![\w’'.-])(?<![A-Z]\s)(?P<name>[A-Z][a-z]*['’]?[a-z]{2,})"
_PERSON = re.compile(
    rf"{_NAME}(?:,\s+(?:an?|the)\s+(?:[\w-]+\s+){{0,2}}(?:{_IS})\b|"
    rf"\s+(?:{_SPEAKS}|didn['’]t|did\s+not)\b[^\n]{{0,80}}(?:\n\n[“\"][^”\"]{{1,400}}[”\"]\s+)?\b(?P<pronoun>he|she)\b)"
)
_WORD = re.compile(r"\b[a-z][a-z'’]+")


def unseen(text: str, mentions: Sequence[Mention]) -> Iterator[Mention]:
    """Mentions, not linked, of people by the names that none of the mentions, which are in order, covers.

    A word that the text also writes small has its capital for standing first, and is no name.
    """
    names = {match["name"] for match in _PERSON.finditer(text)} - lexicon.COMMON_WORDS - lexicon.PLACES
    names -= {word.capitalize() for word in _WORD.findall(text)} if names else set()
    if not names:
        return
    taken = [mention.span for mention in mentions]
    for match in re.finditer(rf"(?<![\w’'.-])(?:{'|'.join(map(re.escape, sorted(names)))})\b", text):
        if not inside(taken, match.start()):
            person = Entity(match[0], key(match[0]), EntityKind.PERSON, linked=False)
            yield Mention(Span(match.start(), match.end()), person, _CONFIDENCE, "context")
