"""Outlets that an article leans on: "according to The Wall Street Journal", "told Reuters", "the Financial Times reported"."""

import re
from collections.abc import Sequence

from articles.extraction.findings import Candidate, Label, Span
from articles.extraction.prose import NameIndex
from articles.text.article import ParsedArticle
from articles.text.excerpts import body_blocks

_REACH = 60
_LEADS_TO = re.compile(
    r"\b(?:according\s+to(?:\s+(?:data|figures|numbers|reports?|people\s+cited)\s+(?:on|from|by|in))?|citing|cites|"
    r"(?:cited|quoted|noted|reported|confirmed|spotted|revealed|published|seen|obtained|reviewed)\s+(?:separately\s+)?(?:by|in|on)|"
    r"told|tells|telling|spoke\s+(?:to|with)|speaking\s+(?:to|with)|said\s+(?:to|in)|via|"
    r"confirmed\s+(?:(?!to\b)[\w’'-]+\s+){0,7}to|(?:statement|note|message|e-?mail|letter|interview)\s+(?:given\s+|sent\s+)?(?:to|with)|"
    r"(?:reports?|story|article|interview|investigation|podcast|op-ed|column|scoop|piece|excerpt|exclusive|coverage)\s+(?:published\s+)?(?:by|from|in|with|for|on)|"
    r"(?:wrote|writing)\s+(?:in|for)|,\s+(?:says|said|reports))\s+(?:today['’]s\s+)?(?:the\s+)?"
    r"(?:(?:[a-z-]+\s+){0,2}(?:broadcaster|daily|magazine|news\s+(?:agency|site|website|outlet)|newspaper|tabloid|weekly|paper)\s+)?$",
    re.IGNORECASE,
)
_REPORTS = re.compile(
    r"\s*(?:\([^)\n]{0,20}\)\s*)?(?:(?:has|had|have|first|originally|also|earlier|previously|recently|today|was)\s+){0,3}"
    r"(?:(?:the\s+)?first\s+to\s+)?(?:reported|reports|report|reporting|revealed|broke|noted|notes|spotted|learned|understands|unearthed|uncovered|"
    r"detailed|was\s+told|heard\s+from)\b"
    r"|\s+(?:has|had)\s+(?:confirmed|found|seen|obtained|discovered)\b"
    r"|\s+first\s+had\b"
    r"|,\s+(?:which|who)\s+(?:(?:has|had)\s+)?(?:first\s+)?(?:reported|broke|published|revealed)\b"
    r"|\s+(?:put|puts|pegged|pegs)\s+(?:it|the\s+\w+)\s+at\b"
    r"|(?:['’]s?)?\s+(?:\w+\s+){0,2}?(?:report|reporting|story|article|exclusive|scoop|investigation|coverage)\b"
    r"|['’]s?\s+(?:\w+\s+){0,3}?(?:interview|podcast|sources?)\b"
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
