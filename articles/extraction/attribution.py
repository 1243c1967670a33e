"""Who a reporting verb belongs to: "Altman said", "said Jane Doe, chief executive of Vela", "according to the company"."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from articles.extraction.findings import Label, Span
from articles.extraction.prose import NameIndex, sentence_ends
from articles.extraction.subjects import AUXILIARY, OPENING, subject_after, subject_before
from articles.extraction.verbs import BESIDE, NOUNS, reporting_verbs

_REACH = 300  # the longest stretch of a clause that is looked at for a subject
_NO_SUBJECT = re.compile(
    r"(?:,|\b(?:before|after|while|when|by|without|in|for|of|from|than|besides|despite))\s*$", re.IGNORECASE
)
_NOUN_BEFORE = re.compile(
    r"(?:\b(?:the|an?|this|that|his|her|its|their|my|our|your|no|any)|['’]s)\s+(?:[\w-]+\s+){0,2}$",
    re.IGNORECASE,
)
_INFINITIVE = re.compile(r"\bhelp(?:s|ed|ing)?\s+$|(?<!\bon)(?:\s|^)to\s+$")
_WHO = re.compile(r"\bwho\b[^,]*$")
_PASSIVE = re.compile(r"\b(?:is|are|was|were|be|been|being)\s+(?:[a-z]+ly\s+|also\s+|often\s+)?$")
_BY = re.compile(r"\s+by\s")
_PARTICLE = re.compile(r"\s+(?:by|out|up|back)\b(?=\s)")
_COLON = re.compile(r":\s*$")
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
        if not _no_verb(text, cue, begin) and not names.over(cue.start(), cue.end()):
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
    if word.endswith("ing") and _NO_SUBJECT.search(text[free_from : cue.start()]):
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
    lead = OPENING.sub("", text[free_from : cue.start()], count=1)
    return lead.endswith(", ") or not AUXILIARY.sub("", " " + lead).strip()
