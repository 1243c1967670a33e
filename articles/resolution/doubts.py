"""Whom an ambiguous name means in an article: nobody, unless the article speaks for somebody known."""

import re
from collections import defaultdict
from collections.abc import Sequence

from articles.extraction import lexicon
from articles.extraction.context import around
from articles.extraction.findings import Candidate, Label, Span
from articles.resolution import names
from articles.resolution.business import is_business_news
from articles.resolution.gazetteer import Hit
from articles.resolution.knowledge import Known
from articles.resolution.links import EntityKind

type Place = tuple[Hit, Candidate | None]
"""A known name in the text, and the candidate that stands there."""

_TELLING = frozenset(
    ["company before", "company after", "work before", "ticker", "parts after", "company verb", "dateline"]
)
_FOR_COMMON_WORDS = 2  # kinds of evidence
_REACH = 100  # characters on each side that are looked at
_LOWER = re.compile(r"\b[a-z]{2,}\b")
_THE = re.compile(r"\b(?:[Tt]he|[Aa]n?|[Tt]his|[Tt]hat|[Ee]very|[Nn]o)\s$")
_SENTENCE_START = re.compile(r"(?:^|[.!?:\n]|[“\"‘(•])\s*$")
_OF = re.compile(r"\sof\b")
_OWNING = re.compile(r"-(?:backed|controlled|funded|led|operated|owned)\b")
_FORM = re.compile(r",?\s(" + "|".join(sorted(map(re.escape, lexicon.LEGAL_FORMS), reverse=True)) + r")\b")
_SAME_FORM = {
    "Corp": "Corporation",
    "Co": "Company",
    "Ltd": "Limited",
    "Incorporated": "Inc",
    "PLC": "plc",
    "Plc": "plc",
}


class Doubts:
    """The ambiguous names of an article."""

    def __init__(self, text: str, places: Sequence[Place], candidates: Sequence[Candidate]) -> None:
        self._text = text
        self._usual = set(_LOWER.findall(text))
        self._is_business = is_business_news(text)
        self._bearers = _bearers(candidates)
        self._named = self._sure(places)
        self._elsewhere = self._short_for_others(places)
        self._groups = defaultdict[str, list[Place]](list)
        for hit, name in places:
            if hit.ambiguous and hit.entries:
                self._groups[words_of(text, hit.span)].append((hit, name))

    def readings(self) -> dict[Span, Known]:
        """Whom each place of an ambiguous name means, where it means somebody known.

        Organisations are decided first: those that the article names speak for their people.
        """
        found = dict[Span, Known]()
        for person in (False, True):
            for words, group in self._groups.items():
                known = self._meant(words, group, person=person)
                if known:
                    self._named.add(known.name)
                    for place in group:
                        if person or not self._is_word(words, place):
                            found.setdefault(place[0].span, known)
        return found

    def _sure(self, places: Sequence[Place]) -> set[str]:
        """Names of those whom the article names surely, and of those for whom these speak: employers and makers."""
        named = set[str]()
        for hit, _ in places:
            if not hit.entries:
                named.add(lexicon.MAKERS.get(words_of(self._text, hit.span), ""))
            elif not hit.ambiguous:
                first = hit.entries[0]
                named.add(first.name)
                named.update(role.organisation for role in first.roles if not role.past)
        return named

    def _short_for_others(self, places: Sequence[Place]) -> set[str]:
        """The first words of names that are nobody's, nor of anybody's making: where the *Amazon* rainforest burns, the Amazon is no firm."""
        others = {words_of(self._text, hit.span) for hit, _ in places if not hit.entries}
        return {name.partition(" ")[0] for name in others if " " in name and name not in lexicon.MAKERS}

    def _meant(self, words: str, group: Sequence[Place], *, person: bool) -> Known | None:
        entries = [it for it in group[0][0].entries if (it.kind is EntityKind.PERSON) is person]
        for known in sorted(entries, key=lambda it: it.name not in self._named):
            if person and self._speaks_for_person(words, known, group):
                return known
            if not person and self._speaks_for_organisation(words, known, group):
                return known
        return None

    def _speaks_for_person(self, words: str, known: Known, group: Sequence[Place]) -> bool:
        """Whether a surname is somebody's whom the article places: in full, or by an organisation of theirs."""
        labels = {name.label for hit, name in group if name and name.span == hit.span}
        if self._bearers.get(names.key(words), set()) - {names.key(known.name)}:
            return False
        employers = {role.organisation for role in known.roles}
        if known.name in self._named or employers & self._named:
            return not labels.isdisjoint((Label.PERSON, Label.ORGANISATION))
        return not employers and Label.PERSON in labels

    def _speaks_for_organisation(self, words: str, known: Known, group: Sequence[Place]) -> bool:
        if words in self._elsewhere or any(self._is_of_another_form(hit, known) for hit, _ in group):
            return False
        if known.name in self._named:
            return True
        if known.kind is EntityKind.MEDIA and known.name.endswith(" " + words):
            return False  # the Journal, the Post: the one that the article names in full
        believed = self._is_business or bool(known.facts.ticker or known.facts.parent)
        return any(self._is_evidence(words, place, believed=believed) for place in group)

    def _is_evidence(self, words: str, place: Place, *, believed: bool) -> bool:
        """Whether this place alone shows that an organisation is meant; `believed` is whether the model's word will do."""
        hit, name = place
        if self._is_word(words, place) or (name and name.label is Label.PERSON):
            return False
        if self._form_after(hit) or _OWNING.match(self._text, hit.span.end):
            return True
        proposed = name is not None and name.span == hit.span and name.label is Label.ORGANISATION
        if not words.startswith("The ") and _THE.search(self._before(hit)):
            return proposed and self._is_public(words)
        return self._told_by(hit) > 0 or (
            believed and proposed and not self._is_usual(words) and words not in lexicon.GIVEN_NAMES
        )

    def _told_by(self, hit: Hit) -> int:
        """How many kinds of evidence for an organisation stand around the place."""
        start, end = hit.span.start, hit.span.end
        found = around(self._text, start, end, max(0, start - _REACH), min(len(self._text), end + _REACH))
        if _OWNING.match(self._text, end):
            found.add("company after")
        return len(_TELLING & found) if "product after" not in found else 0

    def _is_word(self, words: str, place: Place) -> bool:
        """Whether the place is a word of the language that has a capital: "the Block", "Target of", a sentence's first word."""
        hit, name = place
        proposed = name is not None and name.label is Label.ORGANISATION
        if not words.startswith("The ") and _THE.search(self._before(hit)):
            return not proposed and not self._told_by(hit)
        if not self._is_usual(words) or not _SENTENCE_START.search(self._before(hit)):
            return False
        after = self._text[hit.span.end : hit.span.end + 1]
        if after == "," or _OF.match(self._text, hit.span.end):
            return True
        return self._told_by(hit) < (_FOR_COMMON_WORDS if words in lexicon.COMMON_WORDS else 1)

    def _is_usual(self, words: str) -> bool:
        """Whether the article has the name as a word, or the language does at the head of a sentence."""
        return words.casefold() in self._usual or words in lexicon.COMMON_WORDS

    def _is_public(self, words: str) -> bool:
        """Whether an article stands before such names: the Fed, the Senate."""
        return any(it.kind is EntityKind.PUBLIC_BODY for it in self._groups[words][0][0].entries)

    def _before(self, hit: Hit) -> str:
        return self._text[max(0, hit.span.start - _REACH) : hit.span.start]

    def _form_after(self, hit: Hit) -> str:
        match = _FORM.match(self._text, hit.span.end)
        return _SAME_FORM.get(match[1], match[1]) if match else ""

    def _is_of_another_form(self, hit: Hit, known: Known) -> bool:
        """Whether a legal form follows that is not the known one's: Delta GmbH is not Delta Air Lines."""
        form, own = self._form_after(hit), known.facts.legal_form.rstrip(".")
        return bool(form and own) and form != own


def words_of(text: str, span: Span) -> str:
    """The text of a span as the lists write it."""
    return text[span.start : span.end].replace("’", "'")


def _bearers(candidates: Sequence[Candidate]) -> dict[str, set[str]]:
    """For each surname the full names that have it."""
    bearers = defaultdict[str, set[str]](set)
    for candidate in candidates:
        if candidate.label is Label.PERSON:
            key = names.key(candidate.text)
            if " " in key:
                bearers[key.rpartition(" ")[2]].add(key)
    return bearers
