"""Who said it: the place that names a quote's speaker made into a person or an organisation."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from articles.extraction.findings import FoundQuote, Span
from articles.extraction.verbs import SPOKESPEOPLE
from articles.resolution import namesakes
from articles.resolution.antecedents import Antecedents
from articles.resolution.descriptions import Descriptions
from articles.resolution.focus import Focus
from articles.resolution.genders import Genders
from articles.resolution.links import Entity, EntityKind, Mention, Quote, SpeakerKind
from articles.resolution.unseen import unseen
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
_MUTE = re.compile(
    r"\b[A-Z]-?\d|\.(?:com|org|net)/|\w\.\w+\.com\b"
)  # a bill, an address: whatever they were taken for
_NAMELESS = re.compile(r"(?:an?|one|another)\s", re.IGNORECASE)


def bind_quotes(
    article: ParsedArticle, quotes: Sequence[FoundQuote], mentions: Sequence[Mention]
) -> tuple[Quote, ...]:
    """The quotes with their speakers; unnamed where the text does not tell, or tells of somebody who could be several people."""
    binder = _Binder.of(article.text, quotes, mentions)
    return tuple(binder.bind(quote) for quote in quotes)


@dataclass(frozen=True, slots=True)
class _Meant:
    """Whom a place means, and how sure that is."""

    entity: Entity
    confidence: float = 1.0


_NAMED, _PRONOUN, _DESCRIBED, _THE_ORGANISATION = 1.0, 0.92, 0.75, 0.85


@dataclass(slots=True)
class _Binder:
    text: str
    focus: Focus
    antecedents: Antecedents
    descriptions: Descriptions

    @classmethod
    def of(cls, text: str, quotes: Sequence[FoundQuote], mentions: Sequence[Mention]) -> "_Binder":
        mentions = [it for it in mentions if not _MUTE.search(it.entity.name)]
        mentions = sorted(
            [*mentions, *unseen(text, mentions, (it.speaker for it in quotes if it.speaker))],
            key=lambda it: it.span,
        )
        genders = Genders(text, [it for it in mentions if it.entity.kind is EntityKind.PERSON])
        quoted = [quote.span for quote in quotes]
        focus = Focus(text, namesakes.settled(text, mentions, genders), quoted)
        antecedents = Antecedents(text, focus.people, genders, quoted, _nameless(text, quotes))
        return cls(text, focus, antecedents, Descriptions(text, focus.people, antecedents))

    def bind(self, quote: FoundQuote) -> Quote:
        meant = self._meant(quote.speaker) if quote.speaker else None
        confidence = min(quote.confidence, meant.confidence) if meant else quote.confidence
        speaker = meant.entity if meant else None
        return Quote(quote.span, speaker, _kind(speaker), quote.cue, quote.partial, confidence)

    def _meant(self, place: Span) -> _Meant | None:
        words = self.text[place.start : place.end]
        if pronoun := _pronoun(words):
            return _sure(self.antecedents.before(place.start, pronoun), _PRONOUN)
        if words.casefold() == "it" or _THE_COMPANY.fullmatch(words):
            return _sure(self.focus.the_company(place.start), _THE_ORGANISATION)
        if body := _THE_BODY.fullmatch(words):
            return _sure(self.focus.organisation_before(place.start, body[1].casefold()), _THE_ORGANISATION)
        named = self.focus.mentions_in(place)
        return (self._named_in(place, words, named) if named else self._unmentioned(place, words)) or _sure(
            self.descriptions.person(place.start, words), _DESCRIBED
        )

    def _unmentioned(self, place: Span, words: str) -> _Meant | None:
        """Words that hold no mention: a name all the same, or "a company spokesperson"."""
        if words[:1].isupper():
            return _sure(self.focus.named(words), _NAMED)
        house = _HOUSE_VOICE.fullmatch(words)
        return _sure(self.focus.the_company(place.start), _THE_ORGANISATION) if house else None

    def _named_in(self, place: Span, words: str, named: Sequence[Mention]) -> _Meant | None:
        for mention in named:
            if mention.span.start <= place.start and mention.span.end >= place.end:
                return _by_name(mention)
        people = [mention for mention in named if mention.entity.kind is EntityKind.PERSON]
        if people and not self.text[people[0].span.end :].startswith(("'", "’")):
            return _by_name(people[0])
        organisations = [mention for mention in named if mention.entity.kind is not EntityKind.PERSON]
        if organisations and not people and SPOKESPEOPLE.search(words):
            return _sure(organisations[0].entity, _NAMED)
        return None


def _sure(entity: Entity | None, confidence: float) -> _Meant | None:
    return _Meant(entity, confidence) if entity else None


def _by_name(mention: Mention) -> _Meant:
    return _Meant(mention.entity, mention.confidence if mention.basis == namesakes.BASIS else _NAMED)


def _pronoun(words: str) -> str | None:
    """The pronoun of "she" and of "her statement"."""
    if words.casefold() in ("he", "she"):
        return words.casefold()
    written = _WRITTEN.fullmatch(words)
    return ("she" if written[1].casefold() == "her" else "he") if written else None


def _nameless(text: str, quotes: Sequence[FoundQuote]) -> set[int]:
    """The places of speakers without a name: "a witness"."""
    places = (quote.speaker for quote in quotes if quote.speaker)
    return {place.start for place in places if _NAMELESS.match(text, place.start, place.end)}


def _kind(speaker: Entity | None) -> SpeakerKind:
    if speaker is None:
        return SpeakerKind.UNNAMED
    return SpeakerKind.PERSON if speaker.kind is EntityKind.PERSON else SpeakerKind.COMPANY
