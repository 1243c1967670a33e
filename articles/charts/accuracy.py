"""The figures of an evaluation, ready to be shown: percentages, and bars of a hundred units."""

from collections.abc import Iterable
from dataclasses import dataclass

from articles.evaluation.accuracy import MEASURES, Accuracy
from articles.evaluation.reliability import Bin

GROUPS = {
    "page": ("body", "furniture", "lines"),
    "quotes": ("quotes", "speakers"),
    "names": ("people", "people named", "organisations", "organisations named", "kinds"),
    "facts": ("roles", "money", "money kinds", "cited", "topics", "dates"),
}
_LABELS = {measure.key: measure.label for measure in MEASURES}
_SHARES = {measure.key for measure in MEASURES if measure.share}


@dataclass(frozen=True, slots=True)
class Bar:
    """`right` of `of`: the bar is `width` of a hundred units long, `percent` says so in figures."""

    right: int
    of: int
    width: float
    percent: int


@dataclass(frozen=True, slots=True)
class Row:
    """What was measured; of what was found how much is right, and of what is there how much was found (None for shares)."""

    label: str
    precision: Bar
    recall: Bar | None


@dataclass(frozen=True, slots=True)
class SureRow:
    """What was said with a confidence from `low` to `high` percent, and how much of it was right."""

    low: int
    high: int
    bar: Bar


def figures(accuracy: Accuracy) -> dict[str, tuple[Row, ...]]:
    """The rows of each group of measures."""
    return {group: tuple(_row(accuracy, key) for key in keys) for group, keys in GROUPS.items()}


def sure_rows(bins: Iterable[Bin]) -> tuple[SureRow, ...]:
    """The rows of a reliability table, the surest first."""
    rows = [SureRow(round(it.low * 100), round(it.high * 100), bar(it.right, it.found)) for it in bins]
    return tuple(reversed(rows))


def bar(right: int, of: int) -> Bar:
    """The bar for `right` of `of`, which is not 0. Nothing is rounded to all or to none that is not."""
    width = 100 * right / of
    percent = round(width)
    if 0 < right < of:
        percent = min(max(percent, 1), 99)
    return Bar(right, of, round(width, 1), percent)


def _row(accuracy: Accuracy, key: str) -> Row:
    tally = accuracy.figures[key]
    recall = None if key in _SHARES else bar(tally.right, tally.wanted or 1)
    return Row(_LABELS[key], bar(tally.right, tally.found or 1), recall)
