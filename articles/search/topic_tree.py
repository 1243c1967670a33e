"""The list of topics as a tree, with the number of articles about each."""

from dataclasses import dataclass

from articles.models import Topic
from articles.search.addresses import Address
from articles.search.criteria import Criteria
from articles.search.engine import Engine

MOST_TOPICS = 1000


@dataclass(frozen=True, slots=True)
class Branch:
    """A topic and those below it: `count` articles are about it or one of them, and `url` lists these."""

    topic: Topic
    count: int
    url: str
    children: tuple["Branch", ...]


def topic_tree(engine: Engine) -> tuple[Branch, ...]:
    """The topics that articles are about, by name, in one query. Raises IndexUnavailableError as the engine does."""
    counts = dict(engine.search(Criteria()).facets.get("topic", ()))
    topics = [it for it in Topic.objects.all()[:MOST_TOPICS] if it.pk in counts]
    shown = {it.pk for it in topics}

    def branches(parent: int | None) -> tuple[Branch, ...]:
        return tuple(
            Branch(
                it,
                counts[it.pk],
                Address().with_("topic", it.slug).url,
                branches(it.pk) if parent is None else (),
            )
            for it in topics
            if (it.parent_id if it.parent_id in shown else None) == parent
        )

    return branches(None)
