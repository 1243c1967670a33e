"""The words that tell names apart, from articles/data: names.toml, given_names.toml, places.txt, others.tsv."""

import re
import tomllib
from importlib.resources import files
from typing import Any

_DATA = files("articles").joinpath("data")


def _read(name: str) -> str:
    return _DATA.joinpath(name).read_text(encoding="utf-8")


def _lines(name: str) -> list[str]:
    return [line for line in _read(name).splitlines() if line and not line.startswith("#")]


def read_toml(name: str) -> dict[str, Any]:
    """The lists of a file in articles/data."""
    return tomllib.loads(_read(name))


_LISTS = read_toml("names.toml")
KINDS: dict[str, frozenset[str]] = {kind: frozenset(words) for kind, words in _LISTS["kinds"].items()}
"""The words of names that tell what kind of organisation bears them."""

LEGAL_FORMS = frozenset(_LISTS["legal_forms"])
PARTNER_WORDS = frozenset(_LISTS["partner_words"])
ORGANISATION_WORDS = frozenset(_LISTS["organisation_words"])
ORGANISATION_HEADS = frozenset(_LISTS["organisation_heads"])
PLACE_WORDS = frozenset(_LISTS["place_words"])
COMPANY_NOUNS = frozenset(_LISTS["company_nouns"])
PERSON_TITLES = frozenset(_LISTS["person_titles"])
PERSON_NOUNS = frozenset(_LISTS["person_nouns"])
SPEECH_VERBS = frozenset(_LISTS["speech_verbs"])
COMPANY_VERBS = frozenset(_LISTS["company_verbs"])
COMPANY_PARTS = frozenset(_LISTS["company_parts"])
PRODUCT_NOUNS = frozenset(_LISTS["product_nouns"])
FUNCTION_WORDS = frozenset(_LISTS["function_words"])
PRODUCT_WORDS = frozenset(_LISTS["product_words"])
COMMON_WORDS = frozenset(_LISTS["common_words"])
SURNAMES = frozenset(_LISTS["surnames"])
GIVEN_NAMES = frozenset(name for names in read_toml("given_names.toml").values() for name in names.split())
PLACES = frozenset(name.strip() for line in _lines("places.txt") for name in line.split(";"))
_OTHERS = [(*line.split("\t"), "", "", "")[:4] for line in _lines("others.tsv")]
MAKERS = {
    alias: maker
    for name, _, aliases, maker in _OTHERS
    for alias in [name, *aliases.split(";")]
    if alias and maker
}
"""Who makes the products among OTHERS, where that is known."""

OTHERS = frozenset(_LISTS["abbreviations"]) | {
    alias for name, _, aliases, _ in _OTHERS for alias in [name, *aliases.split(";")] if alias
}
"""Products, events, abbreviations: names that are neither organisations nor people."""

BUSINESS_WORDS = frozenset(_LISTS["business_words"])
FIRM_WORDS = frozenset(_LISTS["firm_words"])
OUTLET_WORDS = frozenset(_LISTS["outlet_words"])
PAPERS = OUTLET_WORDS | KINDS["media"]
"""The last words of outlets' names; those of OUTLET_WORDS are others' as well."""
VESSELS = tuple(_LISTS["vessels"])
PARTICLES = frozenset(_LISTS["particles"])

APOSTROPHE = re.compile(r"['’]s?$")
