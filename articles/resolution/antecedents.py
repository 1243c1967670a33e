"""Whom "he" and "she" mean: the subject of the nearest sentence that has a fitting one; pronouns hand their person on."""

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from articles.extraction.findings import Span
from articles.extraction.prose import sentence_ends
from articles.resolution.genders import Genders
from articles.resolution.links import Entity, Mention

_PRONOUN = re.compile(r"\b(?:[Hh]e|[Ss]he)\b(?!['’]s?\s+name)")
_OBJECT_REACH = 12
_OBJECT = re.compile(
    r"\b(?:of|from|by|with|to|for|about|than|like|unlike|at|against|including|and)\s+$", re.IGNORECASE
)
_CREDIT = re.compile(r"\(\s*(?P<name>[^/()\n]{3,40}?)\s*/")
_LED_REACH = 40
_LED_BY = re.compile(r"\bin\s+(?:[a-z]+\s+){0,3}$", re.IGNORECASE)
_LEADS_TO = re.compile(r"['’]s?\s+(?:[\w-]+\s+){0,6}[\w-]+,\s+(?:s?he|[A-Z])")
_EVENTS_BACK = 40
_SENTENCES_BACK = 12  # a pronoun does not reach further than this
_NO_SUBJECT = 0.4
_FADING = 0.8
_SUBJECT_BACK = 2  # sentences that a subject may stand before somebody who is none


@dataclass(frozen=True, slots=True)
class _Named:
    """A place that means a person; None: somebody whose name is not known."""

    at: int
    sentence: int
    person: Entity | None
    pronoun: str | None
    subject: bool


class Antecedents:
    """Looks pronouns of the writer's own words up. `people` are the mentions outside quotes, `strangers` places of people without a name."""

    def __init__(
        self,
        text: str,
        people: Sequence[Mention],
        genders: Genders,
        quoted: Sequence[Span] = (),
        strangers: Iterable[int] = (),
    ) -> None:
        self._text = text
        self._genders = genders
        self._ends = [*sentence_ends(text, 0, len(text)), len(text)]
        self._named: list[_Named] = []
        self._starts: list[int] = []
        for at, mention, pronoun in sorted(self._events(people, quoted, strangers), key=lambda it: it[0]):
            self._hear(at, mention, pronoun)

    def _events(
        self, people: Sequence[Mention], quoted: Sequence[Span], strangers: Iterable[int]
    ) -> Iterator[tuple[int, Mention | None, str | None]]:
        credited = {match.start("name") for match in _CREDIT.finditer(self._text)}
        for mention in people:
            if mention.span.start not in credited and not self._text.startswith("/", mention.span.end):
                yield mention.span.start, mention, None
        yield from ((at, None, None) for at in strangers)
        for match in _PRONOUN.finditer(self._text):
            if not inside(quoted, match.start()):
                yield match.start(), None, match[0].casefold()

    def _hear(self, at: int, mention: Mention | None, pronoun: str | None) -> None:
        if mention is not None:
            person: Entity | None = mention.entity
            told = self._genders.pronoun_of(mention.entity)
            subject = self._is_subject(mention.span)
        else:
            person = self.before(at, pronoun) if pronoun else None
            told, subject = pronoun, True
            if pronoun and person is None:
                return
        self._named.append(_Named(at, self._sentence(at), person, told, subject))
        self._starts.append(at)

    def before(self, at: int, pronoun: str | None) -> Entity | None:
        """The person whom the pronoun means at a place: of the nearest sentence that names a fitting one, the first subject.

        Without a pronoun anybody fits. None too where somebody unknown is meant.
        """
        sentence = self._sentence(at)
        last = bisect_left(self._starts, at)
        best: _Named | None = None
        for named in reversed(self._named[max(0, last - _EVENTS_BACK) : last]):
            if self._too_far(named, best, sentence):
                break
            if pronoun is None or named.pronoun in (None, pronoun):
                best = _better(named, best)
        return best.person if best else None

    def _too_far(self, named: _Named, best: _Named | None, sentence: int) -> bool:
        if best is None:
            return named.sentence < sentence - _SENTENCES_BACK
        return named.sentence < best.sentence - (0 if best.subject else _SUBJECT_BACK)

    def salient(self, at: int, pronoun: str | None) -> Entity | None:
        """The person whom the sentences before a place are about: named often, lately, and as their subject."""
        sentence = self._sentence(at)
        last = bisect_left(self._starts, at)
        weights = defaultdict[Entity, float](float)
        for named in self._named[max(0, last - _EVENTS_BACK) : last]:
            fits = pronoun is None or named.pronoun in (None, pronoun)
            if named.person and fits and named.sentence >= sentence - _SENTENCES_BACK:
                weights[named.person] += (1.0 if named.subject else _NO_SUBJECT) * _FADING ** (
                    sentence - named.sentence
                )
        return max(weights, key=weights.__getitem__, default=None)

    def _is_subject(self, span: Span) -> bool:
        """Whether a mention may be what its sentence is about: not "of Jane Doe", not "Jane Doe's", but "in Jane Doe's essay, she"."""
        if self._text[span.end : span.end + 1] in ("'", "’"):
            led = _LED_BY.search(self._text[max(0, span.start - _LED_REACH) : span.start])
            return bool(led and _LEADS_TO.match(self._text, span.end))
        return not _OBJECT.search(self._text[max(0, span.start - _OBJECT_REACH) : span.start])

    def _sentence(self, at: int) -> int:
        return bisect_right(self._ends, at)


def _better(named: _Named, best: _Named | None) -> _Named:
    """The earlier of two in a sentence, but a subject rather than none."""
    if best is None or named.subject or (not best.subject and named.sentence == best.sentence):
        return named
    return best


def inside(spans: Sequence[Span], at: int) -> bool:
    """Whether a place lies in one of the spans, which are in order and apart."""
    near = bisect_right(spans, at, key=lambda span: span.start) - 1
    return near >= 0 and at < spans[near].end
