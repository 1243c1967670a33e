"""How often a mention is right that the machine is so sure of, as measured: articles/data/confidence.toml."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace

from articles.extraction import lexicon
from articles.resolution.links import EntityKind, Mention

_MEASURED: dict[str, dict[str, list[list[float]]]] = lexicon.read_toml("confidence.toml")


def calibrated(mention: Mention) -> Mention:
    """The mention with the measured share of right ones as its confidence; as it is where nothing was measured."""
    kind = "person" if mention.entity.kind is EntityKind.PERSON else "organisation"
    points = _MEASURED[kind].get(mention.basis)
    return replace(mention, confidence=_between(points, mention.confidence)) if points else mention


def _between(points: Sequence[Sequence[float]], at: float) -> float:
    """The height at `at` of the line through the points, which is level before the first and behind the last."""
    above = bisect_right([x for x, _ in points], at)
    if above in (0, len(points)):
        return points[min(above, len(points) - 1)][1]
    (low, left), (high, right) = points[above - 1], points[above]
    return round(left + (right - left) * (at - low) / (high - low), 2)
