"""What an article was before imports changed it, as editors see it."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.core.paginator import Page, Paginator

from articles.models import Article, Revision
from articles.models.correction import as_told
from articles.search.decided import Decided, decided
from articles.stories.differences import Difference, differences
from articles.stories.shingles import paragraphs

VERSIONS_A_PAGE = 10


@dataclass(frozen=True, slots=True)
class Change:
    """What an import made of an article, as its files say: `before` and `after`, and the way from text to text, if that is another.

    `what` names what is another; `kept` is what stands of that all the same, with its latest change.
    """

    revision: Revision
    before: Article
    after: Article
    what: tuple[str, ...]
    kept: tuple[Decided, ...]
    differences: tuple[Difference, ...]


def changes(article: Article, number: str | None) -> Page[Revision]:
    """A page of the changes that imports have made to an article, the last first; each revision has its `change`."""
    found = Revision.objects.earlier(article.pk).select_related("run__by")
    page = Paginator(found, VERSIONS_A_PAGE).get_page(number)
    revisions = list(page.object_list)
    later = found.filter(pk__gt=revisions[0].pk).last() if revisions else None
    after, standing = _as_told(later.article if later else article), decided(article)
    for revision in revisions:
        before = _as_told(revision.article)
        revision.change = _change(revision, before, after, standing)  # type: ignore[attr-defined]  # for the template
        after = before
    page.object_list = revisions
    return page


def _change(revision: Revision, before: Article, after: Article, standing: dict[str, Decided]) -> Change:
    what = before.metadata.changes(after.metadata)
    kept = tuple(standing.pop(part) for part in what if part in standing)
    way: Sequence[Difference] = ()
    if before.text_hash != after.text_hash:
        what.insert(0, "text")
        way = differences(paragraphs(before.text, before.blocks), paragraphs(after.text, after.blocks))
    return Change(revision, before, after, tuple(what), kept, tuple(way))


def _as_told(article: Article) -> Article:
    """The article as its file says."""
    names = [it.attname for it in Article._meta.concrete_fields]
    return Article(**as_told({name: getattr(article, name) for name in names}, article.told))
