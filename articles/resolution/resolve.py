"""From findings to links: which name is which company or person. What is known comes first; the model only proposes."""

from collections.abc import Sequence
from dataclasses import replace

from articles.extraction.findings import Candidate, Findings, Label, Span
from articles.extraction.sightings import read_blocks
from articles.resolution import names
from articles.resolution.calibration import calibrated
from articles.resolution.gazetteer import Gazetteer
from articles.resolution.knowledge import Knowledge
from articles.resolution.known import free, rule
from articles.resolution.links import Entity, EntityKind, Links, Mention
from articles.resolution.memory import Memory
from articles.resolution.organisations import Organisations, bare_nouns, plain_name
from articles.resolution.partnerships import with_partnerships
from articles.resolution.people import People, credited
from articles.resolution.positions import bind_roles
from articles.resolution.speakers import bind_quotes
from articles.resolution.things import surnames, things
from articles.resolution.tickers import tickers
from articles.resolution.trust import believed
from articles.text.article import ParsedArticle


class Resolver:
    """Resolves names against one snapshot of what is known."""

    def __init__(self, knowledge: Knowledge) -> None:
        self._gazetteer = Gazetteer(knowledge)
        self._memory = Memory(knowledge.remembered)

    def resolve(self, article: ParsedArticle, findings: Findings) -> Links:
        """The links of one article."""
        mentions = self._mentions(article, findings)
        return Links(
            mentions=mentions,
            quotes=bind_quotes(article, findings.quotes, mentions),
            roles=bind_roles(article, findings.roles, mentions),
            money=findings.money,
            cited=_cited(findings.cited, mentions),
            topics=findings.topics,
            credits=credited(article.text, findings.credits, mentions),
        )

    def _mentions(self, article: ParsedArticle, findings: Findings) -> tuple[Mention, ...]:
        hits = self._gazetteer.hits(article.text, read_blocks(article))
        known, settled = rule(article.text, hits, findings.candidates)
        unnamed = with_partnerships(article.text, list(free(findings.candidates, settled)), settled)
        unknown = [name for name in unnamed if names.key(name.text)]
        rest = _with_surnames(self._memory.relabelled(unknown))
        people = People(dict.fromkeys(it.entity for it in known if it.entity.kind is EntityKind.PERSON))
        bodies = [mention for mention in known if mention.entity.kind is not EntityKind.PERSON]
        organisations = Organisations(self._gazetteer, bodies, self._memory)
        named = [it for it in rest if it.label is Label.ORGANISATION and not self._is_made_by_one(it.text)]
        others = things(article.text, named, rest)
        named = [it for it in named if it.text not in others]
        sure = [mention.span for mention in bodies]
        mentions = [
            *known,
            *people.mentions([name for name in rest if name.label is Label.PERSON]),
            *organisations.mentions(article.text, believed(article.text, named, sure, self._is_remembered)),
        ]
        return _in_order([*mentions, *tickers(article.text, mentions), *bare_nouns(rest, mentions)])

    def _is_made_by_one(self, name: str) -> bool:
        """Fitbits, Teslas: several of a known organisation's things."""
        return name.endswith("s") and any(
            it.kind is not EntityKind.PERSON for it in self._gazetteer.called(name[:-1])
        )

    def _is_remembered(self, name: str) -> bool:
        return self._memory.believes(names.key(plain_name(name)))


def resolve(article: ParsedArticle, findings: Findings, knowledge: Knowledge) -> Links:
    """The links of one article. A Resolver saves the work of compiling the knowledge for each."""
    return Resolver(knowledge).resolve(article, findings)


def _with_surnames(candidates: Sequence[Candidate]) -> list[Candidate]:
    """The candidates, those labelled as people that bear the surname of one and nothing of a firm."""
    people = surnames(candidates)
    return [
        replace(it, label=Label.PERSON) if it.label is Label.ORGANISATION and it.text in people else it
        for it in candidates
    ]


def _in_order(mentions: list[Mention]) -> tuple[Mention, ...]:
    """The mentions in the order of the text; of two that overlap, the one that begins first."""
    kept = list[Mention]()
    for mention in sorted(mentions, key=lambda it: (it.span.start, -it.span.end)):
        if not kept or mention.span.start >= kept[-1].span.end:
            kept.append(calibrated(mention))
    return tuple(kept)


def _cited(cited: Sequence[Span], mentions: Sequence[Mention]) -> tuple[Entity, ...]:
    """The outlets among what the article cites, each once."""
    at = {mention.span.start: mention.entity for mention in mentions}
    ends = {mention.span.end: mention.entity for mention in mentions}
    found = (at.get(span.start) or ends.get(span.end) for span in cited)
    return tuple(dict.fromkeys(it for it in found if it and it.kind is EntityKind.MEDIA))
