"""A block taken apart: quoted runs, and the reporting verbs of the writer's words between them."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from articles.extraction.attribution import Attribution, attributions
from articles.extraction.findings import Span
from articles.extraction.prose import NameIndex, sentence_ends
from articles.extraction.quote_marks import Run
from articles.extraction.quote_runs import settled_runs
from articles.extraction.titles import title_pattern
from articles.extraction.verbs import NAMING
from articles.text.article import Block

_REACH = 250
_ENDED = re.compile(r"[.,!?…—–-][\"”’')\]]*$")
_ENDED_SENTENCE = re.compile(r"[.!?…—–-][\"”’')\]]*$")
_STARTED = re.compile(r"[\"“‘’'(\[…. ]*[A-Z0-9$£€@#]")
_FRESH = re.compile(r"(?:^|[.!?…:;)\]”\"—–|])\s*$")
_CONTINUES = re.compile(
    r"\s*(?:and|but|while|which|or|nor|who|that|of|in|for|to|is|was|were|are|with|from|on|at|by|when|if|because|than|rather|has|have|had|will|would)\b"
)
_NO_OBJECT = re.compile(
    r"\s*(?:[,.;:—–]|$|(?:in|on|at|during|when|while|as|after|before|by|via|with|of|about|last|this|yesterday|today|earlier|again|out|"
    r"Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|[a-z]+ly|matter-of-factly)\b)"
)
_NOT_A_SUBJECT = re.compile(
    r"[;:]|\b(?:and|but|while|which|because|is|was|are|were|has|have|had|that|if|when)\b"
)
_TITLED = re.compile(rf"\s*(?:[\w.’'&-]+\s+){{0,8}}?{title_pattern()}(?:\s+of\s+[\w.’'&\s-]{{1,40}})?,?\s*")
_INTRODUCES = re.compile(r"(?::|^\s*(?:,|,?\s*and|or)|[,.]”?\s+and)\s*$")
_SUBJECT_REACH = 120
_WOVEN_REACH = 150
_LEADS = re.compile(r"(?:[^.!?;]{0,160}[,:]|\s*(?:that|as|of)?)\s*$")
_LEAST_WORDS = 3
_UNMISTAKABLE_WORDS = 4
_CLAUSE = re.compile(
    r"\b(?:is|are|was|were|am|be|have|has|had|do|does|did|will|would|can|could|should|must|need|I|we|you|they|he|she|it|us|me)\b|n['’]t\b",
    re.IGNORECASE,
)
_JOINED_REACH = 60
_LONG_FRAGMENT_WORDS = 6
_WORD = re.compile(r"\w[\w'’-]*")
_TITLE_WORDS = 6


@dataclass(frozen=True, slots=True)
class Passage:
    """`breaks` are the offsets at which the writer's sentences end."""

    text: str
    block: Block
    runs: tuple[Run, ...]
    attributions: tuple[Attribution, ...]
    cue_starts: tuple[int, ...]
    breaks: tuple[int, ...]

    @classmethod
    def of(cls, text: str, block: Block, names: NameIndex) -> "Passage":
        runs = tuple(settled_runs(text, block))
        seen: list[Attribution] = []
        breaks: list[int] = []
        for start, end in _gaps(runs, block):
            if start > block.start and _begins_anew(text, start, end):
                breaks.append(start)
            seen.extend(attributions(text, start, end, names))
            breaks.extend(sentence_ends(text, start, end))
        return cls(text, block, runs, tuple(seen), tuple(found.cue.start for found in seen), tuple(breaks))

    @property
    def begins_quoted(self) -> bool:
        """Its first words are quoted."""
        return bool(self.runs) and self.runs[0].opened and self.runs[0].outer_start == self.block.start

    @property
    def ends_quoted(self) -> bool:
        """Its last words are quoted, and no mark says that the quote ends with them."""
        return bool(self.runs) and not self.runs[-1].closed and self.runs[-1].outer_end == self.block.end

    def words_of(self, number: int) -> Span:
        return Span(self.runs[number].start, self.runs[number].end)

    def _inside(self, number: int) -> str:
        return self.text[self.runs[number].start : self.runs[number].end]

    def _gap_before(self, number: int) -> str:
        start = self.runs[number - 1].outer_end if number else self.block.start
        return self.text[max(start, self.runs[number].outer_start - _REACH) : self.runs[number].outer_start]

    def _end_of_gap(self, number: int) -> int:
        return self.runs[number + 1].outer_start if number + 1 < len(self.runs) else self.block.end

    def after(self, number: int) -> Attribution | None:
        """The reporting verb that follows a run and belongs to it."""
        start, end = self.runs[number].outer_end, self._end_of_gap(number)
        behind = range(bisect_left(self.cue_starts, start), bisect_left(self.cue_starts, end))
        found = next((self.attributions[at] for at in behind if not self.attributions[at].relative), None)
        if found is None or self._sentence(found.cue.start) not in (
            self._sentence(start),
            self._sentence(start + 1),
        ):
            return None
        return found if self._follows(found, number, start, end) else None

    def _follows(self, found: Attribution, number: int, start: int, end: int) -> bool:
        subject = start if found.inverted or found.speaker is None else found.speaker.start
        lead = self.text[start : min(subject if subject > start else found.cue.start, found.cue.start)]
        if found.word == "according to":
            return not lead.strip(" ,—–\n")
        if (
            self.text[start : start + 1] == "."
            or _CONTINUES.match(lead)
            or len(lead) > _SUBJECT_REACH
            or (_NOT_A_SUBJECT.search(lead) and not _TITLED.fullmatch(lead))
        ):
            return False
        if _ENDED_SENTENCE.search(self._inside(number)) and self.text[start:end].lstrip()[:1].isupper():
            return self._only_reports(found, end) and not self._leads_on(found, end)
        return found.speaker is not None or not lead.strip(" ,—–\n")

    def _only_reports(self, found: Attribution, end: int) -> bool:
        """Behind a quote that is over, "Doe said on Monday." belongs to it, "Doe said it rained." does not."""
        return not found.beside_only and bool(
            _NO_OBJECT.match(self.text, found.cue.end, end) or found.cue.end == end
        )

    def _leads_on(self, found: Attribution, end: int) -> bool:
        """The verb introduces the next run instead."""
        return (
            end < self.block.end
            and self._sentence(end) == self._sentence(found.cue.start)
            and bool(_LEADS.fullmatch(self.text[found.cue.end : end]))
        )

    def before(self, number: int) -> Attribution | None:
        """The reporting verb ahead of a run in the writer's same sentence; with the subject of an earlier one, if it has none."""
        at = self.runs[number].outer_start
        last = bisect_left(self.cue_starts, at) - 1
        while (
            last >= 0
            and self._sentence(self.cue_starts[last]) == self._sentence(at)
            and at - self.cue_starts[last] <= _REACH
        ):
            found = self.attributions[last]
            if found.speaker is not None and (self.leads(found, number) or self._woven(found, number)):
                return found
            last -= 1
        return None

    def _woven(self, found: Attribution, number: int) -> bool:
        at = self.runs[number].outer_start
        if found.word is None or found.beside_only or at - found.cue.end > _WOVEN_REACH:
            return False
        behind_another = number > 0 and self.runs[number - 1].start > found.cue.end
        return not behind_another or at - self.runs[number - 1].outer_end <= _JOINED_REACH

    def leads(self, found: Attribution, number: int) -> bool:
        """Whether the verb introduces the run, rather than a sentence into which the run is woven."""
        return bool(_LEADS.fullmatch(self.text[found.cue.end : self.runs[number].outer_start]))

    def speech_before_cue(self, number: int) -> bool:
        """The run ends like speech: a comma or stop inside or right behind the marks; or it is long."""
        inside, run = self._inside(number), self.runs[number]
        return (
            bool(_ENDED.search(inside) or self.text[run.outer_end : run.outer_end + 1] in ",—–")
            or _words(inside) >= _UNMISTAKABLE_WORDS
        )

    def goes_on(self, number: int) -> bool:
        """The writer's sentence goes on behind the run: "“Never!” was the answer"."""
        gap = self.text[self.runs[number].outer_end : self._end_of_gap(number)]
        return self._inside(number).endswith(",") or gap.lstrip()[:1].islower()

    def introduced(self, number: int) -> bool:
        """A colon leads to the run."""
        return self._gap_before(number).rstrip().endswith(":")

    def is_fragment(self, number: int) -> bool:
        """The run begins in the middle of a sentence of the writer's."""
        return not _STARTED.match(self._inside(number)) and not _FRESH.search(self._gap_before(number))

    def is_long_fragment(self, number: int) -> bool:
        """Too many words for a term or an irony: they are somebody's, even where no verb says so."""
        inside = self._inside(number)
        return (
            inside[:1].islower() and _words(inside) >= _LONG_FRAGMENT_WORDS and not self.runs[number].single
        )

    def names_a_thing(self, number: int) -> bool:
        """A title, a nickname or a term: "called “Dawn”", "Jon “Ace” Doe"."""
        inside, before = self._inside(number), self._gap_before(number)
        if NAMING.search(before) and not before.rstrip().endswith(":"):
            return True
        words = _WORD.findall(inside)
        titled = (
            len(words) <= _TITLE_WORDS
            and all(word[0].isupper() or len(word) < _UNMISTAKABLE_WORDS for word in words)
            and inside[:1].isupper()
        )
        return (
            titled
            and not before.rstrip().endswith((",", ":"))
            and (len(words) > 1 or not _ENDED.search(inside))
        )

    def stands_alone(self, number: int) -> bool:
        """The run is a sentence of its own, ended inside the marks, or one that goes on in the next paragraph."""
        inside, before = self._inside(number), self._gap_before(number)
        if not _STARTED.match(inside) or _words(inside) + self.goes_on(number) < _LEAST_WORDS:
            return False
        if _INTRODUCES.search(before):
            spoken = _ENDED.search(inside) or (
                _words(inside) >= _UNMISTAKABLE_WORDS and _CLAUSE.search(inside)
            )
            return bool(spoken) and not self.names_a_thing(number)
        ended = _ENDED.search(inside) or not self.runs[number].closed
        return bool(ended and _FRESH.search(before))

    def heard_before(self, number: int) -> Span | None:
        """Who is named by the last reporting verb of the block ahead of a run."""
        last = bisect_left(self.cue_starts, self.runs[number].outer_start) - 1
        speakers = (self.attributions[at].speaker for at in range(last, -1, -1))
        return next((speaker for speaker in speakers if speaker), None)

    def _sentence(self, at: int) -> int:
        return bisect_right(self.breaks, at)


def _words(text: str) -> int:
    return len(_WORD.findall(text))


def _gaps(runs: Sequence[Run], block: Block) -> Iterator[tuple[int, int]]:
    at = block.start
    for run in runs:
        yield at, run.outer_start
        at = run.outer_end
    yield at, block.end


def _begins_anew(text: str, start: int, end: int) -> bool:
    """Whether a new sentence of the writer's begins right behind a run."""
    gap = text[start : min(end, start + _REACH)]
    if gap.startswith((".", "!", "?")):
        return True
    ended = text[max(0, start - 3) : start].rstrip("\"”’'").endswith((".", "!", "?", "…"))
    return ended and (gap.lstrip()[:1].isupper() or not gap.strip())
