"""Counting what is right: the arithmetic of every measure."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Tally:
    """`right` of the `found` ones, of the `wanted` ones; `notes` say in words what was wrong or missed.

    Where a measure is a share, as of kinds, `found` and `wanted` are the same number.
    """

    right: int = 0
    found: int = 0
    wanted: int = 0
    notes: tuple[str, ...] = ()

    def __add__(self, other: "Tally") -> "Tally":
        return Tally(
            self.right + other.right,
            self.found + other.found,
            self.wanted + other.wanted,
            self.notes + other.notes,
        )

    @property
    def precision(self) -> float:
        """The right ones among those found; 1 where nothing was found."""
        return self.right / self.found if self.found else 1.0

    @property
    def recall(self) -> float:
        """The right ones among those wanted; 1 where nothing was wanted."""
        return self.right / self.wanted if self.wanted else 1.0

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        both = self.found + self.wanted
        return 2 * self.right / both if both else 1.0


def of_sets[T](found: Iterable[T], wanted: Iterable[T]) -> Tally:
    """Compares two sets: what is in both is right."""
    one, other = set(found), set(wanted)
    notes = (*_notes("wrong", one - other), *_notes("missed", other - one))
    return Tally(len(one & other), len(one), len(other), notes)


def share(answers: Iterable[tuple[bool, str]]) -> Tally:
    """Tallies answers of yes or no, each with a note for where it is no."""
    listed = list(answers)
    return Tally(
        sum(yes for yes, _ in listed),
        len(listed),
        len(listed),
        tuple(f"wrong: {note}" for yes, note in listed if not yes),
    )


def _notes(how: str, things: Iterable[object]) -> list[str]:
    return sorted(f"{how}: {' · '.join(map(str, it)) if isinstance(it, tuple) else it}" for it in things)
