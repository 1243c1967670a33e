"""Which known names count: the sure ones, and the ambiguous ones for which the article speaks."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from articles.extraction import lexicon
from articles.extraction.findings import Candidate, Label, Span
from articles.extraction.names import initials
from articles.resolution import names
from articles.resolution.business import is_business_news
from articles.resolution.doubts import Doubts, words_of
from articles.resolution.gazetteer import Hit
from articles.resolution.kinds import kind_of
from articles.resolution.knowledge import Known
from articles.resolution.links import Entity, EntityKind, Mention
from articles.resolution.terms import introduced, terms

_SURE = 0.98
_EVIDENCED = 0.85
_SOMEBODY = 0.8  # the least confidence of a person for whom no company is taken
_VESSEL = re.compile(rf"\b(?:{'|'.join(lexicon.VESSELS)})\s$")
_VESSEL_REACH = 14  # characters
_PLACE_BEFORE = re.compile(r"\b([A-Z]\w+)-$")
_PLACE_REACH = 24  # characters
_JOINTS = frozenset(["&", "and"])
_GENERIC = (
    lexicon.LEGAL_FORMS
    | lexicon.PARTNER_WORDS
    | {
        "Group",
        "Holding",
        "Holdings",
        "Company",
        "Companies",
        "International",
        "Global",
        "Worldwide",
        "Stores",
        "Motor",
        "Motors",
    }
)


def entity_of(known: Known) -> Entity:
    """The entity for a known company or person."""
    return Entity(known.name, names.key(known.name), known.kind)


class Candidates:
    """An article's candidates by place."""

    def __init__(self, candidates: Sequence[Candidate]) -> None:
        self._all = candidates
        self._ends = [candidate.span.end for candidate in candidates]

    def over(self, span: Span) -> Candidate | None:
        """The first candidate that shares characters with the span."""
        index = bisect_left(self._ends, span.start + 1)
        if index < len(self._all) and self._all[index].span.start < span.end:
            return self._all[index]
        return None


def rule(text: str, hits: Sequence[Hit], candidates: Sequence[Candidate]) -> tuple[list[Mention], list[Span]]:
    """The mentions of known companies and people, and the spans that are settled: these, and names known to be neither."""
    at = Candidates(candidates)
    standing = [
        (hit, at.over(hit.span))
        for hit in hits
        if not _is_term(text, hit) and not _is_vessel(text, hit) and not _is_region(text, hit)
    ]
    is_business = is_business_news(text)
    standing = [
        (hit, name)
        for hit, name in standing
        if not _is_part(text, hit, name) and (is_business or not _is_somebody(hit, name))
    ]
    readings = Doubts(text, standing, candidates).readings()
    mentions = list[Mention]()
    settled = list[Span]()
    for hit, name in standing:
        known = readings.get(hit.span) if hit.ambiguous else _first(hit)
        if known:
            span = _extended(text, hit.span, name)
            mentions.append(Mention(span, entity_of(known), _EVIDENCED if hit.ambiguous else _SURE, "known"))
            settled.append(span)
        elif not hit.entries:
            settled.append(hit.span)
    return mentions, settled


def _first(hit: Hit) -> Known | None:
    """Of several that bear a name the first that the list has; None for what is neither company nor person."""
    return hit.entries[0] if hit.entries else None


def _is_part(text: str, hit: Hit, name: Candidate | None) -> bool:
    """Whether a longer name is meant of which the known one is a part: Henry *Ford*, *Google* Ventures, the North *Sea*, *Sea*-Eye."""
    if name is None or not _contains(name.span, hit.span) or name.span == hit.span:
        return False
    before = words_of(text, Span(name.span.start, hit.span.start)).split()
    after = words_of(text, Span(hit.span.end, name.span.end)).split()
    compound = hit.ambiguous and " ".join(after).startswith("-")
    if not before and not after:
        return False
    if name.label is Label.PERSON:
        return bool(before) or hit.ambiguous or not hit.entries or name.text.split()[0] in lexicon.GIVEN_NAMES
    if name.label is Label.ORGANISATION and not compound:
        last = (after or before)[-1].rstrip(".")
        if all(word in lexicon.PLACES for word in before) and not after:
            return False
        return not _is_generic(after, before) and (bool(before) or last in lexicon.ORGANISATION_WORDS)
    return hit.ambiguous


def _is_somebody(hit: Hit, name: Candidate | None) -> bool:
    """Whether the article speaks of a person who bears the name of a company: *Traeger*, who grills."""
    known = _first(hit)
    return (
        known is not None
        and known.kind is not EntityKind.PERSON
        and name is not None
        and (name.span, name.label) == (hit.span, Label.PERSON)
        and name.confidence >= _SOMEBODY
    )


def _is_term(text: str, hit: Hit) -> bool:
    """Whether the article has the name as an abbreviation for something else: a term, words that are not the known name's, or another kind of name."""
    words = words_of(text, hit.span)
    if (long := introduced(text).get(words)) is None:
        return False
    known = _first(hit)
    kind = kind_of(long)
    if words in terms(text):
        return True
    if known is None:
        return False
    spelled = known.name.split()
    another = initials(known.name) == words and spelled[0] != long.split()[0]
    return another or (kind is not EntityKind.COMPANY and known.kind is not kind)


def _is_vessel(text: str, hit: Hit) -> bool:
    """Whether a ship bears the name: the yacht *Tyco*."""
    return bool(_VESSEL.search(text, max(0, hit.span.start - _VESSEL_REACH), hit.span.start))


def _is_region(text: str, hit: Hit) -> bool:
    """Whether letters behind a place and a hyphen say which part of it is meant: Oslo-*HR*."""
    place = _PLACE_BEFORE.search(text, max(0, hit.span.start - _PLACE_REACH), hit.span.start)
    return place is not None and place[1] in lexicon.PLACES and words_of(text, hit.span).isupper()


def _is_generic(after: list[str], before: list[str]) -> bool:
    return not before and all(
        (bare := word.strip("().,")) in _GENERIC or bare in lexicon.PLACES or bare in _JOINTS
        for word in after
    )


def _extended(text: str, span: Span, name: Candidate | None) -> Span:
    """The span with the legal form that the candidate has after it."""
    if name and name.span.start == span.start and name.span.end > span.end:
        after = text[span.end : name.span.end].split()
        if _is_generic(after, []):
            return name.span
    return span


def _contains(outer: Span, inner: Span) -> bool:
    return outer.start <= inner.start and inner.end <= outer.end


def free(candidates: Sequence[Candidate], settled: Sequence[Span]) -> Iterator[Candidate]:
    """The candidates that share no character with a settled span. Both are in order."""
    ends = [span.end for span in settled]
    for candidate in candidates:
        index = bisect_left(ends, candidate.span.start + 1)
        if index == len(settled) or settled[index].start >= candidate.span.end:
            yield candidate
