"""A look at the files of a source that is new, before any is read: what nearly all of them share need not be read twice."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace

from articles.ingest.items import Item, UnreadableError
from articles.ingest.learning import make_rules
from articles.ingest.sources import Sources, find
from articles.models import Article
from articles.text.article import NotAnArticleError
from articles.text.parse import parse
from articles.text.repetition import Repeated, Repetition

SAMPLE_FILES = 200  # of a source, evenly spread over its files
CLEAR_ARTICLES = 10  # what is rarer in a sample is left to the count of all articles, after the import
CLEAR_SHARE = 0.2


def learn_ahead(items: Iterable[Item]) -> None:
    """Makes the rules that a sample of the files is clear about, for each source that has no articles yet."""
    by_source = defaultdict[str, list[Item]](list)
    for item in items:
        if item.source:
            by_source[item.source].append(item)
    for source, files in by_source.items():
        if len(files) >= CLEAR_ARTICLES and not Article.objects.filter(source=find(source) or 0).exists():
            clear = [it for it in _repeated(files) if it.articles >= max(CLEAR_ARTICLES, CLEAR_SHARE * it.of)]
            if clear and (source_id := Sources().id(source)):
                make_rules(source_id, (replace(it, examples=()) for it in clear))


def _repeated(files: Sequence[Item]) -> list[Repeated]:
    repetition = Repetition()
    step = -(-len(files) // SAMPLE_FILES)
    for key, item in enumerate(files[::step]):
        try:
            article = parse(item.read(), name=item.base, given=item.given())
        except (UnreadableError, NotAnArticleError):
            continue
        repetition.add(key, article.text, article.blocks)
    return repetition.repeated()
