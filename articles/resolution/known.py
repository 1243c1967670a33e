"""Which known names count: the sure ones, and the ambiguous ones for which the article speaks."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence

from articles.extraction import lexicon
from articles.extraction.findings import Candidate, Label, Span
from articles.resolution import names
from articles.resolution.doubts import Doubts, words_of
from articles.resolution.gazetteer import Hit
from articles.resolution.knowledge import Known
from articles.resolution.links import Entity, Mention

_SURE = 0.98
_EVIDENCED = 0.85
_GENERIC = lexicon.LEGAL_FORMS | {
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
    standing = [(hit, at.over(hit.span)) for hit in hits]
    standing = [(hit, name) for hit, name in standing if not _is_part(text, hit, name)]
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
    """Whether a longer name is meant of which the known one is a part: Henry *Ford*, *Google* Ventures."""
    if name is None or not _contains(name.span, hit.span) or name.span == hit.span:
        return False
    before = words_of(text, Span(name.span.start, hit.span.start)).split()
    after = words_of(text, Span(hit.span.end, name.span.end)).split()
    if not before and not after:
        return False
    if name.label is Label.PERSON:
        return bool(before) or hit.ambiguous or not hit.entries
    if name.label is Label.ORGANISATION:
        last = (after or before)[-1].rstrip(".")
        if all(word in lexicon.PLACES for word in before) and not after:
            return False
        return not _is_generic(after, before) and (bool(before) or last in lexicon.ORGANISATION_WORDS)
    return False


def _is_generic(after: list[str], before: list[str]) -> bool:
    return not before and all(
        (bare := word.strip("().,")) in _GENERIC or bare in lexicon.PLACES for word in after
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
