"""The machine's whole reading of an article: extraction, then resolution. Pure, and heavy to make: one a process."""

import itertools
from collections.abc import Iterable, Iterator
from dataclasses import replace

from articles.extraction.extract import extract
from articles.extraction.learned import TopicJudge
from articles.extraction.model import SpacyModel
from articles.resolution.knowledge import Knowledge
from articles.resolution.links import Links
from articles.resolution.resolve import Resolver
from articles.text.article import ParsedArticle

VERSION = "7"  # stored with each derived row; raised with every change of what is found
_BATCH = 32  # articles that go through the model together


class Reader:
    """Reads parsed articles with one language model and one snapshot of what is known."""

    def __init__(self, model: str, knowledge: Knowledge) -> None:
        """`model` is the package or path of a spaCy pipeline. Raises OSError where there is none."""
        self._model = SpacyModel(model)
        self._resolver = Resolver(knowledge)
        self._judge = TopicJudge(knowledge.learned)

    def read(self, article: ParsedArticle) -> Links:
        """The links of one article."""
        return next(self.read_many([article]))

    def read_many(self, articles: Iterable[ParsedArticle]) -> Iterator[Links]:
        """The links of each article, in order; batched through the model."""
        for batch in itertools.batched(articles, _BATCH):
            for article, findings in zip(batch, extract(batch, self._model), strict=True):
                links = self._resolver.resolve(article, findings)
                yield replace(links, topics=self._judge.instead(article, links.topics))
