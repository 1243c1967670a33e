"""Who a reporting verb belongs to: "Altman said", "said Jane Doe, chief executive of Vela", "according to the company"."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from articles.extraction.verbs import CUE, JUDGING
from articles.extraction.findings import Candidate, Label, Span
from articles.extraction.prose import NameIndex, sentence_ends

_REACH = 300  # the longest stretch of a clause that is looked at for a subject
_DESCRIPTION_REACH = 90
_PRONOUN = r"(?:he|she|they|it|we|I)"
_AUXILIARY = re.compile(
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
_NOUN_PHRASE = re.compile(r"\w+(?:\s+[\w'’&.,-]+){1,12}")
_JOINED_BY = re.compile(r"\b(?:of|for|at|from|with|in|by|to|on|and|behind)\s+$", re.IGNORECASE)
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
_OPENING = re.compile(r"[\s,;–—-]*(?:(?:as|and|but|so|then|yet|or)\s+)?", re.IGNORECASE)
_OF = re.compile(r"\s+(?:of|from|at|with|for)\s+(?:the\s+)?[^,;]{0,50}")
_SOMEBODY_OF = re.compile(
    r"\b(?:an?|the|its|their|one|another)\s+(?:[\w-]+\s+){1,3}(?:of|for|at|from|with)\s+(?:the\s+)?$",
    re.IGNORECASE,
)
_ASIDE_AFTER = re.compile(r"\s*,\s*(?:who|whose|an?\b|the\b|its|their|his|her|\d|[a-z]|[A-Z]{3})")
_NO_INVERSION = frozenset(
    {"told", "tell", "tells", "telling", "thank", "thanks", "thanked", "believed", "say", "think", "go"}
)


@dataclass(frozen=True, slots=True)
class Attribution:
    """A reporting verb and the place that names its subject, if any. `inverted`: the subject stands behind the verb."""

    cue: Span
    word: str
    clause: Span
    speaker: Span | None
    inverted: bool

    @property
    def judging(self) -> bool:
        return self.word in JUDGING


def attributions(text: str, start: int, end: int, names: NameIndex) -> Iterator[Attribution]:
    """The reporting verbs between two offsets, in order. Quoted runs must lie outside."""
    begin = start
    for stop in (*sentence_ends(text, start, end), end):
        free_from = begin
        for cue in CUE.finditer(text, begin, stop):
            yield _attribution(text, cue, Span(begin, stop), max(free_from, cue.start() - _REACH), names)
            free_from = cue.end()
        begin = stop


def _attribution(
    text: str, cue: re.Match[str], clause: Span, free_from: int, names: NameIndex
) -> Attribution:
    word = " ".join(cue[0].casefold().split())
    speaker, inverted = None, False
    if word != "according to":
        speaker = subject_before(text, free_from, cue.start(), names)
    if speaker is None and word not in _NO_INVERSION and _may_invert(text, free_from, cue, word):
        speaker = subject_after(text, _after_by(text, cue.end()), min(clause.end, cue.end() + _REACH), names)
        inverted = speaker is not None
    return Attribution(Span(cue.start(), cue.end()), word, clause, speaker, inverted)


def _may_invert(text: str, free_from: int, cue: re.Match[str], word: str) -> bool:
    if word == "according to" or re.match(r"\s+by\s", text[cue.end() : cue.end() + 4]):
        return True
    lead = _OPENING.sub("", text[free_from : cue.start()], count=1)
    return not _AUXILIARY.sub("", " " + lead).strip()


def _after_by(text: str, at: int) -> int:
    return at + 3 if re.match(r"\s+by\s", text[at : at + 4]) else at


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
        or _description(piece, start)
        or _capitalised(piece, start)
        or _coordinated(text, start, last, inside)
    )


def _without_auxiliaries(text: str, start: int, end: int) -> int:
    piece = text[start:end].rstrip()
    piece = _AUXILIARY.sub("", piece).rstrip()
    piece = _ASIDE.sub("", piece).rstrip()
    return start + len(piece)


def _name_at_end(text: str, inside: Sequence[Candidate], last: int) -> Span | None:
    """A name right before the verb; in "Jane Doe of Vela said", the person; "a spokesperson for Vela" whole."""
    if not inside:
        return None
    name = inside[-1]
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
    named = [name.span for name in inside if name.label is Label.ORGANISATION]
    return next((name for name in reversed(named) if name.end >= last - 1), None)


def _description(piece: str, offset: int) -> Span | None:
    """A noun phrase at the end of the piece: "the company", "a friend of hers"."""
    if not piece or not piece[-1].isalpha():
        return None
    for determiner in reversed(list(_DETERMINER.finditer(piece, max(0, len(piece) - _DESCRIPTION_REACH)))):
        if not _JOINED_BY.search(piece[: determiner.start()]):
            words = piece[determiner.start() :]
            return (
                Span(offset + determiner.start(), offset + len(piece))
                if _NOUN_PHRASE.fullmatch(words)
                else None
            )
    return None


def _capitalised(piece: str, offset: int) -> Span | None:
    """A name that nobody proposed: capitalised words at the end of the piece."""
    found = _CAPITALISED.search(piece[-_DESCRIPTION_REACH:])
    start = max(0, len(piece) - _DESCRIPTION_REACH)
    return Span(offset + start + found.start(), offset + len(piece)) if found else None


def _coordinated(text: str, start: int, last: int, inside: Sequence[Candidate]) -> Span | None:
    """The subject that a verb after "and" shares with the first verb of its clause."""
    if not _AND_LAST.search(text[start:last]):
        return None
    opening = _OPENING.match(text[start:last])
    at = start + (opening.end() if opening else 0)
    pronoun = _PRONOUN_FIRST.match(text, at, last)
    if pronoun:
        return Span(pronoun.start(1), pronoun.end(1))
    return next((name.span for name in inside if name.label is Label.PERSON or name.span.start == at), None)


def subject_after(text: str, start: int, end: int, names: NameIndex) -> Span | None:
    """The place that names the subject of a verb that ends at `start`, looked for up to `end`."""
    if pronoun := _PRONOUN_FIRST.match(text, start, end):
        return Span(pronoun.start(1), pronoun.end(1))
    phrase = _PHRASE_ENDS.search(text, start, end)
    stop = phrase.start() if phrase else end
    inside = names.within(start, stop)
    person = next((name.span for name in inside if name.label is Label.PERSON), None)
    if person is None and phrase and phrase[0] == ",":
        person = _in_apposition(text, start, stop, end, names)
    return person or _phrase(text, start, stop, inside)


def _in_apposition(text: str, start: int, comma: int, end: int, names: NameIndex) -> Span | None:
    """Jane Doe in "said the company's founder, Jane Doe"."""
    described = _DETERMINER.match(text[start:comma].lstrip())
    following = names.within(comma, end)[:1]
    if (
        described
        and following
        and following[0].label is Label.PERSON
        and not text[comma + 1 : following[0].span.start].strip()
    ):
        return following[0].span
    return None


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
