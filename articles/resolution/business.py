"""Whether an article is news of business or technology: in others, a name that nobody knows is hardly ever a company's."""

import re
from functools import lru_cache

from articles.extraction import lexicon
from articles.extraction.findings import Candidate

_LEAST_SHARE = 0.012  # of an article's words, as many as in nine of ten articles of technology news, and in one of ten others
_PLAIN_SHARE = 0.02
_TOO_SHORT = 60  # words
_DOMAIN = re.compile(r"\w\.(?:com|ai|io|co)$")
_FIRM = frozenset(["company after", "company noun", "trade after", "trade before", "ticker", "work before"])
_WORD = re.compile(r"[a-z]+")


def is_business_news(text: str) -> bool:
    """Whether the words of business and technology stand in a text as often as where these are what it is about."""
    return _share(text) >= _LEAST_SHARE


def is_plainly_business_news(text: str) -> bool:
    """Whether they stand there so often that there is no doubt."""
    return _share(text) >= _PLAIN_SHARE


@lru_cache(maxsize=1)  # several steps ask it of one article
def _share(text: str) -> float:
    """The share of these words among all; 1 for a text that is too short to tell."""
    words = _WORD.findall(text.lower())
    if len(words) < _TOO_SHORT:
        return 1.0
    return sum(word in lexicon.BUSINESS_WORDS for word in words) / len(words)


def is_called_firm(it: Candidate) -> bool:
    """Whether the name, or what stands around it, says that it is a firm's; "the developer X" may be a person as well."""
    last = it.text.rstrip(".").rpartition(" ")[2]
    evidence = frozenset(it.evidence)
    by_name = bool(_DOMAIN.search(it.text)) or (
        " " in it.text and ("&" in it.text or last in lexicon.FIRM_WORDS | lexicon.LEGAL_FORMS)
    )
    short = it.text.isupper() and "in brackets" in evidence
    person = "trade before" in evidence and (
        "title before" in evidence or it.text.partition(" ")[0] in lexicon.GIVEN_NAMES
    )
    firm = evidence & _FIRM - ({"work before"} if "person before" in evidence else set())
    return by_name or short or bool(firm and not person)
