"""The counts of a result, in the JSON form that Tantivy and OpenSearch share."""

from typing import Any

FACETS = ("company", "person", "topic", "source", "year")
COUNTED = (*FACETS, "month")
SIZES = {"company": 200, "person": 200, "topic": 200, "source": 500, "year": 10_000, "month": 120_000}
EXACT = 1_000_000  # values a segment may report: beyond the number of companies and people, counts stay exact


def counted(*names: str) -> dict[str, Any]:
    """The aggregations that count the most frequent values of these fields."""
    return {name: _terms(name, SIZES[name]) for name in names}


def _terms(name: str, size: int) -> dict[str, Any]:
    return {"terms": {"field": name, "size": size, "segment_size": EXACT}}


EVERY = {name: _terms(name, EXACT) for name in COUNTED}
"""The aggregations that count all values."""


def pairs(answer: dict[str, Any]) -> dict[str, tuple[tuple[int, int], ...]]:
    """(value, count) by field, most frequent first and equal ones by value."""
    return {
        name: tuple(
            sorted(
                ((int(it["key"]), int(it["doc_count"])) for it in found["buckets"]),
                key=lambda it: (-it[1], it[0]),
            )
        )
        for name, found in answer.items()
    }
