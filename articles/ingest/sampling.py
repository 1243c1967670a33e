"""A look at the files of a source that is new, before any is read: what nearly all of them share need not be read twice."""

from array import array
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import replace

from articles.ingest.items import Item, UnreadableError
from articles.ingest.learning import make_rules
from articles.ingest.listed import Listed
from articles.ingest.sources import Sources, find
from articles.models import Article
from articles.text.article import NotAnArticleError
from articles.text.parse import parse
from articles.text.repetition import Repeated, Repetition

SAMPLE_FILES = 200  # of a source, evenly spread over its files
FIRST_FILES = 60  # of them: where these repeat nothing, hardly a fifth of the articles share a line, and all are counted later anyway
CLEAR_ARTICLES = 10  # what is rarer in a sample is left to the count of all articles, after the import
CLEAR_SHARE = 0.2


def learn_ahead(items: Listed, begin: Callable[[], None]) -> None:
    """Makes the rules that a sample of the files is clear about. Where there is any to look at, `begin` is called before."""
    for source, clear in look_ahead(items, begin).items():
        if source_id := Sources().id(source):
            make_rules(source_id, clear)


def look_ahead(items: Listed, begin: Callable[[], None]) -> dict[str, list[Repeated]]:
    """The lines that a sample of the files is clear about, for each source that has no articles yet, by its name."""
    found = {}
    new = _new_sources(items)
    if new:
        begin()
    for source, places in new.items():
        sample = [items[at] for at in _spread(places, SAMPLE_FILES)]
        clear = [it for it in _repeated(sample) if it.articles >= max(CLEAR_ARTICLES, CLEAR_SHARE * it.of)]
        if clear:
            found[source] = [replace(it, examples=()) for it in clear]
    return found


def _new_sources(items: Listed) -> dict[str, array[int]]:
    """The places of the files of each source that has enough of them, and no articles yet."""
    by_source = defaultdict[str, array[int]](lambda: array("L"))
    for at, item in enumerate(items):
        if item.source:
            by_source[item.source].append(at)
    return {
        source: places
        for source, places in by_source.items()
        if len(places) >= CLEAR_ARTICLES and not Article.objects.filter(source=find(source) or 0).exists()
    }


def _repeated(sample: Sequence[Item]) -> list[Repeated]:
    """The lines that a sample repeats; looked for in all of it only where a part of it repeats any."""
    first = _spread(sample, FIRST_FILES)
    found = _counted(first)
    return _counted(sample) if found and len(first) < len(sample) else found


def _spread[T](files: Sequence[T], most: int) -> Sequence[T]:
    return files[:: -(-len(files) // most)]


def _counted(files: Sequence[Item]) -> list[Repeated]:
    repetition = Repetition()
    for key, item in enumerate(files):
        try:
            article = parse(item.read(), name=item.base, given=item.given())
        except (UnreadableError, NotAnArticleError):
            continue
        repetition.add(key, article.text, article.blocks)
    return repetition.repeated()
