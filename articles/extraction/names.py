"""Names in the text: what the model proposes and what the words around say, put together for all places of a name."""

import itertools
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from articles.extraction import lexicon
from articles.extraction.findings import Candidate, Label
from articles.extraction.model import ModelName
from articles.extraction.sightings import Sighting, find_sightings, folded
from articles.extraction.signs import Signs, signs_of
from articles.extraction.weights import Reading, read
from articles.text.article import ParsedArticle

_INTRODUCED = re.compile(r"[\"”’']?\s?\(\s?(?:the\s|[\"“”‘’']){0,2}([A-Z][\w&.-]{1,11})[\"“”‘’']?\s?\)")
_LOWER = re.compile(r"\b[a-z]{3,}")
_LIST = re.compile(r",\s(?:and\s|or\s)?|\s(?:and|or|&)\s|\s?[/–]\s?")
_WIDEST_LIST = 6  # characters between two names of a list
FEWEST_INITIALS = 3
"""Of a name that letters without brackets may be short for."""
_BESIDE = {
    "ORG": "beside an organisation",
    "PERSON": "beside a person",
    "GPE": "beside a place",
    "LOC": "beside a place",
}
_TELLING = frozenset(
    [
        "company before",
        "honorific",
        "speech after",
        "speech before",
        "title after",
        "title before",
        "told before",
    ]
)


def find_names(article: ParsedArticle, proposals: Sequence[ModelName]) -> tuple[Candidate, ...]:
    """The names of the read blocks, in order, without overlap. `proposals` are the model's, in order, by the article's text."""
    groups = grouped(article, proposals)
    signs = all_signs(article.text, groups)
    readings = {name: read(name, found) for name, found in signs.items()}
    for name, leaning in _leanings(article.text, groups, readings).items():
        signs[name] |= dict.fromkeys(leaning, 1.0)
        readings[name] = read(name, signs[name])
    candidates = (
        candidate
        for name, group in groups.items()
        if readings[name].label is not Label.OTHER or _is_seen(group)
        for candidate in _candidates(group, readings[name])
    )
    return tuple(sorted(candidates, key=lambda candidate: candidate.span))


def grouped(article: ParsedArticle, proposals: Sequence[ModelName]) -> dict[str, list[Sighting]]:
    """The places of each name."""
    sightings = sorted(find_sightings(article, proposals), key=lambda sighting: sighting.span)
    _look_beside(article.text, sightings)
    groups = defaultdict[str, list[Sighting]](list)
    for sighting in sightings:
        groups[folded(sighting.text)].append(sighting)
    return groups


def all_signs(text: str, groups: dict[str, list[Sighting]]) -> dict[str, Signs]:
    """What speaks for the readings of each name."""
    usual = frozenset(_LOWER.findall(text))
    return {name: signs_of(name, group, usual) for name, group in groups.items()}


def _look_beside(text: str, sightings: Sequence[Sighting]) -> None:
    """Names of a list are mostly of one kind: what the model takes a neighbour for is evidence."""
    for one, other in itertools.pairwise(sightings):
        low, high = one.span.end, other.span.start
        if high - low <= _WIDEST_LIST and _LIST.fullmatch(text, low, high):
            if other.label in _BESIDE:
                one.evidence.add(_BESIDE[other.label])
            if one.label in _BESIDE:
                other.evidence.add(_BESIDE[one.label])


def _is_seen(group: Sequence[Sighting]) -> bool:
    """Whether anything but capitals speaks for a name."""
    return any(sighting.label or not _TELLING.isdisjoint(sighting.evidence) for sighting in group)


def _candidates(group: Sequence[Sighting], reading: Reading) -> Iterator[Candidate]:
    for sighting in group:
        evidence = (("model",) if sighting.label else ()) + tuple(sorted(sighting.evidence))
        yield Candidate(
            sighting.span, sighting.text, reading.label, evidence or ("repeated",), reading.confidence
        )


def _leanings(
    text: str, groups: dict[str, list[Sighting]], readings: dict[str, Reading]
) -> dict[str, set[str]]:
    """The signs that longer names of the article give to parts of them, and to their short forms in brackets."""
    leanings = defaultdict[str, set[str]](set)
    for name, (label, _) in readings.items():
        words = name.split()
        if len(words) == 1:
            continue
        if label is Label.PERSON:
            leanings[words[0]].add("given name of a person")
            leanings[words[-1]].add("surname of a person")
            continue
        if label is Label.ORGANISATION:
            for size in range(1, len(words)):
                leanings[" ".join(words[:size])].add("part of an organisation")
        sign = "short for an organisation" if label is Label.ORGANISATION else "short for something else"
        for short in _introduced(text, name, groups[name]):
            leanings[short].add(sign)
    return {name: found for name, found in leanings.items() if name in groups and name not in lexicon.PLACES}


def _introduced(text: str, name: str, group: Sequence[Sighting]) -> Iterator[str]:
    """What stands in brackets behind the name and is short for it: "Kenya Association of Manufacturers (KAM)"."""
    for sighting in group:
        match = _INTRODUCED.match(text, sighting.span.end)
        if match and is_short_for(match[1], name):
            yield match[1]


def initials(name: str) -> str:
    """The capitals that the words of a name begin with."""
    return "".join(word[0] for word in name.split() if word[0].isupper())


def is_short_for(short: str, name: str) -> bool:
    """Whether the letters of `short` come in order in the name, its first letter first."""
    letters = iter(name.casefold())
    folded_short = [char for char in short.casefold() if char.isalnum()]
    return folded_short[:1] == [name[:1].casefold()] and all(char in letters for char in folded_short)
