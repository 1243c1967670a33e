"""The machine's whole reading of an article: extraction, then resolution. Pure, and heavy to make: one a process."""

from collections.abc import Iterable, Iterator

from articles.resolution.knowledge import Knowledge
from articles.resolution.links import Links
from articles.text.article import ParsedArticle

VERSION = "1"  # stored with each derived row; raised with every change of what is found


class Reader:
    """Reads parsed articles with one language model and one snapshot of what is known."""

    def __init__(self, model: str, knowledge: Knowledge) -> None:
        """`model` is the package or path of a spaCy pipeline. Raises OSError where there is none."""
        raise NotImplementedError

    def read(self, article: ParsedArticle) -> Links:
        """The links of one article."""
        return next(self.read_many([article]))

    def read_many(self, articles: Iterable[ParsedArticle]) -> Iterator[Links]:
        """The links of each article, in order; batched through the model."""
        raise NotImplementedError
