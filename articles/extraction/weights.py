"""How much speaks for each reading of a name, over all places where it stands in an article."""

import math
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from articles.extraction import lexicon
from articles.extraction.findings import Label

_MODEL = {
    "ORG": {Label.ORGANISATION: 1.0},
    "PERSON": {Label.PERSON: 1.2},
    "GPE": {Label.PLACE: 1.2},
    "LOC": {Label.PLACE: 1.2},
    "FAC": {Label.PLACE: 0.8},
}
_MODEL_OTHER = {Label.OTHER: 1.0}
_EVIDENCE = {
    "company before": {Label.ORGANISATION: 1.5},
    "company after": {Label.ORGANISATION: 1.8},
    "work before": {Label.ORGANISATION: 1.2},
    "parts after": {Label.ORGANISATION: 1.0},
    "company verb": {Label.ORGANISATION: 0.9},
    "country before": {Label.ORGANISATION: 0.6},
    "dateline": {Label.ORGANISATION: 2.5},
    "told before": {Label.ORGANISATION: 1.0},
    "ticker": {Label.ORGANISATION: 3.0},
    "title before": {Label.PERSON: 1.5, Label.ORGANISATION: -0.5},
    "honorific": {Label.PERSON: 4.5},
    "title after": {Label.PERSON: 1.2, Label.ORGANISATION: -0.3},
    "speech before": {Label.PERSON: 0.5, Label.ORGANISATION: 0.2},
    "speech after": {Label.PERSON: 0.3, Label.ORGANISATION: 0.3},
    "possessive before": {Label.OTHER: 1.2},
    "product after": {Label.OTHER: 1.0},
    "place before": {Label.PLACE: 0.3},
    "headline only": {Label.OTHER: 0.7},
}
_LEGAL_FORM = 3.0
_ORGANISATION_WORD = 1.5
_GIVEN_NAME = 1.8
_LEAN = 1.5
_LEAN_PERSON = 2.5
_LONE_PERSON = 0.5  # of the model's weight
_UNPROPOSED = 0.55
_OFTEN = 3  # places
_AGAIN = 0.4
_CAMEL = re.compile(r"(?!Mc|Mac|De|Di|La|Le|Van|Fitz|O['’])[A-Za-z][a-z]+[A-Z]")
_DIGIT_END = re.compile(r"\d$")
_NO_PERSON = 0.7
_PLACE_WORD = 0.8
_LONGEST_FULL_NAME = 4  # words
_GEOGRAPHY = frozenset(
    ["St", "Mt", "Mount", "Lake", "Fort", "Port", "Cape", "Uncle", "San", "Santa", "Los", "Las", "Saint"]
)
NEEDED = 0.9  # weight for an organisation or a person to be proposed at all


type Tally = dict[Label, float]


class Seen(Protocol):
    """A place of the name."""

    label: str | None
    evidence: set[str]


@dataclass(slots=True)
class Weights:
    """The weight of each reading; `seen` is whether anything but capitals speaks for the name."""

    by_label: Tally
    seen: bool

    def decision(self) -> tuple[Label, float]:
        """The heaviest reading, and how sure it is from 0 to 1."""
        label, weight = max(self.by_label.items(), key=lambda item: item[1])
        others = max(0.0, *(other for it, other in self.by_label.items() if it is not label))
        if weight < NEEDED:
            return Label.OTHER, 0.3
        return label, round(1 / (1 + math.exp(-(weight - others))), 2)

    def lean(self, labels: Counter[Label]) -> None:
        """Counts that a longer name of which this is a part is read so."""
        label, _ = labels.most_common(1)[0]
        self.by_label[label] += _LEAN_PERSON if label is Label.PERSON else _LEAN
        self.seen = True


def weigh(name: str, group: Sequence[Seen]) -> Weights:
    """The weights for a name from all its places."""
    weights = dict.fromkeys(Label, 0.0)
    single = " " not in name
    _count_model(group, weights, single=single)
    evidence = set[str]().union(*(sighting.evidence for sighting in group))
    if evidence == {"headline"}:
        evidence = {"headline only"}
    for kind in evidence:
        _add(weights, _EVIDENCE.get(kind, {}))
    _count_form(name, evidence, weights)
    seen = any(sighting.label for sighting in group) or any(kind in _EVIDENCE for kind in evidence)
    return Weights(weights, seen or weights[Label.ORGANISATION] > 0)


def _add(weights: Tally, amounts: dict[Label, float], share: float = 1.0) -> None:
    for label, amount in amounts.items():
        weights[label] += amount * share


def _count_model(group: Sequence[Seen], weights: Tally, *, single: bool) -> None:
    """The model's labels, each by its share of the places that it names; it calls all kinds of single words people."""
    labels = Counter(sighting.label for sighting in group if sighting.label)
    total = labels.total()
    for label, count in labels.items():
        share = count / total * (_LONE_PERSON if single and label == "PERSON" else 1)
        _add(weights, _MODEL.get(label, _MODEL_OTHER), share)
    if single and labels["PERSON"] >= _OFTEN:
        weights[Label.PERSON] += _AGAIN
    if not labels:
        weights[Label.ORGANISATION] -= _UNPROPOSED


def _count_form(name: str, evidence: set[str], weights: Tally) -> None:
    """What the words of the name itself say."""
    words = name.split()
    if name in lexicon.OTHERS or name in lexicon.COMMON_WORDS:
        weights[Label.OTHER] += 5
    if name in lexicon.PLACES:
        weights[Label.PLACE] += 4
    if _DIGIT_END.search(name) or words[0].rstrip(".") in _GEOGRAPHY:
        weights[Label.OTHER] += 1
    if len(words) == 1:
        _count_word(name, evidence, weights)
    else:
        _count_words(words, weights)


def _count_word(name: str, evidence: set[str], weights: Tally) -> None:
    if len(name) == 1 or name.casefold() in lexicon.PERSON_NOUNS:
        weights[Label.OTHER] += 3
    if name.endswith("ly") and "sentence start" in evidence:
        weights[Label.OTHER] += 2
    if "article before" in evidence and not name.isupper():
        weights[Label.OTHER] += 1.2
    if _CAMEL.match(name):
        weights[Label.ORGANISATION] += 0.7
        weights[Label.PERSON] -= 0.7


def _count_words(words: Sequence[str], weights: Tally) -> None:
    last = words[-1].rstrip(".")
    if last in lexicon.PLACE_WORDS or any(map(str.isdigit, "".join(words))):
        weights[Label.PLACE] += _PLACE_WORD
        weights[Label.PERSON] -= _PLACE_WORD
    if last in lexicon.LEGAL_FORMS:
        weights[Label.ORGANISATION] += _LEGAL_FORM
    elif "&" in words or last in lexicon.ORGANISATION_WORDS or words[0] in lexicon.ORGANISATION_HEADS:
        weights[Label.ORGANISATION] += _ORGANISATION_WORD
        weights[Label.PERSON] -= _NO_PERSON
    elif len(words) <= _LONGEST_FULL_NAME and words[0] in lexicon.GIVEN_NAMES:
        weights[Label.PERSON] += _GIVEN_NAME
