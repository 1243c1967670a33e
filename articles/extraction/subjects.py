"""The subject of a verb: the place before or behind it that names whoever does it."""

import re
from collections.abc import Sequence

from articles.extraction.findings import Candidate, Label, Span
from articles.extraction.prose import NameIndex
from articles.extraction.titles import title_pattern
from articles.extraction.verbs import PEOPLE

_DESCRIPTION_REACH = 90
_PRONOUN = r"(?:he|she|they|it|we|I)"
AUXILIARY = re.compile(
    r"(?:(?:[\s,]+|^)(?:has|have|had|having|also|later|then|would|will|did|does|to|be|been|being|is|was|were|are|just|still|never|not|once|first|even|"
    r"now|himself|herself|itself|themselves|who|repeatedly|too|always|often|further|both|could|can|may|might|should|must|since|again|previously|"
    r"[a-z]+ly)\b)+$",
    re.IGNORECASE,
)
_ASIDE = re.compile(r"\s*(?:\([^()\n]{0,60}\)|,\s*[DR]-[A-Z][\w.]+,?)$")
_PRONOUN_LAST = re.compile(rf"\b{_PRONOUN}$", re.IGNORECASE)
_PRONOUN_FIRST = re.compile(rf"\s*({_PRONOUN})\b(?!['’])", re.IGNORECASE)
_DETERMINER = re.compile(
    r"\b(?:an?|the|one|another|its|their|his|her|our|my|some|several|many|two|three)\b", re.IGNORECASE
)
_LISTED = re.compile(r"\bthe\s+[a-z-]+,\s+(?:[a-z-]+\s+){1,2}[a-z-]+$", re.IGNORECASE)
_NOUN_PHRASE = re.compile(r"\w+(?:\s+[\w'’&.,-]+){1,12}")
_PLURAL = re.compile(
    r"\b(?!(?:as|was|is|has|does|this|its|his|hers|theirs|ours|yours|us|always|sometimes|perhaps|besides|afterwards|nevertheless|nonetheless|thus|"
    r"news|reports|statistics|figures|numbers|documents|records|papers|emails|polls|studies|results|estimates|yes|plus|across|towards|downstairs|upstairs|overseas|times|says|adds|tells|writes)\b)"
    r"(?:[a-z]{2,}[^\Wsu]s|people|police|men|women|children)$"
)
_JOINED_BY = re.compile(r"\b(?:of|for|at|from|with|in|by|to|on|and|behind)\s+$", re.IGNORECASE)
_ADVERBIAL = re.compile(
    r"(?:in|on|at|after|before|during|for|by|with|earlier|last|late)\b[^,]{2,60},\s+(?:the\s+)?",
    re.IGNORECASE,
)
_AND_LAST = re.compile(r"\b(?:and|but|or|then)\s*$", re.IGNORECASE)
_CAPITALISED = re.compile(
    r"(?:[A-Z][\w.’'-]*\s+(?:(?:de|van|der|von|bin|al|la|di|da)\s+){0,2}){0,3}[A-Z][\w’'-]*$"
)
_CAPITALISED_FIRST = re.compile(r"\s*((?:[A-Z][\w.’'-]*\s+){0,4}[A-Z][\w’'-]*)")
_PHRASE_ENDS = re.compile(
    r"[,;:(–—“”\"]|\s-\s|[.!?](?=\s|$)(?<!\b[A-Z]\.)(?<!\b[A-Z][a-z]\.)(?<!\b[A-Z][a-z][a-z]\.)|"
    r"\b(?:in|on|after|before|during|when|while|as|who|that|which|about|last|this|late|early|yesterday|today|"
    r"Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|via|to|and|but|because|if|through)\b"
)
OPENING = re.compile(r"[\s,;–—-]*(?:(?:as|and|but|so|then|yet|or)\s+)?", re.IGNORECASE)
_OF = re.compile(r"\s+(?:of|from|at|with|for)\s+(?:the\s+)?[^,;]{0,50}")
_SOMEBODY_OF = re.compile(
    r"\b(?:an?|the|its|their|one|another)\s+(?:[\w-]+\s+){1,3}(?:of|for|at|from|with)\s+(?:the\s+)?$",
    re.IGNORECASE,
)
_ASIDE_AFTER = re.compile(r"\s*,\s*(?:who|whose|an?\b|the\b|its|their|his|her|\d|[a-z]|[A-Z]{3})")
_SOMEBODYS = re.compile(r"\b[A-Z][\w.-]*(?:\s+[A-Z][\w.-]*){0,3}['’]s?(?:\s+[\w-]+){1,4}$")
_CONJUNCTION = re.compile(
    r"(?:But|And|Yet|So|While|When|As|Still|However|Then|Today|Yesterday|If|In)(?:\s+|$)"
)
_RELATIVE = re.compile(r",\s+(?:who|whose|which)\b[^,]{1,80},$")
_TITLES = re.compile(rf"\s+(?:[\w.’'&-]+\s+){{0,8}}?{title_pattern()},?\s+")
_OWNS = re.compile(r"['’]s?\s")
_APOSTROPHES = frozenset("'’")


def subject_before(text: str, start: int, end: int, names: NameIndex) -> Span | None:
    """The place that names the subject of a verb at `end`, looked for back to `start`."""
    last = _without_auxiliaries(text, start, end)
    piece = text[start:last]
    if pronoun := _PRONOUN_LAST.search(piece):
        return Span(start + pronoun.start(), start + pronoun.end())
    inside = names.within(start, last)
    return (
        _name_at_end(text, inside, last)
        or _name_with_aside(text, inside, last)
        or _description(_RELATIVE.sub("", piece), start)
        or _capitalised(piece, start)
        or _coordinated(text, start, last, inside)
        or _plural(piece, start)
    )


def _plural(piece: str, offset: int) -> Span | None:
    """A bare plural at the end of the piece: "heard students shout"."""
    found = _PLURAL.search(piece)
    return Span(offset + found.start(), offset + len(piece)) if found else None


def _without_auxiliaries(text: str, start: int, end: int) -> int:
    piece = text[start:end].rstrip()
    piece = AUXILIARY.sub("", piece).rstrip()
    piece = _ASIDE.sub("", piece).rstrip()
    return start + len(piece)


def _name_at_end(text: str, inside: Sequence[Candidate], last: int) -> Span | None:
    """A name right before the verb; in "Jane Doe of Vela said", the person; "a spokesperson for Vela" whole."""
    if not inside:
        return None
    name = inside[-1]
    if name.text.casefold() in PEOPLE:
        return None
    if name.label is Label.PERSON:
        return name.span if name.span.end == last or _OF.fullmatch(text[name.span.end : last]) else None
    if name.span.end != last:
        return None
    person = next((other for other in reversed(inside[-3:-1]) if other.label is Label.PERSON), None)
    if person and _OF.fullmatch(text[person.span.end : last]):
        return person.span
    return _led_by_description(text, name.span) or (name.span if name.label is not Label.PLACE else None)


def _led_by_description(text: str, name: Span) -> Span | None:
    start = max(0, name.start - _DESCRIPTION_REACH)
    led = _SOMEBODY_OF.search(text[start : name.start])
    return Span(start + led.start(), name.end) if led else None


def _name_with_aside(text: str, inside: Sequence[Candidate], last: int) -> Span | None:
    """The person in "Jane Doe, chief executive of Vela, said": the last whose name a comma and a description follow."""
    if last < 1 or text[last - 1] not in ",—–":
        return None
    people = [name.span for name in inside if name.label is Label.PERSON]
    for person in reversed(people):
        if person.end >= last - 1 or _ASIDE_AFTER.match(text, person.end, last):
            return person
    named = next((name.span for name in reversed(inside) if name.label is Label.ORGANISATION), None)
    return named if named and named.end >= last - 1 else None


def _description(piece: str, offset: int) -> Span | None:
    """A noun phrase at the end of the piece: "the company", "a friend of hers"."""
    if not piece or not piece[-1].isalpha():
        return None
    if listed := _LISTED.search(piece):
        return Span(offset + listed.start(), offset + len(piece))
    clause = max(0, len(piece) - _DESCRIPTION_REACH, piece.rfind(",") + 1)
    if owned := _SOMEBODYS.search(piece, clause):
        return Span(offset + owned.start(), offset + len(piece))
    for determiner in reversed(list(_DETERMINER.finditer(piece, clause))):
        joined = _JOINED_BY.search(piece[clause : determiner.start()])
        if not joined or not piece[clause : clause + joined.start()].strip():
            words = piece[determiner.start() :]
            return (
                Span(offset + determiner.start(), offset + len(piece))
                if _NOUN_PHRASE.fullmatch(words)
                else None
            )
    return None


def _capitalised(piece: str, offset: int) -> Span | None:
    """A name that nobody proposed: capitalised words at the end of the piece."""
    found = _CAPITALISED.search(piece, max(0, len(piece) - _DESCRIPTION_REACH))
    if found is None:
        return None
    opening = _CONJUNCTION.match(piece, found.start())
    start = opening.end() if opening else found.start()
    return Span(offset + start, offset + len(piece)) if start < len(piece) else None


def _coordinated(text: str, start: int, last: int, inside: Sequence[Candidate]) -> Span | None:
    """The subject that a verb after "and" shares with the first verb of its clause."""
    if not _AND_LAST.search(text[start:last]):
        return None
    opening = OPENING.match(text[start:last])
    at = start + (opening.end() if opening else 0)
    pronoun = _PRONOUN_FIRST.match(text, at, last)
    if pronoun:
        return Span(pronoun.start(1), pronoun.end(1))
    at = led.end() if (led := _ADVERBIAL.match(text, at, last)) else at
    return next((name.span for name in inside if name.label is Label.PERSON or name.span.start == at), None)


def subject_after(text: str, start: int, end: int, names: NameIndex) -> Span | None:
    """The place that names the subject of a verb that ends at `start`, looked for up to `end`."""
    if pronoun := _PRONOUN_FIRST.match(text, start, end):
        return Span(pronoun.start(1), pronoun.end(1))
    phrase = _PHRASE_ENDS.search(text, start, end)
    stop = phrase.start() if phrase else end
    inside = names.within(start, stop)
    people = [
        name.span
        for name in inside
        if name.label is Label.PERSON and text[name.span.end : name.span.end + 1] not in _APOSTROPHES
    ]
    if not people and phrase and phrase[0] == ",":
        people = _in_apposition(text, start, stop, end, names)
    if not people and phrase and phrase[0] == "and":
        people = _titled(text, start, end, names)
    return people[0] if people else _phrase(text, start, stop, inside)


def _titled(text: str, start: int, end: int, names: NameIndex) -> list[Span]:
    """Jane Doe in "said co-founder and chief executive Jane Doe"."""
    people = [name.span for name in names.within(start, end) if name.label is Label.PERSON]
    return people[:1] if people and _TITLES.fullmatch(text, start, people[0].start) else []


def _in_apposition(text: str, start: int, comma: int, end: int, names: NameIndex) -> list[Span]:
    """Jane Doe in "said the company's founder, Jane Doe"."""
    words = text[start:comma].strip()
    following = names.within(comma, end)[:1]
    if (
        not following
        or following[0].label is not Label.PERSON
        or not (_DETERMINER.match(words) or _OWNS.search(words))
    ):
        return []
    return [following[0].span] if not text[comma + 1 : following[0].span.start].strip() else []


def _phrase(text: str, start: int, stop: int, inside: Sequence[Candidate]) -> Span | None:
    words = text[start:stop].strip()
    at = start + len(text[start:stop]) - len(text[start:stop].lstrip())
    if _DETERMINER.match(words) and _NOUN_PHRASE.fullmatch(words):
        return Span(at, at + len(words))
    if (
        inside
        and inside[0].label is not Label.PLACE
        and not text[start : inside[0].span.start].strip().islower()
    ):
        return inside[0].span
    found = _CAPITALISED_FIRST.match(text, start, stop)
    return Span(found.start(1), found.end(1)) if found else None
