"""Text for templates, cut where something in it is marked."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of text, and whether it is marked. Templates escape it."""

    text: str
    match: bool = False


def pieces(text: str, places: Iterable[tuple[int, int]]) -> tuple[Piece, ...]:
    """The text cut at the places (start, end), which are marked; those that overlap or touch are taken for one."""
    cuts: list[tuple[int, int]] = []
    for start, end in sorted(places):
        if cuts and start <= cuts[-1][1]:
            cuts[-1] = cuts[-1][0], max(end, cuts[-1][1])
        else:
            cuts.append((start, end))
    edges = [0, *(edge for cut in cuts for edge in cut), len(text)]
    return tuple(
        Piece(text[start:end], match=bool(number % 2))
        for number, (start, end) in enumerate(pairwise(edges))
        if start < end
    )
