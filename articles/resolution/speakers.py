"""Who said it: the place that names a quote's speaker made into a person or an organisation."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from articles.extraction.findings import FoundQuote, Span
from articles.extraction.verbs import SPOKESPEOPLE
from articles.resolution.focus import Focus
from articles.resolution.links import Entity, EntityKind, Mention, Quote, SpeakerKind
from articles.text.article import ParsedArticle

_THE_COMPANY = re.compile(
    r"(?:the|its|our)\s+(?:[\w-]+\s+){0,2}(?:company|firm|startup|start-up|giant|maker|retailer|carrier|chain)",
    re.IGNORECASE,
)
_HOUSE_VOICE = re.compile(
    r"(?:an?|the)\s+(?:company|firm)(?:['’]s)?\s+(?:spokes\w+|representative)", re.IGNORECASE
)
_THE_BODY = re.compile(
    r"the\s+(agency|bank|group|organi[sz]ation|commission|regulator|utility|department|ministry|union|university|"
    r"committee|council|court|board|fund|foundation|institute|authority|association|network|league|service|office|bureau)",
    re.IGNORECASE,
)
_WRITTEN = re.compile(
    r"(his|her)\s+(?:[\w-]+\s+)?(?:statement|post|tweet|message|letter|e-?mail|memo|note|blog)", re.IGNORECASE
)


def bind_quotes(
    article: ParsedArticle, quotes: Sequence[FoundQuote], mentions: Sequence[Mention]
) -> tuple[Quote, ...]:
    """The quotes with their speakers; unnamed where the text does not tell, or tells of somebody who could be several people."""
    binder = _Binder(article.text, Focus(article.text, mentions, [quote.span for quote in quotes]))
    return tuple(binder.bind(quote) for quote in quotes)


@dataclass(slots=True)
class _Binder:
    text: str
    focus: Focus

    def bind(self, quote: FoundQuote) -> Quote:
        speaker = self._speaker(quote.speaker) if quote.speaker else None
        if speaker is not None and not speaker.linked:
            speaker = None
        return Quote(quote.span, speaker, _kind(speaker), quote.cue, quote.partial, quote.confidence)

    def _speaker(self, place: Span) -> Entity | None:
        words = self.text[place.start : place.end]
        pronoun = words.casefold()
        if pronoun in ("he", "she"):
            return self.focus.person_before(place.start, pronoun)
        if written := _WRITTEN.fullmatch(words):
            return self.focus.person_before(place.start, "she" if written[1].casefold() == "her" else "he")
        if pronoun == "it" or _THE_COMPANY.fullmatch(words):
            return self.focus.organisation_before(place.start)
        if body := _THE_BODY.fullmatch(words):
            return self.focus.organisation_before(place.start, body[1].casefold())
        named = self.focus.mentions_in(place)
        if not named:
            return self._unmentioned(place, words)
        return self._named_in(place, words, named)

    def _unmentioned(self, place: Span, words: str) -> Entity | None:
        """Words that hold no mention: a name all the same, or "a company spokesperson"."""
        if words[:1].isupper():
            return self.focus.named(words)
        return self.focus.organisation_before(place.start) if _HOUSE_VOICE.fullmatch(words) else None

    def _named_in(self, place: Span, words: str, named: Sequence[Mention]) -> Entity | None:
        for mention in named:
            if mention.span.start <= place.start and mention.span.end >= place.end:
                return mention.entity
        people = [mention for mention in named if mention.entity.kind is EntityKind.PERSON]
        if people and not self.text[people[0].span.end :].startswith(("'", "’")):
            return people[0].entity
        organisations = [mention for mention in named if mention.entity.kind is not EntityKind.PERSON]
        return (
            organisations[0].entity if organisations and not people and SPOKESPEOPLE.search(words) else None
        )


def _kind(speaker: Entity | None) -> SpeakerKind:
    if speaker is None:
        return SpeakerKind.UNNAMED
    return SpeakerKind.PERSON if speaker.kind is EntityKind.PERSON else SpeakerKind.COMPANY
