"""He or she: what a person's given name, and the words before it, tell."""

import itertools
import re
import tomllib
from collections import Counter, defaultdict
from collections.abc import Sequence
from importlib.resources import files

from articles.resolution.links import Entity, Mention

_REACH = 24
_PRONOUN_REACH = 120
_CLEARLY = 2 / 3
_FOLLOWING = re.compile(
    r"[^.!?\n“”\"]*?\b(?:(?P<she>she|her|hers|herself)|he|him|his|himself)\b", re.IGNORECASE
)
_TRADE = r"(?:[a-z]+s|fire|police|camera|fisher|council|front)"
_MAN = re.compile(
    rf"\b(?:Mr|Sir|Lord|King|Prince|Father|Brother|Baron|{_TRADE}man|husband|father|son|brother|uncle|grandfather|nephew|boyfriend|"
    r"actor|prince|king|widower)\.?,?\s+$"
)
_WOMAN = re.compile(
    rf"\b(?:Mrs|Ms|Miss|Dame|Lady|Queen|Princess|Madame|Sister|Baroness|{_TRADE}woman|wife|mother|daughter|sister|aunt|grandmother|"
    r"niece|girlfriend|actress|princess|queen|widow)\.?,?\s+$"
)


def _given_names() -> dict[str, str]:
    lists = tomllib.loads(files("articles").joinpath("data", "given_names.toml").read_text(encoding="utf-8"))
    return {
        name.casefold(): pronoun
        for kind, pronoun in (("women", "she"), ("men", "he"))
        for name in lists[kind].split()
    }


_PRONOUN_OF = _given_names()


class Genders:
    """The pronouns of an article's people: by the words before their names, their given names, or the pronouns that follow them."""

    def __init__(self, text: str, people: Sequence[Mention]) -> None:
        self._told: dict[Entity, str] = {}
        for mention in people:
            if pronoun := said_before(text, mention.span.start):
                self._told.setdefault(mention.entity, pronoun)
        self._followed = _followed(text, people)

    def pronoun_of(self, person: Entity) -> str | None:
        """`he` or `she`; None where nothing tells."""
        return (
            self._told.get(person)
            or _PRONOUN_OF.get(person.key.partition(" ")[0])
            or self._followed.get(person)
        )


def _followed(text: str, people: Sequence[Mention]) -> dict[Entity, str]:
    """For each person the pronoun that follows the name in a sentence with nobody else between, where it is nearly always one."""
    votes = defaultdict[Entity, Counter[str]](Counter)
    for mention, following in itertools.zip_longest(people, people[1:]):
        end = min(mention.span.end + _PRONOUN_REACH, following.span.start if following else len(text))
        if found := _FOLLOWING.match(text, mention.span.end, end):
            votes[mention.entity]["she" if found["she"] else "he"] += 1
    clear = {person: count.most_common(1)[0] for person, count in votes.items()}
    return {
        person: word for person, (word, number) in clear.items() if number > _CLEARLY * votes[person].total()
    }


def said_before(text: str, at: int) -> str | None:
    """The pronoun that a title or a word of kinship right before a name tells: "Mr", "his sister"; None where nothing does."""
    before = text[max(0, at - _REACH) : at]
    if _WOMAN.search(before):
        return "she"
    return "he" if _MAN.search(before) else None
