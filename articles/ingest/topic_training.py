"""Topics learned from editors: from the articles that they have tagged to a model that the next readings use."""

import hashlib
import json
from collections.abc import Iterator

from articles.extraction.learned import as_document, terms
from articles.extraction.topics import find_topics
from articles.ingest.fitting import Comparison, Example, fit
from articles.models import Article, TopicModel, TopicTag
from articles.models.tag import Tag
from articles.text.article import Block, BlockKind, ParsedArticle


def train() -> tuple[int, tuple[Comparison, ...]]:
    """Learn from what editors decided so far, and store the model that readings from now on use.

    Gives the number of articles learned from and the comparison for each topic with enough of them.
    """
    examples = list(_examples())
    made = fit(examples)
    document = as_document(made.learned)
    version = hashlib.sha256(json.dumps(document, sort_keys=True).encode()).hexdigest()[:16]
    TopicModel.objects.create(document=document, version=version, articles=len(examples))
    return len(examples), made.comparisons


def _examples() -> Iterator[Example]:
    """The articles on whose topics an editor has decided.

    All tags that stand there count as right, the machine's too: who corrects a list has seen the rest of it. All else counts as wrong.
    """
    looked_at = TopicTag.objects.filter(origin=Tag.Origin.EDITOR).values("article")
    tags: dict[int, set[str]] = {}
    standing = TopicTag.objects.shown().filter(article__in=looked_at)
    for tagged, slug in standing.values_list("article_id", "topic__slug"):
        tags.setdefault(tagged, set()).add(slug)
    rows = (
        Article.objects.filter(pk__in=looked_at).order_by("pk").values_list("pk", "title", "text", "blocks")
    )
    for pk, title, text, blocks in rows.iterator(chunk_size=200):
        kept = tuple(Block(BlockKind(kind), start, end) for kind, start, end in blocks)
        article = ParsedArticle(text, title, (), None, kept)
        by_rules = frozenset(found.slug for found in find_topics(article))
        yield Example(terms(article), frozenset(tags.get(pk, ())), by_rules)
