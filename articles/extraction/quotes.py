"""Direct quotes: words in quotation marks that somebody said, with the place that names who.

Marks are paired first (`quote_marks`), the reporting verbs of the writer's own words found next (`attribution`); a quoted run
counts where one leads to the other, or where the run stands like speech: a sentence of its own, ended inside the marks.
What is left (scare quotes, titles, nicknames) is no quote.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from articles.extraction.attribution import Attribution
from articles.extraction.findings import Candidate, FoundQuote, Span
from articles.extraction.passages import Passage
from articles.extraction.prose import NameIndex
from articles.text.article import BlockKind, ParsedArticle
from articles.text.excerpts import body_blocks

_STALE_AFTER_BLOCKS = 4
_PRONOUN_LENGTH = 4


def find_quotes(article: ParsedArticle, candidates: Sequence[Candidate]) -> tuple[FoundQuote, ...]:
    """The quotes of the kept text, in order, without overlap."""
    names = NameIndex(candidates)
    speech = _Speech()
    quotes: list[FoundQuote] = []
    unended = 0  # the last quotes, which go on in the next paragraph, and of which no verb has said yet whose they are
    for index, block in enumerate(body_blocks(article)):
        passage = Passage.of(article.text, block, names)
        found = list(_in_passage(passage, speech, index))
        if not found or not passage.begins_quoted:
            unended = 0
        elif unended and found[0].cue:
            quotes[-unended:] = [_given_to(found[0], it) for it in quotes[-unended:]]
        quotes.extend(found)
        runs_on = bool(found) and found[-1].cue is None and passage.ends_quoted
        unended = (unended * (len(found) == 1) + 1) if runs_on else 0
        speech.hear(passage.attributions, index)
    return tuple(quotes)


def _given_to(said: FoundQuote, earlier: FoundQuote) -> FoundQuote:
    """A paragraph of the same speech has the same speaker."""
    return replace(earlier, speaker=said.speaker, confidence=said.confidence)


@dataclass(slots=True)
class _Speech:
    """Who spoke last, from block to block."""

    speaker: Span | None = None
    block: int = 0

    def hear(self, attributions: Sequence[Attribution], index: int) -> None:
        speakers = [attribution.speaker for attribution in attributions if attribution.speaker]
        if speakers:
            self.speaker, self.block = speakers[-1], index

    def last(self, index: int) -> Span | None:
        return self.speaker if index - self.block <= _STALE_AFTER_BLOCKS else None


def _in_passage(passage: Passage, speech: _Speech, index: int) -> Iterator[FoundQuote]:
    for number in range(len(passage.runs)):
        quote = _attributed(passage, number)
        if quote is None and passage.block.kind is not BlockKind.HEADING and passage.stands_alone(number):
            quote = _floating(passage, number, speech.last(index))
        if quote is None and passage.is_long_fragment(number):
            quote = FoundQuote(passage.words_of(number), None, None, partial=True, confidence=0.4)
        if quote:
            yield quote


def _attributed(passage: Passage, number: int) -> FoundQuote | None:
    span = passage.words_of(number)
    after, before = passage.after(number), passage.before(number)
    if after and passage.speech_before_cue(number):
        return FoundQuote(span, after.speaker, after.word, passage.is_fragment(number), _confidence(after))
    if before is None or passage.names_a_thing(number):
        return None
    partial = passage.is_fragment(number) or not passage.leads(before, number)
    return FoundQuote(span, before.speaker, before.word, partial, _confidence(before))


def _floating(passage: Passage, number: int, last: Span | None) -> FoundQuote:
    """Speech that no verb is tied to belongs to whoever was heard last: in this block, or in those before."""
    if passage.goes_on(number) or passage.introduced(
        number
    ):  # with somebody named in a way that was not understood
        return FoundQuote(passage.words_of(number), None, None, partial=False, confidence=0.5)
    heard = passage.heard_before(number)
    speaker = heard or last
    return FoundQuote(
        passage.words_of(number),
        speaker,
        None,
        partial=False,
        confidence=0.93 if heard else 0.92 if speaker else 0.4,
    )


def _confidence(attribution: Attribution) -> float:
    if attribution.speaker is None:
        return 0.5
    return 0.92 if attribution.speaker.end - attribution.speaker.start <= _PRONOUN_LENGTH else 0.97
