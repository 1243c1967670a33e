"""Ticker symbols: "Vela (NYSE: VLA)" names Vela twice."""

import re
from collections.abc import Iterator, Sequence

from articles.extraction.findings import Span
from articles.resolution.links import EntityKind, Mention

_TICKER = re.compile(
    r"\s?\(\s?(?:NYSE(?:\sAmerican)?|NASDAQ|Nasdaq|NasdaqGS|NASDAQGS|AMEX|LSE|LON|TSX|ASX|OTC\w*|BSE|NSE|HKG|TYO|FRA|ETR|SIX|EPA|TSE)"
    r"\s?:\s?([A-Z][A-Z.]{0,5}[A-Z]|[A-Z])\b"
)
_REACH = 40  # characters
_CONFIDENCE = 0.9


def tickers(text: str, mentions: Sequence[Mention]) -> Iterator[Mention]:
    """A mention for each symbol in brackets behind an organisation."""
    for mention in mentions:
        end = mention.span.end
        if mention.entity.kind is not EntityKind.PERSON and (match := _TICKER.match(text, end, end + _REACH)):
            yield Mention(Span(match.start(1), match.end(1)), mention.entity, _CONFIDENCE, "context")
