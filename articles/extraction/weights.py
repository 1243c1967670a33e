"""How sure each reading of a name is: a sum of fitted weights over its signs (articles/data/name_weights.toml)."""

import math
from typing import NamedTuple

from articles.extraction import lexicon
from articles.extraction.findings import Label
from articles.extraction.signs import Signs

_FITTED = lexicon.read_toml("name_weights.toml")
_ORGANISATION: dict[str, float] = _FITTED["organisation"]
_PERSON: dict[str, float] = _FITTED["person"]
_BASE = "base"
_LEAST = {Label.ORGANISATION: 0.2, Label.PERSON: 0.4}
"""The least confidence of a proposal; who believes an organisation asks for more."""
_PLACE_SHARE = 0.5
_PERSONAL = frozenset(["honorific", "surname of a person"])


class Reading(NamedTuple):
    """What a name is taken for, and how sure that is from 0 to 1."""

    label: Label
    confidence: float


def read(name: str, signs: Signs) -> Reading:
    """The likeliest reading of a name with these signs."""
    if is_never(name, signs):
        return Reading(Label.OTHER, 1.0)
    organisation = math.exp(_weight(_ORGANISATION, signs))
    person = math.exp(_weight(_PERSON, signs))
    total = 1 + organisation + person
    label, share = Label.ORGANISATION, organisation / total
    if person > organisation:
        label, share = Label.PERSON, person / total
    if share >= _LEAST[label]:
        return Reading(label, round(share, 3))
    return Reading(Label.PLACE if _is_place(signs) else Label.OTHER, round(1 / total, 3))


def is_never(name: str, signs: Signs) -> bool:
    """Whether a name is neither an organisation nor a person, whatever else speaks for it; Long and Wild are surnames, too."""
    return name in lexicon.OTHERS or (name in lexicon.COMMON_WORDS and _PERSONAL.isdisjoint(signs))


def _weight(fitted: dict[str, float], signs: Signs) -> float:
    return fitted[_BASE] + sum(fitted.get(sign, 0.0) * strength for sign, strength in signs.items())


def _is_place(signs: Signs) -> bool:
    proposed = signs.get("model place", 0.0) + signs.get("model place, one word", 0.0)
    return "place" in signs or proposed >= _PLACE_SHARE
