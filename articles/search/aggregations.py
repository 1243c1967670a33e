"""The counts of a result, in the JSON form that Tantivy and OpenSearch share."""

from collections.abc import Iterable, Mapping
from typing import Any

from articles.search.facet_fields import FACETS, LACKS, OF_QUOTES, VALUED

COUNTED = (*(FACETS[name].counted for name in VALUED), LACKS, "year", "month")
QUOTES_COUNTED = (*(FACETS[name].counted for name in OF_QUOTES), LACKS, "year", "month")
SIZES = dict.fromkeys((*COUNTED, *QUOTES_COUNTED), 200) | {"source": 500, "year": 10_000, "month": 120_000}
EXACT = 1_000_000  # values a segment may report: beyond the number of companies and people, counts stay exact


def counted(names: Iterable[str], sizes: Mapping[str, int]) -> dict[str, Any]:
    """The aggregations that count the most frequent values of these fields, `sizes` of each at most."""
    return {name: _terms(name, sizes[name]) for name in names}


def _terms(name: str, size: int) -> dict[str, Any]:
    return {"terms": {"field": name, "size": size, "segment_size": EXACT}}


ALL = dict.fromkeys(SIZES, EXACT)
"""The sizes that count all values."""


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
