"""Whether the machine is as sure as it is right: of all it said with a confidence of .8 to .9, what share was right."""

import itertools
from collections.abc import Iterable
from dataclasses import dataclass

EDGES = (0.0, 0.5, 0.6, 0.7, 0.8, 0.9, 1.0)


@dataclass(frozen=True, slots=True)
class Sure:
    """One thing said: the confidence, from 0 to 1, and whether it was right."""

    confidence: float
    right: bool


@dataclass(frozen=True, slots=True)
class Bin:
    """What was said with a confidence from `low` up to, and without, `high`; the last bin has 1 in it too."""

    low: float
    high: float
    right: int
    found: int


def bins(said: Iterable[Sure]) -> tuple[Bin, ...]:
    """The bins that something was said in, from low to high."""
    listed = list(said)
    made = []
    for low, high in itertools.pairwise(EDGES):
        inside = [it for it in listed if low <= it.confidence < high or it.confidence == high == EDGES[-1]]
        if inside:
            made.append(Bin(low, high, sum(it.right for it in inside), len(inside)))
    return tuple(made)
