"""What is wrong with a query, for the person who typed it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Mistake:
    """Characters `start` to `end` (exclusive) of what was typed, and what is wrong there, in words."""

    start: int
    end: int
    message: str
