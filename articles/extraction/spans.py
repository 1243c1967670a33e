"""Where names begin and end: runs of capitalised words, and the repair of what the model proposes."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from articles.extraction import lexicon
from articles.extraction.findings import Span

# A word of a name: a capital or a digit first, or inside as in "eBay"; inner marks belong to it, a final full stop is cut later.
_CAPITAL = (
    r"(?:[A-Z\u00c0-\u00d6\u00d8-\u00de\u0100-\u024f][^\W_]*|[a-z]{1,2}[A-Z][^\W_]*|\d+[A-Za-z][^\W_]*)"
)
_WORD = rf"{_CAPITAL}(?:[&'’.+-][^\W_]+)*(?:['’](?=\s)|\.(?=[A-Z])|!(?=\s[a-z]))?"
_JOINT = rf"[ \u00a0](?:(?:&|{'|'.join(sorted(lexicon.PARTICLES))})[ \u00a0]){{0,2}}"
_RUN = re.compile(rf"(?<![\w@#/])(?:{_WORD})(?:(?:(?<=\b[A-Z])\.)?{_JOINT}(?:{_WORD}))*")
_PIECE = re.compile(r"[^\s\u2013\u2014/]+|[\u2013\u2014/]")
_LEGAL_AFTER = re.compile(
    r",?[ \u00a0](?:"
    + "|".join(sorted(map(re.escape, lexicon.LEGAL_FORMS), key=len, reverse=True))
    + rf"|(?:and|&)[ \u00a0](?:{'|'.join(sorted(lexicon.PARTNER_WORDS, key=len, reverse=True))})(?!-)"
    + r")\b\.?(?=\W|$)"
)
_TITLE = rf"(?!(?:{'|'.join(sorted(lexicon.PERSON_TITLES))})\b)"
_OF_AFTER = re.compile(
    rf"[ \u00a0](?:of|for)[ \u00a0](?:the[ \u00a0])?{_WORD}(?:(?:[ \u00a0](?:and|&))?[ \u00a0]{_TITLE}{_WORD}){{0,3}}"
)
_EDGES = " \t\n\u00a0\"“”‘’'`«»()[]{}<>,;:!?*•|@#$%^~-–—…."
_END_KEEPS = re.compile(r"(?:\b(?:Inc|Corp|Co|Ltd|Jr|Sr|Bros|[A-Z])|[a-z]\.[A-Z])\.$|\w!$")
_LONGEST_NAME = 8  # words
_KEPT = 20_000  # names of which is kept how they are repaired: most come again
_END_REACH = 6  # characters
_SHORTEST_POSSESSIVE = 2  # characters
_PARTICLES_BEFORE = re.compile(
    r"(?:^|\s)((?:(?:van|von|der|den|de|della|da|di|du|ten|ter|bin|ibn)[ \u00a0])+)$"
)
_PREFIX = re.compile(r"(?:ex|non|pre|post|anti|pro)-(?=[A-Z])")
_SHOUTED = re.compile(r"([A-Z]{3,}(?: [A-Z]{3,})?)-(?=[A-Z])")
_PARTICLES_REACH = 16
_FULL_NAME = 2  # words
_EDITIONS = frozenset(
    [
        "Monday",
        "Tuesday",
        "Wednesday",
        "Thursday",
        "Friday",
        "Saturday",
        "Sunday",
        "Daily",
        "Evening",
        "Morning",
    ]
)
_NO_SURNAMES = (lexicon.COMMON_WORDS | lexicon.PLACES) - lexicon.SURNAMES
_PARTING = frozenset(["–", "—", "/", "v", "vs", "|"])
_POSSESSIVE = re.compile(r"(?:['’]s|s['’])$")
_ENDING_TITLES = frozenset(
    ["Bishop", "Father", "General", "Judge", "Justice", "King", "Lady", "Lord", "Pope", "Prince", "Queen"]
)
_VERBS = lexicon.COMPANY_VERBS | lexicon.SPEECH_VERBS
_SHOUTED_PLACES = frozenset(place.upper() for place in lexicon.PLACES)

type Words = list[tuple[int, int]]
type Places = tuple[tuple[int, int], ...]


def runs(text: str, start: int, end: int) -> Iterator[Span]:
    """Runs of capitalised words in text[start:end], repaired, without the common words that they begin with."""
    position = start
    for match in _RUN.finditer(text, start, end):
        for span in _repaired(text, match.start(), match.end(), lexicon.COMMON_WORDS):
            if position <= span.start and span.end <= end:
                yield span
                position = span.end


def repaired(text: str, start: int, end: int) -> Iterator[Span]:
    """The names in what the model took for one: cut at dashes, titles and possessives, without what does not belong to them."""
    for span in _repaired(text, start, end, lexicon.FUNCTION_WORDS):
        for first, last in _without_neighbours(text[span.start : span.end]):
            yield Span(span.start + first, span.start + last)


@lru_cache(maxsize=_KEPT)
def _without_neighbours(name: str) -> Places:
    """The name, or those in one that holds a person's full name and more: "Capital Economics Daniel Martin"."""
    words = [match.span() for match in _PIECE.finditer(name)]
    given = [at for at, word in enumerate(words) if name[slice(*word)] in lexicon.GIVEN_NAMES]
    size, end = len(words), len(name)
    if (cut := _of_place(name, words)) is not None:
        return ((0, words[cut - 1][1]),)
    if given and given[0] == 0 and (cut := _of_employer(name, words)):
        return (0, words[cut - 1][1]), (words[cut + 1][0], end)
    if size > _FULL_NAME and given and given[0] == 0 and name[slice(*words[-1])] in _NO_SURNAMES:
        return ((0, words[-2][1]),)
    if _ends_in_full_name(given, size):
        return (0, words[-_FULL_NAME - 1][1]), (words[-_FULL_NAME][0], end)
    if _is_doubled([name[slice(*word)] for word in words]):
        return (0, words[size // 2 - 1][1]), (words[size // 2][0], end)
    return ((0, end),)


def _ends_in_full_name(given: Sequence[int], size: int) -> bool:
    """Whether the last two of `size` words are a person's, behind another's name; `given` are the places of given names."""
    first = size - _FULL_NAME
    return first >= _FULL_NAME and first in given and (first - 1 not in given or given[0] == 0)


def _is_doubled(words: Sequence[str]) -> bool:
    """Whether the name stands there twice: a heading runs into the text below it."""
    half = len(words) // 2
    return half > 1 and words[:half] == words[half:]


def _of_place(text: str, words: Words) -> int | None:
    """Where "of Shenzhen" begins that says where an organisation is, rather than being of its name as in "Bank of Korea"."""
    for at in range(1, len(words) - 1):
        if text[slice(*words[at])] == "of":
            before = text[slice(*words[at - 1])]
            place = text[words[at + 1][0] : words[-1][1]]
            sited = place in lexicon.PLACES or before in lexicon.ORGANISATION_WORDS
            return at if sited and before not in lexicon.ORGANISATION_HEADS else None
    return None


def _of_employer(text: str, words: Words) -> int:
    """Where "of" parts a person's full name from where they work: "Jane Doe of Vela Robotics"; else 0."""
    at = next((at for at, word in enumerate(words) if text[slice(*word)] in ("of", "at", "from")), 0)
    return at if _FULL_NAME <= at < len(words) - 1 else 0


def _repaired(text: str, start: int, end: int, loose: frozenset[str]) -> Iterator[Span]:
    for first, last in _parted(text[start:end], loose):
        span = _without_marks(text, start + first, start + last)
        if span.end > span.start and _is_capital(text[span.start : span.end]):
            yield span


@lru_cache(maxsize=_KEPT)
def _parted(text: str, loose: frozenset[str]) -> Places:
    """Where the names in some words begin and end, the marks around them aside."""
    return tuple(
        (words[0][0], words[-1][1]) for words in _parts(text, loose) if 0 < len(words) <= _LONGEST_NAME
    )


def _parts(text: str, loose: frozenset[str]) -> Iterator[Words]:
    pieces = list(_PIECE.finditer(text))
    joined = max((at for at, piece in enumerate(pieces) if piece[0] == "&"), default=0)
    words: Words = []
    for at, piece in enumerate(pieces):
        following = pieces[at + 1][0] if at + 1 < len(pieces) else ""
        if words and at >= joined and _ends_name(text, words, piece):
            yield _trimmed(text, words, loose)
            words = []
        if _parts_names(text, words, piece[0], following):
            yield _trimmed(text, words, loose)
            words = []
        else:
            words.append(piece.span())
            if _POSSESSIVE.search(piece[0]) and not _is_of_name(following):
                yield _trimmed(text, words, loose)
                words = []
    yield _trimmed(text, words, loose)


def _is_of_name(word: str) -> bool:
    """Whether a word ends a name even behind a possessive: "Hart's *plc*", "Builders' *Association*"."""
    return word.rstrip(".,") in lexicon.LEGAL_FORMS or word in lexicon.ORGANISATION_WORDS


def _ends_name(text: str, words: Words, piece: re.Match[str]) -> bool:
    """Whether the name ends before a piece: at the comma of a list, or with a legal form."""
    last = text[slice(*words[-1])]
    bare = last.rstrip(".,")
    following = piece[0].rstrip(".,")
    if following in lexicon.LEGAL_FORMS or following == "&":
        return False
    return last.endswith((",", ";")) or (
        len(words) > 1 and bare in lexicon.LEGAL_FORMS and following[:1].isupper()
    )


def _parts_names(text: str, words: Words, piece: str, following: str) -> bool:
    """Whether a piece stands between names: a dash, a title, a verb, the place of a dateline."""
    word = piece.rstrip(".,")
    if words and word == "at" and following == "the":
        return True
    if word in _PARTING or word in lexicon.PERSON_NOUNS:
        return True
    if not words:
        return word in lexicon.PERSON_TITLES or word in ("Chief", "Executive")
    before = text[slice(*words[-1])]
    if word in lexicon.PERSON_TITLES:
        return _is_title(word, following, before if len(words) == 1 else "")
    if word in _VERBS or (word == "The" and before != "of"):
        return True
    return word == "Chief" or (word in _SHOUTED_PLACES and not before.isupper())


def _is_title(word: str, following: str, before: str) -> bool:
    """Whether a word is somebody's title, rather than the end of a name: "Burger King", "Jane Judge"."""
    if word in _ENDING_TITLES and (not following or _is_of_name(following)):
        return False
    return word.isupper() or before not in lexicon.GIVEN_NAMES


def _trimmed(text: str, words: Words, loose: frozenset[str]) -> Words:
    """The words without loose ones before them, and lower-case ones around them."""
    first, last = 0, len(words)
    while first < last and _is_loose(text[slice(*words[first])], loose):
        if first + 1 < last and _is_edition(*(text[slice(*word)] for word in words[first : first + 2])):
            break
        first += 1
    while first < last and not _may_end(text[slice(*words[last - 1])]):
        last -= 1
    return words[first:last]


def _without_marks(text: str, start: int, end: int) -> Span:
    """The span without marks and a possessive at its ends; with particles before it and the legal form that follows."""
    while start < end and text[start] in _EDGES:
        start += 1
    while (
        start < end
        and text[end - 1] in _EDGES
        and not _END_KEEPS.search(text, max(start, end - _END_REACH), end)
    ):
        end -= 1
    if prefix := _PREFIX.match(text, start, end) or _dateline(text, start, end):
        start = prefix.end()
    if particles := _PARTICLES_BEFORE.search(text, max(0, start - _PARTICLES_REACH), start):
        start = particles.start(1)
    if end - start > _SHORTEST_POSSESSIVE and (
        match := lexicon.APOSTROPHE.search(text, end - _SHORTEST_POSSESSIVE, end)
    ):
        return Span(start, match.start())
    further = _LEGAL_AFTER.match(text, end) or _of_what(text, start, end)
    return Span(start, further.end() if further else end)


def _dateline(text: str, start: int, end: int) -> re.Match[str] | None:
    """The place before a hyphen: "*PRAGUE-*Vela Bank"."""
    place = _SHOUTED.match(text, start, end)
    return place if place and place[1] in _SHOUTED_PLACES else None


def _of_what(text: str, start: int, end: int) -> re.Match[str] | None:
    """What an organisation is of: "Ministry *of Health*"."""
    last = text[start:end].rpartition(" ")[2]
    return _OF_AFTER.match(text, end) if last in lexicon.ORGANISATION_HEADS else None


def _is_loose(word: str, loose: frozenset[str]) -> bool:
    """A word that begins no name."""
    bare = word.strip(_EDGES)
    return bare in loose or not _is_capital(bare)


def _is_edition(word: str, following: str) -> bool:
    """Whether a word that begins no name begins an outlet's: the *Sunday* Courier."""
    return word in _EDITIONS and following.strip(_EDGES) in lexicon.PAPERS


def _may_end(word: str) -> bool:
    return _is_capital(word) or word.rstrip(".,") in lexicon.LEGAL_FORMS


def _is_capital(word: str) -> bool:
    return (
        word[:1].isupper()
        or any(map(str.isupper, word))
        or (word[:1].isdigit() and any(map(str.isalpha, word)))
    )
