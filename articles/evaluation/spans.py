"""Comparing places of a text."""

import re
from collections.abc import Iterable

from articles.extraction.findings import Span

SAME = 0.8  # shared over all characters, from which two quotes count as one
_NAMED = re.compile(r"(?:the\s+)?(.+?)(?:['’]s?)?", re.IGNORECASE | re.DOTALL)
_EDGES = " \n\t\"'“”‘’«»„,.;:"


def overlap(one: Span, other: Span) -> int:
    """How many characters both cover."""
    return max(0, min(one.end, other.end) - max(one.start, other.start))


def likeness(one: Span, other: Span) -> float:
    """Shared characters over all characters, from 0 to 1."""
    shared = overlap(one, other)
    return shared / (one.end - one.start + other.end - other.start - shared)


def touches(span: Span, others: Iterable[Span]) -> bool:
    """Whether the span shares a character with any of the others."""
    return any(overlap(span, other) for other in others)


def bare(text: str, span: Span) -> Span:
    """The span without quotation marks, commas and full stops at its ends."""
    words = text[span.start : span.end]
    start = span.start + len(words) - len(words.lstrip(_EDGES))
    return Span(start, max(start + 1, span.start + len(words.rstrip(_EDGES))))


def named(text: str, span: Span) -> Span:
    """The span of a name without a leading "the" and a possessive, on which conventions differ."""
    words = text[span.start : span.end]
    match = _NAMED.fullmatch(words)
    return Span(span.start + match.start(1), span.start + match.end(1)) if match else span


def pairs(found: list[Span], wanted: list[Span], least: float) -> dict[int, int]:
    """Which of `found` is which of `wanted`, by index: the likest first, each once, none less alike than `least`."""
    ranked = sorted(
        ((likeness(one, other), i, j) for i, one in enumerate(found) for j, other in enumerate(wanted)),
        key=lambda it: (-it[0], it[1], it[2]),
    )
    taken: dict[int, int] = {}
    for alike, i, j in ranked:
        if alike >= least and i not in taken and j not in taken.values():
            taken[i] = j
    return taken
