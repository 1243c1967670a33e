"""Who a reporting verb belongs to: "Altman said", "said Jane Doe, chief executive of Vela", "according to the company"."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from articles.extraction.findings import Candidate, Label, Span
from articles.extraction.prose import NameIndex, sentence_ends
from articles.extraction.verbs import BESIDE, NOUNS, reporting_verbs

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
_NOUN_BEFORE = re.compile(
    r"(?:\b(?:the|an?|this|that|his|her|its|their|my|our|your|no|any)|['’]s)\s+(?:[\w-]+\s+){0,2}$",
    re.IGNORECASE,
)
_INFINITIVE = re.compile(r"(?<!\bon)(?:\s|^)to\s+$")
_WHO = re.compile(r"\bwho\b[^,]*$")
_SOMEBODYS = re.compile(r"\b[A-Z][\w.-]*(?:\s+[A-Z][\w.-]*){0,3}['’]s?(?:\s+[\w-]+){1,4}$")
_PASSIVE = re.compile(r"\b(?:is|are|was|were|be|been|being)\s+(?:[a-z]+ly\s+|also\s+|often\s+)?$")
_BY = re.compile(r"\s+by\s")
_PARTICLE = re.compile(r"\s+(?:by|out|up|back)\b(?=\s)")
_CONJUNCTION = re.compile(
    r"(?:But|And|Yet|So|While|When|As|Still|However|Then|Today|Yesterday|If|In)(?:\s+|$)"
)
_RELATIVE = re.compile(r",\s+(?:who|whose|which)\b[^,]{1,80},$")
_COLON = re.compile(r":\s*$")
_OWNS = re.compile(r"['’]s?\s")
_APOSTROPHES = frozenset("'’")
_NOUN_REACH = 40
_NO_INVERSION = frozenset(
    {"told", "tell", "tells", "telling", "thank", "thanks", "thanked", "believed", "say", "think", "go"}
)


@dataclass(frozen=True, slots=True)
class Attribution:
    """A reporting verb and the place that names its subject, if any.

    `word` is None for a colon that introduces words without a verb. `inverted`: the subject stands behind the verb;
    `relative`: the verb is in a clause with "who".
    """

    cue: Span
    word: str | None
    speaker: Span | None
    inverted: bool = False
    relative: bool = False

    @property
    def beside_only(self) -> bool:
        """The verb reports speech only right before or after it."""
        return self.word in BESIDE


def attributions(text: str, start: int, end: int, names: NameIndex) -> Iterator[Attribution]:
    """The reporting verbs between two offsets, in order. Quoted runs must lie outside."""
    begin = start
    for stop in (*sentence_ends(text, start, end), end):
        found = list(_in_clause(text, begin, stop, names))
        yield from found
        if not any(attribution.speaker for attribution in found) and (
            colon := _COLON.search(text, begin, stop)
        ):
            yield Attribution(
                Span(colon.start(), colon.end()), None, _first_person(text, begin, colon.start(), names)
            )
        begin = stop


def _in_clause(text: str, begin: int, stop: int, names: NameIndex) -> Iterator[Attribution]:
    free_from = begin
    for cue in reporting_verbs(text, begin, stop):
        if not _no_verb(text, cue, begin):
            found = _attribution(text, cue, stop, max(free_from, cue.start() - _REACH), names)
            yield found
            free_from = free_from if found.relative else cue.end()


def _no_verb(text: str, cue: re.Match[str], begin: int) -> bool:
    """READ MORE, "the claim", "wants him to consider": no verb that reports."""
    before = text[max(begin, cue.start() - _NOUN_REACH) : cue.start()]
    noun = cue[0].casefold() in NOUNS and _NOUN_BEFORE.search(before)
    return bool(noun or _INFINITIVE.search(before)) or cue[0].isupper()


def _first_person(text: str, start: int, end: int, names: NameIndex) -> Span | None:
    """The person with whom a sentence begins."""
    return next((name.span for name in names.within(start, end) if name.label is Label.PERSON), None)


def _attribution(text: str, cue: re.Match[str], stop: int, free_from: int, names: NameIndex) -> Attribution:
    word = " ".join(cue[0].casefold().split())
    place = Span(cue.start(), cue.end())
    passive = _PASSIVE.search(
        text[max(free_from, cue.start() - _NOUN_REACH) : cue.start()]
    ) and not word.endswith("ing")
    if word.endswith("ing") and text[free_from : cue.start()].rstrip().endswith(","):
        return Attribution(place, word, None)
    if word != "according to" and not passive:
        speaker = subject_before(text, free_from, cue.start(), names)
        if speaker:
            return Attribution(
                place, word, speaker, relative=bool(_WHO.search(text[speaker.end : cue.start()]))
            )
    if word in _NO_INVERSION or not _may_invert(text, free_from, cue, word):
        return Attribution(place, word, None)
    after = _PARTICLE.match(text, cue.end())
    speaker = subject_after(text, after.end() if after else cue.end(), min(stop, cue.end() + _REACH), names)
    return Attribution(place, word, speaker, inverted=speaker is not None)


def _may_invert(text: str, free_from: int, cue: re.Match[str], word: str) -> bool:
    if word == "according to" or _BY.match(text, cue.end()):
        return True
    lead = _OPENING.sub("", text[free_from : cue.start()], count=1)
    return lead.endswith(", ") or not _AUXILIARY.sub("", " " + lead).strip()


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
    named = next((name.span for name in reversed(inside) if name.label is Label.ORGANISATION), None)
    return named if named and named.end >= last - 1 else None


def _description(piece: str, offset: int) -> Span | None:
    """A noun phrase at the end of the piece: "the company", "a friend of hers"."""
    if not piece or not piece[-1].isalpha():
        return None
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
    people = [
        name.span
        for name in inside
        if name.label is Label.PERSON and text[name.span.end : name.span.end + 1] not in _APOSTROPHES
    ]
    if not people and phrase and phrase[0] == ",":
        people = _in_apposition(text, start, stop, end, names)
    return people[0] if people else _phrase(text, start, stop, inside)


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
