"""Which articles are one story, as it is stored: put together and taken apart by what is alike and what editors have said."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from django.db import connection

from articles.models import Article, StoryVerdict
from articles.models.copying import any_of

LOCK = 1_852_142_454  # of PostgreSQL's advisory locks

type Pair = tuple[int, int]


def hold_stories() -> None:
    """Keeps all stories from others until the transaction ends."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])


@dataclass(frozen=True, slots=True)
class _Version:
    """What decides which version of a story leads: the earliest, then the longest, then the one imported first."""

    pk: int
    story: int | None
    published: dt.date | None
    words: int

    @property
    def rank(self) -> tuple[dt.date, int, int]:
        return self.published or dt.date.max, -self.words, self.pk


@dataclass(slots=True)
class _Stories:
    """The stories that a change concerns, each as the set of its versions' ids."""

    versions: dict[int, _Version]
    apart: set[frozenset[int]]
    of: dict[int, set[int]] = field(default_factory=dict)

    def take_out(self, pk: int) -> None:
        self.of[pk].discard(pk)
        self.of[pk] = {pk}

    def join(self, one: int, other: int) -> None:
        """Make one story of two, unless an editor has said that any of their versions are apart."""
        first, second = self.of[one], self.of[other]
        if first is second or any(frozenset((it, that)) in self.apart for it in first for that in second):
            return
        first |= second
        self.of.update(dict.fromkeys(second, first))

    def leads(self) -> dict[int, int | None]:
        """The story of each version as it should be stored."""
        stories = {id(it): it for it in self.of.values()}
        found: dict[int, int | None] = {}
        for members in stories.values():
            lead = min((self.versions[it] for it in members), key=lambda it: it.rank).pk
            found |= {it: None if it == lead else lead for it in members}
        return found


def settle(ids: Iterable[int], alike: Iterable[Pair]) -> None:
    """Put these articles into the stories of those that they are `alike`, by what editors have said, and out of any other.

    Whoever calls it holds the stories.
    """
    ids = set(ids)
    alike = [*alike, *(pair for pair, same in _verdicts(ids).items() if same)]
    stories = _stories(ids | {pk for pair in alike for pk in pair})
    for pk in ids:
        stories.take_out(pk)
    for one, other in sorted(alike):
        stories.join(one, other)
    store(stories.leads(), {pk: it.story for pk, it in stories.versions.items()})


def _verdicts(ids: Iterable[int]) -> dict[Pair, bool]:
    known = any_of(ids)
    first, second = (
        StoryVerdict.objects.filter(**{f"{it}__in": known}).values_list("first", "second", "same")
        for it in ("first", "second")
    )
    return {(one, other): same for one, other, same in first.union(second)}


def _stories(ids: Iterable[int]) -> _Stories:
    """The stories of these articles with all their versions."""
    rows = Article.objects.filter(pk__in=any_of(ids)).order_by()
    leads = {story or pk for pk, story in rows.values_list("pk", "story_id")}
    # One after the other: for either of them at once PostgreSQL would go through all articles.
    found = (Article.objects.filter(**{f"{it}__in": any_of(leads)}).order_by() for it in ("pk", "story"))
    versions = {
        row[0]: _Version(*row)
        for rows in found
        for row in rows.values_list("pk", "story_id", "published", "words")
    }
    members = defaultdict[int, set[int]](set)
    for it in versions.values():
        members[it.story or it.pk].add(it.pk)
    apart = {frozenset(pair) for pair, same in _verdicts(versions).items() if not same}
    return _Stories(versions, apart, {pk: members[it.story or pk] for pk, it in versions.items()})


def store(stories: Mapping[int, int | None], now: Mapping[int, int | None]) -> None:
    """Write the story of each article for which it is another than `now`."""
    changed = defaultdict[int | None, list[int]](list)
    for pk, story in stories.items():
        if now[pk] != story:
            changed[story].append(pk)
    for story, members in changed.items():
        Article.objects.filter(pk__in=members).update(story=story)
