"""Outlets that an article leans on: "according to The Wall Street Journal", "told Reuters", "the Financial Times reported"."""

import re
from collections.abc import Sequence

from articles.extraction.findings import Candidate, Label, Span
from articles.extraction.prose import NameIndex
from articles.text.article import ParsedArticle
from articles.text.excerpts import body_blocks

_REACH = 60
_LEADS_TO = re.compile(
    r"\b(?:according\s+to|citing|cited\s+by|quoted\s+(?:by|in)|reported\s+(?:by|in)|told|tells|telling|"
    r"spoke\s+(?:to|with)|speaking\s+(?:to|with)|said\s+to|confirmed\s+to|statement\s+(?:given\s+)?to|seen\s+by|obtained\s+by|"
    r"(?:report|story|article|interview|investigation|podcast|op-ed|column|scoop)\s+(?:published\s+)?(?:by|from|in|with|for|on)|"
    r"published\s+(?:by|in)|wrote\s+(?:in|for)|writing\s+(?:in|for))\s+(?:today['’]s\s+)?(?:the\s+)?$",
    re.IGNORECASE,
)
_REPORTS = re.compile(
    r"\s*(?:\([^)\n]{0,20}\)\s*)?(?:(?:has|had|have|first|also|earlier|previously|recently|today|was)\s+){0,3}"
    r"(?:(?:the\s+)?first\s+to\s+)?(?:reported|reports|report|revealed|broke|noted|notes)\b"
    r"|['’]s?\s+(?:\w+\s+){0,3}?(?:report|reporting|story|article|interview|podcast|investigation|sources?)\b"
)


def find_cited(article: ParsedArticle, candidates: Sequence[Candidate]) -> tuple[Span, ...]:
    """The places that name what is cited, in order; whether each is an outlet is for resolution to say."""
    names = NameIndex(candidates)
    return tuple(
        name.span
        for block in body_blocks(article)
        for name in names.within(block.start, block.end)
        if name.label in (Label.ORGANISATION, Label.OTHER)
        and _is_cited(article.text, name.span, block.start, block.end)
    )


def _is_cited(text: str, name: Span, start: int, end: int) -> bool:
    before = text[max(start, name.start - _REACH) : name.start]
    return bool(_LEADS_TO.search(before) or _REPORTS.match(text, name.end, min(end, name.end + _REACH)))
