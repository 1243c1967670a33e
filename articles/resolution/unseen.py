"""People whom nothing knows: "Okoro, a sailor", "Okoro said that he". Enough to say who spoke, not to be linked."""

import re
from collections.abc import Iterable, Iterator, Sequence

from articles.extraction import lexicon
from articles.extraction.findings import Span
from articles.extraction.verbs import PEOPLE, SPEECH
from articles.resolution.antecedents import inside
from articles.resolution.links import Entity, EntityKind, Mention
from articles.resolution.names import key

_CONFIDENCE = 0.6
_SPEAKS = "|".join(sorted(verb for verb in SPEECH if not verb.endswith("ing")))
_IS = "|".join(sorted(PEOPLE))
_NAME = r"(?P<name>[A-Z](?<![\w’'.-].)(?<![A-Z]\s.)[a-z]*['’]?[a-z]{2,})"  # the capital first: quickly found
_PERSON = re.compile(
    rf"{_NAME}(?:,\s+(?:an?|the)\s+(?:[\w-]+\s+){{0,2}}(?:{_IS})\b|"
    rf"\s+(?:{_SPEAKS}|didn['’]t|did\s+not)\b[^\n]{{0,80}}(?:\n\n[“\"][^”\"]{{1,400}}[”\"]\s+)?\b(?P<pronoun>he|she)\b)"
)
_FULL = re.compile(r"[A-Z][\w’'-]+(?:\s+[A-Z]\.)?\s+[A-Z][\w’'-]+")
_WORD = re.compile(r"\b[a-z][a-z'’]+")
_NO_PERSON = lexicon.COMMON_WORDS | lexicon.PLACES | lexicon.ORGANISATION_WORDS | lexicon.LEGAL_FORMS


def unseen(text: str, mentions: Sequence[Mention], speakers: Iterable[Span]) -> Iterator[Mention]:
    """Mentions, not linked, of people by the names that none of the mentions, which are in order, covers.

    `speakers` are the places that name who speaks: a full name there is a person's. A word that the text also writes small
    has its capital for standing first, and is no name.
    """
    taken = [mention.span for mention in mentions]
    names = _single(text) | _full(text, speakers)
    if not names:
        return
    pattern = "|".join(re.escape(name) for name in sorted(names, key=len, reverse=True))
    for match in re.finditer(rf"(?<![\w’'.-])(?:{pattern})\b", text):
        if not inside(taken, match.start()) and not inside(taken, match.end() - 1):
            name = names[match[0]]
            person = Entity(name, key(name), EntityKind.PERSON, linked=False)
            yield Mention(Span(match.start(), match.end()), person, _CONFIDENCE, "context")


def _single(text: str) -> dict[str, str]:
    names = {match["name"] for match in _PERSON.finditer(text)} - _NO_PERSON
    small = {word.capitalize() for word in _WORD.findall(text)} if names else set()
    return {name: name for name in names - small}


def _full(text: str, speakers: Iterable[Span]) -> dict[str, str]:
    """Full names, each with its surname."""
    names = dict[str, str]()
    for place in speakers:
        name = text[place.start : place.end]
        if _FULL.fullmatch(name) and not _NO_PERSON.intersection(name.split()):
            names |= {name: " ".join(name.split()), name.split()[-1]: " ".join(name.split())}
    return names
