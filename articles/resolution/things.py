"""Names that look like companies and are none: products, people called by one name, pieces of longer names."""

import re
from collections import defaultdict
from collections.abc import Sequence
from functools import lru_cache

from articles.extraction import lexicon
from articles.extraction.findings import Candidate, Label
from articles.resolution.kinds import kind_of
from articles.resolution.links import EntityKind
from articles.resolution.terms import terms

_FIRM = frozenset(
    [
        "company verb",
        "country before",
        "dateline",
        "firm after",
        "firm before",
        "parts after",
        "speech after",
        "speech before",
        "ticker",
        "told before",
        "work before",
    ]
)
"""What is said of companies and hardly ever of their products."""
_OF_FIRMS = frozenset(
    ["bracket after", "company noun", "firm before", "parts after", "ticker", "work before"]
)
"""What is said of companies and not of the people whose names they bear."""
_PRODUCT = frozenset(["possessive before", "product after", "product named"])
_DECIDES = "product named"
_LEAST_SHARE = 0.3  # of the places of a name that speak of a product
_PRONOUN = re.compile(r"[^“”\"\n.]{0,120}?\b(?:she|he|her|his|herself|himself)\b(?!\s+or\b)")
_LEAST_PLACES = 2
_COUPLED = re.compile(r"\s+and\s+(?:his|her)\b")
_OF_LINES = frozenset(
    ["Against", "After", "Amid", "Before", "Between", "From", "Into", "Over", "With", "Without"]
)
_LONGEST_NAME = 4  # words; beyond that, a preposition with a capital belongs to a headline
_DIRECTIONS = frozenset(
    [
        "Central",
        "Eastern",
        "Greater",
        "Inner",
        "Lower",
        "North",
        "Northern",
        "Outer",
        "South",
        "Southern",
        "Upper",
        "Western",
    ]
)
_OFFICE = re.compile(r"\s(?:Commissioner|Minister|Ministers|Secretary)\b")
_UNIT = re.compile(r"\w\s(?:Division|Office|Team|Unit)$")
_SYSTEM = re.compile(r"(?:[a-z]OS|\bLinux)$")
_LONGER = re.compile(r"(?:['’]s|(?<=s)['’])((?:\s[A-Z][\w&-]+){1,3})")
_DOTTED = re.compile(r"(?<=\w)\.\w")
_REACH = 60  # characters
_PARTS = 2


def things(text: str, candidates: Sequence[Candidate], everything: Sequence[Candidate]) -> set[str]:
    """The names, among candidates for organisations that nobody knows, that name something else.

    `everything` are the article's candidates of all sorts, in order.
    """
    groups = defaultdict[str, list[Candidate]](list)
    for it in candidates:
        groups[it.text].append(it)
    people = {it.span.start for it in everything if it.label is Label.PERSON}
    return {
        name
        for name, group in groups.items()
        if kind_of(name) is EntityKind.COMPANY
        and (
            _is_form(name)
            or _is_description(name, group)
            or _is_product(name, group)
            or _is_site(group)
            or name in terms(text)
            or _is_piece(text, group)
            or _is_somebody(text, name, group, people)
        )
    }


def surnames(candidates: Sequence[Candidate]) -> set[str]:
    """The candidates for organisations that are surnames of people whom the article names in full, and never spoken of as firms."""
    full = {
        it.text.rsplit(maxsplit=1)[-1] for it in candidates if it.label is Label.PERSON and " " in it.text
    }
    bodies = [it for it in candidates if it.label is Label.ORGANISATION]
    return {it.text for it in bodies} & full - {
        it.text for it in bodies if not _OF_FIRMS.isdisjoint(it.evidence)
    }


@lru_cache(maxsize=20_000)
def _is_form(name: str) -> bool:
    """AG: a legal form, or an attorney general; iPads: several of a known thing; Camden & Islington; Jane & Omar; VelaOS; Growth Office."""
    parts = name.split(" & ")
    if len(parts) > 1 and (any(map(_is_place, parts)) or lexicon.GIVEN_NAMES.issuperset(parts)):
        return True
    if _is_region(name.split()) or _SYSTEM.search(name) or _UNIT.search(name) or _is_line(name.split()):
        return True
    return name in lexicon.LEGAL_FORMS - {"Co"} or (name.endswith("s") and name[:-1] in lexicon.OTHERS)


def _is_region(words: Sequence[str]) -> bool:
    """Inner Mongolia, Aberdeenshire."""
    while len(words) > 1 and words[0] in _DIRECTIONS:
        words = words[1:]
    return " ".join(words) in lexicon.PLACES or (len(words) == 1 and words[0].endswith("shire"))


def _is_line(words: Sequence[str]) -> bool:
    """Regulator Wins Case Against Vela: a headline."""
    return len(words) > _LONGEST_NAME and not _OF_LINES.isdisjoint(words)


def _is_place(part: str) -> bool:
    first, _, last = part.rpartition(" ")
    return part in lexicon.PLACES or (bool(first) and (last == "Line" or last in lexicon.PLACE_WORDS))


def _is_description(name: str, group: Sequence[Candidate]) -> bool:
    """The *Chinese Insurance* giant Ping An."""
    words = name.split()
    return (
        len(words) == _PARTS
        and words[0] in lexicon.PLACES
        and words[1] in lexicon.ORGANISATION_WORDS
        and all("company noun" in it.evidence for it in group)
    )


def _is_product(name: str, group: Sequence[Candidate]) -> bool:
    """Whether the article speaks of the name as of a thing that somebody makes, and never as of a company."""
    evidence = [frozenset(it.evidence) for it in group]
    if any(found & _FIRM for found in evidence) or name.rsplit(maxsplit=1)[-1] in lexicon.ORGANISATION_WORDS:
        return False
    signs = _PRODUCT | {"article before"} if _takes_no_article(name, evidence) else _PRODUCT
    told = sum(bool(found & signs) for found in evidence)
    return any(_DECIDES in found for found in evidence) or told >= max(1, _LEAST_SHARE * len(group))


def _is_site(group: Sequence[Candidate]) -> bool:
    """Whether something is called after the name as after a place, and it is never called a firm: working at "Vela station"."""
    evidence = frozenset[str]().union(*(it.evidence for it in group))
    return "site after" in evidence and not evidence & (_OF_FIRMS - {"work before"})


def _takes_no_article(name: str, evidence: Sequence[frozenset[str]]) -> bool:
    """Whether a company of the name would not have "the" before it: single words that are no abbreviations."""
    bracketed = any("in brackets" in found or "bracket after" in found for found in evidence)
    return not (
        " " in name or (name.isupper() and name.isalpha()) or name in lexicon.ORGANISATION_HEADS or bracketed
    )


def _is_piece(text: str, group: Sequence[Candidate]) -> bool:
    """Monk’s Hill Ventures, Vela.AI: the name is the beginning of a longer one wherever it stands."""
    return all(_begins_longer(text, it) for it in group)


def _begins_longer(text: str, it: Candidate) -> bool:
    start, end = it.span.start, it.span.end
    if _OFFICE.match(text, end):
        return True
    if _DOTTED.match(text, end) or _DOTTED.match(text, start - 1):
        return True
    following = _LONGER.match(text, end)
    return (
        following is not None and following[1].split()[-1] in lexicon.ORGANISATION_WORDS | lexicon.PLACE_WORDS
    )


def _is_somebody(text: str, name: str, group: Sequence[Candidate], people: set[int]) -> bool:
    """Whether sentences that name it go on with "she" or "he", and nobody else stands between; "Vela and his partner"."""
    if " " in name or any("trade before" in it.evidence for it in group):
        return False
    if any(_COUPLED.match(text, it.span.end) for it in group):
        return True
    told = [found for it in group if (found := _PRONOUN.match(text, it.span.end))]
    return sum(people.isdisjoint(range(*found.span())) for found in told) >= _LEAST_PLACES
