"""Invented pages, in the forms in which files come, and what parsing makes of them."""

from articles.text.article import BlockKind, ParsedArticle
from articles.text.parse import parse

TITLE = "Vela Systems Buys Norrland Cloud for $2 Billion"
FIRST = "Vela Systems said on Tuesday that it would buy Norrland Cloud, a rival in the north, for two billion dollars."
SECOND = "The companies expect to close the deal by the end of the year, once regulators in three countries agree to it."
THIRD = "“We have wanted this for a long time,” said Ida Holm, the chief executive of Vela, at a meeting of its staff."


def page(*lines: str) -> ParsedArticle:
    """The article in a file with a blank line between its lines."""
    return parse("\n\n".join(lines).encode())


def kinds(article: ParsedArticle) -> list[BlockKind]:
    return [block.kind for block in article.blocks]


def texts(article: ParsedArticle, kind: BlockKind) -> list[str]:
    return [article.text[block.start : block.end] for block in article.blocks if block.kind is kind]
