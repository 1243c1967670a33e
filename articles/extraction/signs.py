"""What speaks for the readings of a name, over all places where it stands in an article: signs, each with a strength from 0 to 1."""

import math
import re
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from typing import Protocol

from articles.extraction import lexicon

type Signs = dict[str, float]

_MODEL = {
    "ORG": "organisation",
    "PERSON": "person",
    "GPE": "place",
    "LOC": "place",
    "FAC": "building",
    "NORP": "people",
    "PRODUCT": "product",
    "WORK_OF_ART": "work",
}
_MOST_AGAIN = 3  # doublings of the number of places
_CAMEL = re.compile(r"(?!Mc|Mac|De|Di|La|Le|Van|Fitz|O['’])[A-Za-z][a-z]+[A-Z]")
_DOMAIN = re.compile(r"\w\.(?:com|ai|io|co|org|net|de|uk)$")
_DIGIT_END = re.compile(r"\d$")
_CITED = frozenset(["outlet before", "reports first", "source before"])
_SHORT_CAPITALS = 4  # letters
_LONGEST_FULL_NAME = 4  # words
_GEOGRAPHY = frozenset(
    [
        "Hurricane",
        "Storm",
        "Typhoon",
        "St",
        "Mt",
        "Mount",
        "Lake",
        "Fort",
        "Port",
        "Cape",
        "Uncle",
        "San",
        "Santa",
        "Los",
        "Las",
        "Saint",
    ]
)


class Seen(Protocol):
    """A place of the name: the model's label and the evidence around it."""

    label: str | None
    evidence: set[str]


def signs_of(name: str, group: Sequence[Seen], usual: Collection[str]) -> Signs:
    """The signs for a name with all its places; `usual` are the words that stand in lower case in the article."""
    found = dict.fromkeys(set[str]().union(*(seen.evidence for seen in group)), 1.0)
    if found.keys() == {"headline"}:
        found = {"headline only": 1.0}
    words = name.split()
    _model(group, found, one_word=len(words) == 1)
    found.update(dict.fromkeys(_form(name, words, found), 1.0))
    if known := {word.casefold() for word in words}.intersection(usual):
        found["usual word" if len(words) == 1 else "usual words"] = len(known) / len(words)
    found["places"] = _doublings(len(group))
    return found


def _doublings(count: int) -> float:
    return min(1.0, math.log2(count) / _MOST_AGAIN) if count else 0.0


def _model(group: Sequence[Seen], found: Signs, *, one_word: bool) -> None:
    """The model's labels, each by its share of the places that it names: it is less to be trusted with single words."""
    labels = Counter(_MODEL.get(seen.label, "other") for seen in group if seen.label)
    total = labels.total()
    if not total:
        found["no model"] = 1.0
    for label, count in labels.items():
        found[f"model {label}{', one word' if one_word else ''}"] = count / total
        found[f"model {label} again"] = _doublings(count)


def _form(name: str, words: Sequence[str], found: Signs) -> Iterator[str]:
    """What the words of the name itself say."""
    if name in lexicon.PLACES:
        yield "place"
    if _DIGIT_END.search(name):
        yield "digit end"
    if _DOMAIN.search(name):
        yield "domain"
    if _CAMEL.match(name):
        yield "inner capital"
    if words[0].rstrip(".") in _GEOGRAPHY:
        yield "geography"
    if len(words) > 1 and words[-1] in lexicon.PAPERS and not _CITED.isdisjoint(found):
        yield "outlet"
    elif words[-1] in lexicon.PRODUCT_WORDS:
        yield "product word"
    yield from _word(name, found) if len(words) == 1 else _words(words)


def _word(name: str, found: Signs) -> Iterator[str]:
    yield "one word"
    if name in lexicon.ORGANISATION_WORDS:
        yield "organisation word alone"
    if len(name) == 1 or name.casefold() in lexicon.PERSON_NOUNS:
        yield "noun"
    if name.endswith("ly") and "sentence start" in found:
        yield "adverb"
    if name in lexicon.GIVEN_NAMES:
        yield "given name alone"
    if name.isupper():
        yield "short capitals" if len(name) <= _SHORT_CAPITALS else "capitals"
    elif "article before" in found:
        yield "word with article"


def _words(words: Sequence[str]) -> Iterator[str]:
    last = words[-1].rstrip(".")
    if last in lexicon.PLACE_WORDS:
        yield "place word"
    if any(map(str.isdigit, "".join(words))):
        yield "digits"
    if words[0] in lexicon.PLACES:
        yield "place first"
    yield from _telling_words(words, last)


def _telling_words(words: Sequence[str], last: str) -> Iterator[str]:
    """The one kind of words that tells most."""
    if last in lexicon.LEGAL_FORMS:
        yield "legal form"
    elif "&" in words or last in lexicon.ORGANISATION_WORDS:
        yield "organisation word"
    elif lexicon.ORGANISATION_HEADS.intersection(words):
        yield "organisation head"
    elif len(words) > _LONGEST_FULL_NAME:
        yield "long name"
    elif words[0] in lexicon.GIVEN_NAMES:
        yield "given name"
