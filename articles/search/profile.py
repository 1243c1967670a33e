"""All about one company, person or topic: what was written, when, and what it was written together with."""

from collections.abc import Sequence
from dataclasses import dataclass

from articles.charts.timeline import Timeline, timeline
from articles.models import Article, Company, Person, Topic
from articles.search.addresses import Address
from articles.search.criteria import Criteria
from articles.search.engine import Engine
from articles.search.results import browse

type Subject = Company | Person | Topic

NEWEST = 10
RELATED = 12


@dataclass(frozen=True, slots=True)
class Related:
    """What else the articles are about: `count` of them, which `url` lists."""

    subject: Subject
    count: int
    url: str


@dataclass(frozen=True, slots=True)
class Profile:
    """The figures of a subject's page. Each count is what the address beside it lists."""

    total: int
    url: str
    feed: str
    newest: tuple[Article, ...]
    timeline: Timeline | None
    companies: tuple[Related, ...]
    people: tuple[Related, ...]
    topics: tuple[Related, ...]

    @property
    def undated(self) -> int:
        """Articles without a date: no bar of the timeline counts them."""
        return self.total - sum(bar.count for bar in self.timeline.bars) if self.timeline else self.total


def profile(subject: Subject, engine: Engine) -> Profile:
    """The profile of `subject`, in at most four queries. Raises IndexUnavailableError as the engine does."""
    own = Address().with_(_kind(subject), subject.slug)
    results = browse(_about(subject), engine)
    answer = results.answer

    without = {subject.pk, getattr(subject, "parent_id", None)}  # all articles are about a topic's parent too

    def related(facet: str, model: type[Company | Person | Topic]) -> tuple[Related, ...]:
        counts = [
            pair
            for pair in answer.facets.get(facet, ())
            if pair[0] not in without or not isinstance(subject, model)
        ]
        return _related(model, counts[:RELATED], own)

    return Profile(
        total=answer.total,
        url=own.url,
        feed=own.feed,
        newest=tuple(hit.article for hit in results.hits[:NEWEST]),
        timeline=timeline(
            answer.months,
            lambda start, end: own.replaced([("from", start.isoformat()), ("to", end.isoformat())]).url,
        ),
        companies=related("company", Company),
        people=related("person", Person),
        topics=related("topic", Topic),
    )


def _about(subject: Subject) -> Criteria:
    return Criteria.of(_kind(subject), subject.pk)


def _kind(subject: Subject) -> str:
    return str(subject._meta.model_name)


def _related(model: type[Subject], counts: Sequence[tuple[int, int]], own: Address) -> tuple[Related, ...]:
    """The rows behind the counts; a topic that is only there because of one below it says nothing more."""
    found = {it.pk: it for it in model.objects.filter(pk__in=[pk for pk, _ in counts])[:RELATED]}
    echoed = {(getattr(found.get(pk), "parent_id", None), count) for pk, count in counts}
    return tuple(
        Related(subject=it, count=count, url=own.with_(_kind(it), it.slug).url)
        for pk, count in counts
        if (it := found.get(pk)) and (pk, count) not in echoed
    )
