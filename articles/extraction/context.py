"""What the words around a name say about it: evidence, from a few words on each side and without a model."""

import re
from collections.abc import Iterable

from articles.extraction import lexicon

_LEFT = 60  # characters looked at on each side
_RIGHT = 90

_LISTS = lexicon.read_toml("context.toml")
_WORKS = {word: frozenset(before) for word, before in _LISTS["works"].items()}
_TAKES = frozenset(_LISTS["takes"])
_ADDRESSING = frozenset(_LISTS["addressing"])
_NAMING = frozenset(_LISTS["naming"])
_HELPERS = frozenset(_LISTS["helpers"])
_SERVICES = frozenset(_LISTS["services"])
_THINGS = lexicon.PRODUCT_NOUNS | _SERVICES
_FIRMS = lexicon.COMPANY_NOUNS - _THINGS
TRADES = _FIRMS - frozenset(_LISTS["bodies"])
_SIGNS = {"company": lexicon.COMPANY_NOUNS, "firm": _FIRMS, "trade": TRADES}
_OWNED = frozenset(_LISTS["possessives"])
_FULL_NAME = 2  # words
_OWNING = ("’s", "'s", "s’", "s'")


def _kinds_by_word(kinds: dict[str, frozenset[str]]) -> dict[str, tuple[str, ...]]:
    """For each word the kinds of evidence that it gives."""
    words = frozenset[str]().union(*kinds.values())
    return {word: tuple(kind for kind, those in kinds.items() if word in those) for word in words}


_BY_LAST_WORD = _kinds_by_word(
    {
        "title before": lexicon.PERSON_TITLES | lexicon.PERSON_NOUNS,
        "honorific": frozenset(_LISTS["honorifics"]),
        "company before": lexicon.COMPANY_NOUNS,
        "firm before": _FIRMS,
        "trade before": TRADES,
        "speech before": lexicon.SPEECH_VERBS - _ADDRESSING,
        "told before": _ADDRESSING,
        "article before": frozenset(_LISTS["articles"]),
        "outlet before": frozenset(_LISTS["outlets"]),
        "possessive before": frozenset(_LISTS["possessives"]),
        **{f"{word} before": frozenset([word, word.capitalize()]) for word in _LISTS["prepositions"]},
    }
)
_BY_NEXT_WORD = _kinds_by_word(
    {
        "speech after": lexicon.SPEECH_VERBS,
        "company verb": lexicon.COMPANY_VERBS,
        "parts after": lexicon.COMPANY_PARTS,
        "product after": lexicon.PRODUCT_NOUNS,
        "company noun": TRADES,
        "outlet after": frozenset(_LISTS["outlets"]),
        "government after": frozenset(_LISTS["governments"]),
        "site after": frozenset(_LISTS["sites"]),
    }
)

_DATELINE = re.compile(r"\)\s?[-–—]")
_DATELINE_REACH = 60  # characters from the start of a paragraph

_APPOSITION = re.compile(r",\s(?:which|whose|a|an|the|one of|another)\b((?:\s[^\s,;.]+){1,9})")
_THING_AFTER = re.compile(
    rf",\s(?:an?|the|its)\s(?:[\w’'-]+\s){{0,4}}?(?:product|{'|'.join(sorted(lexicon.PRODUCT_NOUNS - frozenset(_LISTS['services'])))})"
    r"(?:\s(?:that|which|for|to|from|by|designed|made|allowing|letting)\b|[,.;)])"
)
_TITLE_AFTER = re.compile(
    r",\s(?:(?:the|a|an|its|his|her|former|then|also)\s)*((?:[\w’'&-]+\s){0,5}?[\w’'-]+)"
)
_AGE = re.compile(r",\s\d\d(?:,|\sand\b)")
_BASED = re.compile(r",?\s(?:is\s)?(?:based|headquartered|incorporated)\s(?:in|out|at)\b|,\sbased\b")
_SOURCE = re.compile(
    r"\b(?:told|tells|according\s+to|citing|interview\s+(?:with|in)|(?:reported|published|seen|obtained)\s+(?:by|in)|wrote\s+in)\s(?:[Tt]he\s)?$"
)
_SOURCE_ENDS = ("told", "tells", "to", "citing", "with", "in", "by", "the", "The")
_FIRST_IN = re.compile(
    r"\b(?:first\s+(?:reported|published|appeared)\s+(?:by|in|on)|spotted\s+by)\s(?:the\s)?(?:(?:news\s)?(?:blog|site|website)\s)?$"
)
_FIRST_IN_ENDS = ("by", "in", "on", "the", "blog", "site", "website")
_REPORTS = re.compile(
    r"(?:,\s(?:which|who)|,\sthe\sfirst\sto)?\s(?:had\s)?(?:first\s(?:reported|broke|published|wrote|revealed)|broke\sthe\s(?:news|story))\b"
    r"|,\swhich\s(?:has\s|had\s)?(?:reported|broke)\b"
)
_WORD = re.compile(r"[\w&-]+")
_BEHIND = {
    "ticker": re.compile(
        r"\s?\(\s?(?:NYSE|NASDAQ|Nasdaq|AMEX|LSE|LON|TSX|ASX|OTC\w*|BSE|NSE|HKG|TYO|FRA|ETR|SIX|EPA|TSE)\b"
    ),
    "bracket after": re.compile(r"\s?\([A-Z]{2,5}(?:\.[A-Z]{1,2})?\)"),
    "number after": re.compile(r"\s\d"),
}
_QUOTED = frozenset('"“‘')


def around(text: str, start: int, end: int, low: int, high: int) -> set[str]:
    """The kinds of evidence that the words of text[low:high] around a name give."""
    found = set[str]()
    before = text[start - 1 : start] if start > low else ""
    if before == "(" and _DATELINE.match(text, end) and start - low < _DATELINE_REACH:
        found.add("dateline")
    elif before == "(":
        found.add("in brackets")
    elif before in _QUOTED and before and text[end : end + 1] in "\"”’'":
        found.add("in quotes")
    left, right = text[max(low, start - _LEFT) : start], text[end : min(high, end + _RIGHT)]
    _before(left, found)
    _after(right, found)
    leading = left.rstrip()
    if leading.endswith(_SOURCE_ENDS) and _SOURCE.search(left):
        found.add("source before")
    if _REPORTS.match(right) or (leading.endswith(_FIRST_IN_ENDS) and _FIRST_IN.search(left)):
        found.add("reports first")
    return found


def _before(left: str, found: set[str]) -> None:
    words = left.split()[-4:]
    if not words or not left[-1:].isspace():
        return
    last, previous = words[-1], words[-2] if len(words) > 1 else ""
    found.update(_BY_LAST_WORD.get(last.rstrip(".") if last[0].isupper() else last, ()))
    from_person = _ends_in_person(words[:-1], last)
    if from_person:
        found.add("person before")
    works = _WORKS.get(last, frozenset())
    if last in _TAKES or not works.isdisjoint((previous, previous.lower())) or from_person:
        found.add("work before")
    if last in _NAMING:
        _named(words, found)
    elif last in _THINGS and _OWNED.intersection(words[:-1]):
        found.add("product named")
    if last.endswith(_OWNING):
        found.add("country before" if last[:-2] in lexicon.PLACES else "possessive before")


def _named(words: list[str], found: set[str]) -> None:
    """What the words before "called" say: "a startup called X", "a new app called X"; "a university student named X" is a person."""
    if words[-2:-1] and words[-2] in lexicon.PERSON_NOUNS:
        return
    nouns = {word.rstrip(",") for word in (words[-3:-2] if words[-2:-1] in (["is"], ["was"]) else words)}
    found.update(f"{sign} before" for sign in _signs(nouns))
    if not _FIRMS.intersection(nouns) and _THINGS.intersection(nouns):
        found.add("product named")


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
        found.add("possessive after")
        _after_possessive(right[2:], found)
    elif following.isspace():
        _after_blank(right, found)
    elif following == "-" and right[1:2].islower():
        found.add("hyphen after")
    if _BASED.match(right):
        found.add("company after")


def _after_comma(right: str, found: set[str]) -> None:
    _in_apposition(right, found)
    if _AGE.match(right):
        found.add("title after")
    elif match := _TITLE_AFTER.match(right):
        words = match[1].split()
        if (
            any(word in lexicon.PERSON_NOUNS or word in lexicon.PERSON_TITLES for word in words)
            or words[0] == "who"
        ):
            found.add("title after")


def _in_apposition(right: str, found: set[str]) -> None:
    match = _APPOSITION.match(right)
    nouns = _WORD.findall(match[1]) if match else ()
    found.update(f"{sign} after" for sign in _signs(nouns))
    if not _FIRMS.intersection(nouns) and _THING_AFTER.match(right):
        found.add("product named")


def _signs(nouns: Iterable[str]) -> list[str]:
    """What nouns beside a name say that its bearer may be, from the widest sense to the narrowest."""
    return [sign for sign, meant in _SIGNS.items() if meant.intersection(nouns)]


def _after_possessive(right: str, found: set[str]) -> None:
    words = _WORD.findall(right)[:2]
    if lexicon.COMPANY_PARTS.intersection(words):
        found.add("parts after")


def _after_blank(right: str, found: set[str]) -> None:
    found.update(kind for kind, pattern in _BEHIND.items() if pattern.match(right))
    words = right.split(maxsplit=5)[:5]
    while words and words[0] in _HELPERS:
        words = words[1:]
    if words:
        found.update(_BY_NEXT_WORD.get(words[0].rstrip('.,;:”"'), ()))
