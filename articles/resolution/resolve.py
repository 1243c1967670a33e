"""From findings to links: which name is which company or person."""

from articles.extraction.findings import Candidate, Findings, Label
from articles.resolution import names
from articles.resolution.knowledge import Knowledge
from articles.resolution.links import Entity, EntityKind, Links, Mention
from articles.text.article import ParsedArticle

_KINDS = {Label.ORGANISATION: EntityKind.COMPANY, Label.PERSON: EntityKind.PERSON}


class Resolver:
    """Resolves names against one snapshot of what is known."""

    def __init__(self, knowledge: Knowledge) -> None:
        self._known = {
            names.key(alias): known for known in knowledge.known for alias in (known.name, *known.aliases)
        }

    def resolve(self, article: ParsedArticle, findings: Findings) -> Links:
        """The links of one article."""
        mentions = tuple(self._mention(name) for name in findings.candidates if name.label in _KINDS)
        return Links(mentions, (), (), findings.money, (), findings.topics)

    def _mention(self, name: Candidate) -> Mention:
        folded = names.key(name.text)
        known = self._known.get(folded)
        kind = known.kind if known else _KINDS[name.label]
        entity = Entity(known.name if known else name.text, names.key(known.name) if known else folded, kind)
        return Mention(name.span, entity, name.confidence, "known" if known else "model")


def resolve(article: ParsedArticle, findings: Findings, knowledge: Knowledge) -> Links:
    """The links of one article. A Resolver saves the work of compiling the knowledge for each."""
    return Resolver(knowledge).resolve(article, findings)
