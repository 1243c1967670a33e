"""Gold and readings for tests, from a text and the words in it."""

from typing import Any

from articles.evaluation.alignment import Alignment
from articles.evaluation.gold import Gold
from articles.evaluation.load import bind
from articles.extraction.findings import FoundMoney, FoundTopic, Span
from articles.resolution.links import Entity, EntityKind, Links, Mention, Quote, Role, SpeakerKind
from articles.resolution.names import key
from articles.text.article import Block, BlockKind, ParsedArticle

TEXT = (
    "Vela buys Orin\n\nVela will pay $5 million for Orin, the Ledger reported.\n\n"
    "“We like robots,” said Ana Petrov, Vela’s chief. “Robots like us.” Petrov smiled.\n\nShare this page\n"
).strip()
WRITTEN: dict[str, Any] = {
    "lines": "title paragraph*2 boilerplate",
    "topics": ["Robotics"],
    "cited": ["The Ledger"],
    "quotes": [
        {"by": "Ana Petrov", "words": "We like robots,"},
        {"by": "Ana Petrov", "words": "Robots like us."},
    ],
    "roles": [{"person": "Ana Petrov", "title": "chief", "at": "Vela"}],
    "money": [{"text": "$5 million", "amount": 5_000_000, "currency": "USD", "kind": "acquisition"}],
    "person": {"Ana Petrov": ["Ana Petrov", "Petrov"]},
    "company": {"Vela": ["Vela"], "Orin": ["Orin"]},
    "media": {"The Ledger": ["Ledger"]},
}


def gold(text: str = TEXT, **changed: Any) -> Gold:
    return bind("one", text, {**WRITTEN, **changed})


def article(
    text: str = TEXT, kinds: str = "title paragraph paragraph boilerplate", **fields: Any
) -> ParsedArticle:
    """The paragraphs of the text as blocks of these kinds."""
    blocks = []
    start = 0
    for paragraph, kind in zip(text.split("\n\n"), kinds.split(), strict=True):
        blocks.append(Block(BlockKind(kind), start, start + len(paragraph)))
        start += len(paragraph) + 2
    return ParsedArticle(text, "", (), fields.get("published"), tuple(blocks))


def span(words: str, nth: int = 1, text: str = TEXT) -> Span:
    start = -1
    for _ in range(nth):
        start = text.index(words, start + 1)
    return Span(start, start + len(words))


def entity(name: str, kind: EntityKind = EntityKind.COMPANY, *, linked: bool = True) -> Entity:
    return Entity(name, key(name), kind, linked)


VELA, ORIN = entity("Vela"), entity("Orin")
ANA = entity("Ana Petrov", EntityKind.PERSON)
LEDGER = entity("Ledger", EntityKind.MEDIA)


def mention(who: Entity, words: str, nth: int = 1, confidence: float = 0.9) -> Mention:
    return Mention(span(words, nth), who, confidence, "model")


def said(words: str, speaker: Entity | None, *, partial: bool = False, confidence: float = 0.9) -> Quote:
    kind = SpeakerKind.PERSON if speaker else SpeakerKind.UNNAMED
    return Quote(span(words), speaker, kind, "said", partial, confidence)


def links(**found: Any) -> Links:
    """A perfect reading of TEXT, but for what is given."""
    perfect: dict[str, Any] = {
        "mentions": (
            *(mention(VELA, "Vela", nth) for nth in (1, 2, 3)),
            *(mention(ORIN, "Orin", nth) for nth in (1, 2)),
            mention(LEDGER, "the Ledger"),
            mention(ANA, "Ana Petrov"),
            mention(ANA, "Petrov", 2),
        ),
        "quotes": (said("We like robots,", ANA), said("Robots like us.", ANA)),
        "roles": (Role(ANA, "chief", VELA, past=False, sentence=span("Petrov smiled.")),),
        "money": (FoundMoney(span("pay $5 million"), 5_000_000, "USD", "acquisition"),),
        "cited": (LEDGER,),
        "topics": (FoundTopic("robotics", 0.9),),
    }
    return Links(**{**perfect, **found})


def aligned(found: Links, wanted: Gold | None = None) -> Alignment:
    return Alignment(wanted or gold(), TEXT, found)
