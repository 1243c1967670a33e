"""Who made the article: the people's names in bylines and credit lines."""

import re
from collections.abc import Iterator

from articles.extraction import lexicon
from articles.extraction.findings import Span
from articles.extraction.spans import runs
from articles.text.article import BlockKind, ParsedArticle
from articles.text.bylines import read_names

_LED = re.compile(r"(?:^|[(,;:/&|]|\b(?:by|and|with))\s*$", re.IGNORECASE)
_REACH = 8  # characters before a name
_FEWEST_WORDS = 2


def find_credits(article: ParsedArticle) -> Iterator[Span]:
    """The places of full names in the article's bylines, in order."""
    for block in article.blocks:
        if block.kind is BlockKind.BYLINE:
            for span in runs(article.text, block.start, block.end):
                name = _without_date(article.text, span)
                before = article.text[max(block.start, name.start - _REACH) : name.start]
                if _LED.search(before) and _is_person(article.text[name.start : name.end]):
                    yield name


def _without_date(text: str, span: Span) -> Span:
    """The span without the month, or the other common words, behind the name."""
    words = text[span.start : span.end].split(" ")
    while len(words) > 1 and words[-1].rstrip(".") in lexicon.COMMON_WORDS - lexicon.SURNAMES:
        words.pop()
    return Span(span.start, span.start + len(" ".join(words)))


def _is_person(name: str) -> bool:
    return len(name.split()) >= _FEWEST_WORDS and name not in lexicon.PLACES and bool(read_names(name))
