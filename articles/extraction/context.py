"""What the words around a name say about it: evidence, from a few words on each side and without a model."""

import re

from articles.extraction import lexicon

_LEFT = 60  # characters looked at on each side
_RIGHT = 90

_WORKS = {
    "of": frozenset(
        [
            "shares",
            "stock",
            "CEO",
            "CFO",
            "CTO",
            "COO",
            "founder",
            "co-founder",
            "cofounder",
            "founders",
            "president",
            "chairman",
            "chairwoman",
            "chair",
            "head",
            "boss",
            "director",
            "executive",
            "officer",
            "acquisition",
            "purchase",
            "takeover",
            "owner",
            "parent",
            "subsidiary",
            "division",
            "unit",
            "employees",
            "customers",
            "clients",
            "shareholders",
            "executives",
            "analyst",
            "partner",
            "manager",
            "editor",
            "headquarters",
            "board",
            "engineers",
            "vice-president",
        ]
    ),
    "at": frozenset(
        [
            "works",
            "worked",
            "working",
            "work",
            "job",
            "jobs",
            "executive",
            "engineer",
            "engineers",
            "analyst",
            "analysts",
            "president",
            "manager",
            "director",
            "team",
            "people",
            "investor",
            "partner",
            "researcher",
            "researchers",
            "head",
            "position",
            "role",
            "intern",
            "professor",
            "economist",
            "strategist",
            "scientist",
            "designer",
            "officer",
            "employed",
            "lecturer",
            "developer",
            "trader",
            "executives",
            "employees",
            "workers",
            "editor",
            "fellow",
            "chief",
        ]
    ),
    "in": frozenset(
        [
            "shares",
            "stake",
            "stakes",
            "invested",
            "investment",
            "investments",
            "investors",
            "investor",
            "invest",
            "investing",
        ]
    ),
    "by": frozenset(
        [
            "acquired",
            "owned",
            "bought",
            "backed",
            "funded",
            "hired",
            "employed",
            "operated",
            "developed",
            "published",
            "manufactured",
        ]
    ),
    "for": frozenset(
        [
            "works",
            "worked",
            "working",
            "spokesman",
            "spokeswoman",
            "spokesperson",
            "analyst",
            "lawyer",
            "CEO",
            "manager",
        ]
    ),
    "with": frozenset(
        [
            "analyst",
            "analysts",
            "partnered",
            "partnership",
            "merger",
            "merge",
            "merged",
            "partnering",
            "competes",
            "compete",
            "competing",
        ]
    ),
    "from": frozenset(["funding", "investment", "investors", "backing", "spinoff"]),
    "to": frozenset(["sold", "sale"]),
}
_TAKES = frozenset(
    [
        "acquire",
        "acquires",
        "acquired",
        "acquiring",
        "bought",
        "buy",
        "buying",
        "sued",
        "suing",
        "joined",
        "joins",
        "joining",
        "founded",
        "cofounded",
        "co-founded",
        "co-founding",
        "founding",
        "outbid",
        "via",
    ]
)
_HONORIFICS = frozenset(
    [
        "Mr",
        "Mrs",
        "Ms",
        "Mx",
        "Miss",
        "Dr",
        "Prof",
        "Professor",
        "Sir",
        "Dame",
        "Lady",
        "Lord",
        "Judge",
        "Justice",
        "Senator",
        "Sen",
        "Rep",
    ]
)
_ARTICLES = frozenset(["the", "The", "a", "A", "an", "An"])
_POSSESSIVES = frozenset(
    ["its", "their", "his", "her", "our", "my", "your", "new", "Its", "Their", "latest", "upcoming"]
)
_NAMING = frozenset(["called", "named", "dubbed"])
_ADDRESSING = frozenset(["told", "tells"])
_PLACING = frozenset(["in", "In", "from", "near", "across", "throughout"])
_HELPERS = frozenset(
    [
        "has",
        "have",
        "had",
        "also",
        "will",
        "would",
        "is",
        "was",
        "are",
        "were",
        "recently",
        "now",
        "later",
        "today",
        "reportedly",
        "then",
        "further",
        "already",
        "still",
        "could",
        "may",
        "might",
        "can",
        "should",
        "not",
        "never",
        "only",
        "currently",
        "first",
        "itself",
        "just",
        "formally",
        "publicly",
        "officially",
    ]
)

_FULL_NAME = 2  # words
_OWNING = ("’s", "'s", "s’", "s'")


def _by_last_word() -> dict[str, tuple[str, ...]]:
    """For each word that tells something right before a name, the kinds of evidence that it gives."""
    kinds = {
        "title before": lexicon.PERSON_TITLES | lexicon.PERSON_NOUNS,
        "honorific": _HONORIFICS,
        "company before": lexicon.COMPANY_NOUNS,
        "speech before": lexicon.SPEECH_VERBS - _ADDRESSING,
        "told before": _ADDRESSING,
        "article before": _ARTICLES,
        "possessive before": _POSSESSIVES,
        "place before": _PLACING,
    }
    words = frozenset[str]().union(*kinds.values())
    return {word: tuple(kind for kind, those in kinds.items() if word in those) for word in words}


_BY_LAST_WORD = _by_last_word()

_DATELINE = re.compile(r"\)\s?[-–—]")
_DATELINE_REACH = 60  # characters from the start of a paragraph

_TICKER = re.compile(
    r"\s?\(\s?(?:NYSE|NASDAQ|Nasdaq|AMEX|LSE|LON|TSX|ASX|OTC\w*|BSE|NSE|HKG|TYO|FRA|ETR|SIX|EPA|TSE)\b"
)
_APPOSITION = re.compile(r",\s(?:which|whose|a|an|the|one of|another)\b((?:\s[^\s,;.]+){1,9})")
_TITLE_AFTER = re.compile(
    r",\s(?:(?:the|a|an|its|his|her|former|then|also)\s)*((?:[\w’'&-]+\s){0,5}?[\w’'-]+)"
)
_AGE = re.compile(r",\s\d\d(?:,|\sand\b)")
_BASED = re.compile(r",?\s(?:is\s)?(?:based|headquartered|incorporated)\s(?:in|out|at)\b|,\sbased\b")
_WORD = re.compile(r"[\w&-]+")


def around(text: str, start: int, end: int, low: int, high: int) -> set[str]:
    """The kinds of evidence that the words of text[low:high] around a name give."""
    found = set[str]()
    if text[start - 1 : start] == "(" and _DATELINE.match(text, end) and start - low < _DATELINE_REACH:
        found.add("dateline")
    _before(text[max(low, start - _LEFT) : start], found)
    _after(text[end : min(high, end + _RIGHT)], found)
    return found


def _before(left: str, found: set[str]) -> None:
    words = left.split()[-4:]
    if not words or not left[-1:].isspace():
        return
    last, previous = words[-1], words[-2] if len(words) > 1 else ""
    found.update(_BY_LAST_WORD.get(last.rstrip(".") if last[0].isupper() else last, ()))
    if last in _TAKES or previous in _WORKS.get(last, ()) or _ends_in_person(words[:-1], last):
        found.add("work before")
    if last in _NAMING and lexicon.COMPANY_NOUNS.intersection(words):
        found.add("company before")
    if last.endswith(_OWNING):
        found.add("country before" if last[:-2] in lexicon.PLACES else "possessive before")


def _ends_in_person(words: list[str], last: str) -> bool:
    """Whether the words before "of" are a person's full name: "Jane Doe of"."""
    if last not in ("of", "at", "from") or len(words) < _FULL_NAME:
        return False
    given, surname = words[-2:]
    return given in lexicon.GIVEN_NAMES and surname[0].isupper() and surname not in lexicon.ORGANISATION_WORDS


def _after(right: str, found: set[str]) -> None:
    following = right[:1]
    if following == ",":
        _after_comma(right, found)
    elif right[:2] in ("’s", "'s"):
        _after_possessive(right[2:], found)
    elif following.isspace():
        _after_blank(right, found)
    if _BASED.match(right):
        found.add("company after")


def _after_comma(right: str, found: set[str]) -> None:
    if (match := _APPOSITION.match(right)) and lexicon.COMPANY_NOUNS.intersection(_WORD.findall(match[1])):
        found.add("company after")
    if _AGE.match(right):
        found.add("title after")
    elif match := _TITLE_AFTER.match(right):
        words = match[1].split()
        if (
            any(word in lexicon.PERSON_NOUNS or word in lexicon.PERSON_TITLES for word in words)
            or words[0] == "who"
        ):
            found.add("title after")


def _after_possessive(right: str, found: set[str]) -> None:
    words = _WORD.findall(right)[:2]
    if lexicon.COMPANY_PARTS.intersection(words):
        found.add("parts after")


def _after_blank(right: str, found: set[str]) -> None:
    if _TICKER.match(right):
        found.add("ticker")
    words = right.split(maxsplit=5)[:5]
    while words and words[0] in _HELPERS:
        words = words[1:]
    if not words:
        return
    word = words[0].rstrip('.,;:”"')
    if word in lexicon.SPEECH_VERBS:
        found.add("speech after")
    if word in lexicon.COMPANY_VERBS:
        found.add("company verb")
    if word in lexicon.COMPANY_PARTS:
        found.add("parts after")
    if word in lexicon.PRODUCT_NOUNS:
        found.add("product after")
