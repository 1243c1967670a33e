"""All that is found in articles, by the language model and by rules: names, quotes, roles, money, cited outlets, topics."""

from collections.abc import Iterable, Iterator, Sequence

from articles.extraction.cited import find_cited
from articles.extraction.credits import find_credits
from articles.extraction.findings import Findings
from articles.extraction.model import LanguageModel, ModelName
from articles.extraction.money import find_money
from articles.extraction.names import find_names
from articles.extraction.quotes import find_quotes
from articles.extraction.roles import find_roles
from articles.extraction.sightings import read_blocks
from articles.extraction.topics import find_topics
from articles.text.article import ParsedArticle


def extract(articles: Iterable[ParsedArticle], model: LanguageModel) -> Iterator[Findings]:
    """The findings of each article, in order. The model reads the blocks of all of them in one go."""
    given = [(article, read_blocks(article)) for article in articles]
    texts = (article.text[block.start : block.end] for article, blocks in given for block in blocks)
    proposals = iter(model.names(texts))
    for article, blocks in given:
        placed = [_placed(next(proposals), block.start) for block in blocks]
        yield _findings(article, [name for names in placed for name in names])


def _placed(names: Sequence[ModelName], offset: int) -> list[ModelName]:
    return [ModelName(offset + start, offset + end, label) for start, end, label in names]


def _findings(article: ParsedArticle, proposals: Sequence[ModelName]) -> Findings:
    candidates = find_names(article, proposals)
    return Findings(
        candidates=candidates,
        quotes=find_quotes(article, candidates),
        roles=find_roles(article, candidates),
        money=find_money(article),
        cited=find_cited(article, candidates),
        topics=find_topics(article),
        credits=tuple(find_credits(article)),
    )
