"""What a reader can rely on, on every page of the site with the sample corpus."""

import random
import re
from collections import Counter
from urllib.parse import urlsplit

import pytest
from django.contrib.auth.models import User
from django.contrib.staticfiles import finders
from django.db.models.functions import Coalesce
from django.test import Client

from articles.models import Article, Company, News, Person, Quote, SavedSearch, Topic
from tests.sample import Sample
from tests.site.crawl import Visit, crawl, is_chosen, kind_of, visit
from tests.site.html import having, text

MOST_QUERIES = 10
COUNTS_CHECKED = 200
BOUNDS = {"browse": 40, "feed": 30, "facet": 20, "quotes": 25, "login": 2}
FEW = {
    "browse": 15,
    "feed": 10,
    "facet": 10,
    "article": 12,
    "article-correct": 4,
    "company": 12,
    "person": 12,
    "topic": 8,
    "quotes": 8,
    "searches": 1,
    "search": 12,
    "login": 1,
}
KINDS = {
    "browse", "feed", "facet", "article", "comparison", "company", "person", "topic", "companies", "people", "topics", "quotes", "accuracy",
    "login",
}  # fmt: skip
ONE_ROW = re.compile(r"SELECT (COUNT|MAX|MIN)\b(?!.*GROUP BY)", re.DOTALL)
INSIDE = re.compile(r"'(?:[^']|'')*'|\([^()]*\)")  # texts, and the innermost brackets
ALL_OF_DJANGO = re.compile(
    r'FROM "auth_permission"'
)  # what a user may: as many rows as there are permissions
NARROWED = (  # pages to which no single link leads
    "/?from=2025-05-14&to=2025-07-02",
    "/?from=2026-01-01&source=harbour-wire",
    "/?q=%22chief+executive%22+-ferry&sort=oldest",
    "/?source=the-brass-plate&to=2025-12-31&q=commission",
)
REFERENCES = ("for", "form", "list", "aria-labelledby", "aria-describedby")

pytestmark = pytest.mark.xdist_group("sample")


def test_every_page_answers_and_is_cheap(sample: Sample, client: Client) -> None:
    pages = list(crawl(client, BOUNDS))
    assert {page.kind for page in pages} == KINDS
    assert sum(page.kind == "article" for page in pages) == Article.objects.count()
    assert [fault for page in pages for fault in faults(page)] == []


def test_every_page_of_an_editor_answers_and_is_cheap(
    sample: Sample, editor: User, editor_client: Client
) -> None:
    for number in range(12):
        search = SavedSearch.objects.create(owner=editor, name=f"Search {number}", query=f"q=number+{number}")
        News.objects.bulk_create(News(search=search, article=it) for it in Article.objects.all()[:25])
    pages = list(crawl(editor_client, FEW))
    assert {page.kind for page in pages} == KINDS - {"login", "comparison"} | {
        "rules",
        "article-correct",
        "searches",
        "search",
    }
    assert [fault for page in pages for fault in faults(page)] == []


def test_each_count_is_what_its_link_lists(sample: Sample, client: Client) -> None:
    promised: dict[str, dict[str, int]] = {}
    pages = [*crawl(client, {**FEW, "article": 0}), *(visit(client, it) for it in NARROWED)]
    for page in pages:
        for url, count in page.counts.items():
            promised.setdefault(url, {})[page.url] = count
    assert len(promised) > COUNTS_CHECKED
    some = random.Random(len(promised)).sample(sorted(promised), COUNTS_CHECKED)  # noqa: S311 -- a choice, no secret
    some += [url for page in pages[-len(NARROWED) :] for url in page.counts]
    totals = {url: visit(client, url).total for url in some}
    wrong = {
        (url, page): count for url in some for page, count in promised[url].items() if count != totals[url]
    }
    assert {it: (count, totals[it[0]]) for it, count in wrong.items()} == {}


def test_a_chosen_value_counts_what_is_listed(sample: Sample, client: Client) -> None:
    for page in crawl(client, dict.fromkeys(KINDS, 0) | {"browse": 30}):
        options = having(page.root, "a", "facet__option") if page.kind == "browse" else ()
        for option in options:
            if is_chosen(option):
                assert f"{page.total:,}" in text(next(having(option, "span", "count"))), page.url


@pytest.mark.parametrize("query", ["", "q=company", "sort=oldest", "q=the+-ferry&sort=newest", "copies=yes"])
def test_the_pages_of_a_result_are_the_result_once_each(sample: Sample, client: Client, query: str) -> None:
    first = visit(client, f"/?{query}")
    listed = walk(client, first)
    assert first.total > 20
    assert len(listed) == len(set(listed)) == first.total


def test_everything_is_listed_newest_first(sample: Sample, client: Client) -> None:
    listed = walk(client, visit(client, "/"))
    stories = Article.objects.filter(story=None)
    dated = stories.exclude(published=None).order_by("-published", "-pk")
    undated = stories.filter(published=None).order_by("-pk")
    assert listed[: len(dated)] == [it.get_absolute_url() for it in dated]
    assert listed[len(dated) :] == [it.get_absolute_url() for it in undated]


def test_the_first_page_says_how_many_articles_there_are(sample: Sample, client: Client) -> None:
    assert visit(client, "/").total == Article.objects.filter(story=None).count() > 60
    assert visit(client, "/?copies=yes").total == Article.objects.count()


@pytest.mark.parametrize(
    ("model", "address"), [(Company, "companies"), (Person, "people"), (Topic, "topics")]
)
def test_a_directory_has_everything_once(
    sample: Sample, client: Client, model: type[Company | Person | Topic], address: str
) -> None:
    entries = set(model.objects.filter(tags__removed=False))
    entries |= {it.parent for it in entries if isinstance(it, Topic) and it.parent}
    tagged = {it.get_absolute_url() for it in entries}
    found: list[str] = []
    page: Visit | None = visit(client, f"/{address}/")
    while page:
        listed = next(having(page.root, "ul", "directory"))
        found += [a.get("href", "") for a in listed.iter("a") if "count" not in a.get("class", "")]
        page = visit(client, page.following) if page.following else None
    assert Counter(found) == Counter(tagged)


@pytest.mark.parametrize("address", ["companies", "people"])
def test_the_letters_of_a_directory_part_it(sample: Sample, client: Client, address: str) -> None:
    first = visit(client, f"/{address}/")
    letters = next(having(first.root, "nav", "letters"))
    urls = [a.get("href", "") for a in letters.iter("a") if text(a) != "All"]
    entries = [visit(client, f"/{address}/{url}").counts for url in urls]
    assert sum(len(it) for it in entries) == len(first.counts) > 20
    assert all(entries)


def test_quotes_are_all_listed_once(sample: Sample, client: Client) -> None:
    page: Visit | None = visit(client, "/quotes/")
    shown = 0
    while page:
        shown += len(list(having(page.root, "figure", "quote")))
        page = visit(client, page.following) if page.following else None
    whole = (
        Quote.objects.filter(partial=False)
        .annotate(story=Coalesce("article__story", "article"))
        .values("story", "text")
    )
    assert shown == whole.distinct().count() > 100


def walk(client: Client, page: Visit | None) -> list[str]:
    """The articles that a result lists, over all its pages."""
    listed: list[str] = []
    while page:
        listed += page.listed
        page = visit(client, page.following) if page.following else None
    return listed


def faults(page: Visit) -> list[str]:
    """What is wrong with a page: each with its address."""
    found = [*_costs(page), *_references(page), *_files(page)]
    if page.status != 200:
        found.append(f"answers {page.status}")
    alternates = [it.get("href", "") for it in page.root.iter("link") if it.get("rel") == "alternate"]
    found += [
        f"links to {it}, where nothing is" for it in page.links + alternates if not _leads_somewhere(it)
    ]
    return [f"{page.url} {it}" for it in found]


def _costs(page: Visit) -> list[str]:
    found = []
    own = [sql for sql in page.queries if not ALL_OF_DJANGO.search(sql)]
    if len(own) > MOST_QUERIES:
        found.append(f"takes {len(own)} queries")
    for sql in page.queries:
        if not _bounded(sql):
            found.append(f"selects without LIMIT: {sql}")
        if page.kind not in {"article", "comparison"} and '"articles_article"."text"' in sql:
            found.append(f"loads text: {sql}")
    return found


def _bounded(sql: str) -> bool:
    """Whether the query itself, not one inside it, ends somewhere."""
    outer, count = sql, 1
    while count:
        outer, count = INSIDE.subn("", outer)
    return (
        not outer.startswith("SELECT")
        or " LIMIT " in outer
        or bool(ONE_ROW.match(outer) or ALL_OF_DJANGO.search(sql))
    )


def _references(page: Visit) -> list[str]:
    """Ids are there once, and what refers to one refers to one that is there."""
    ids = Counter(it.get("id", "") for it in page.root.iter() if it.get("id"))
    found = [f"has the id {it} {count} times" for it, count in ids.items() if count > 1]
    named = [name for it in page.root.iter() for key in REFERENCES for name in it.get(key, "").split()]
    named += [a.get("href", "")[1:] for a in page.root.iter("a") if a.get("href", "").startswith("#")]
    return found + [f"refers to the id {it}, which is not there" for it in named if it not in ids]


def _files(page: Visit) -> list[str]:
    linked = [it.get("href", "") for it in page.root.iter("link") if it.get("rel") != "alternate"]
    linked += [it.get("src", "") for tag in ("script", "img") for it in page.root.iter(tag) if it.get("src")]
    return [
        f"needs {it}, which is not there" for it in linked if not finders.find(it.removeprefix("/static/"))
    ]


def _leads_somewhere(url: str) -> bool:
    """Pages that are not opened must at least be named in the site's addresses."""
    return bool(kind_of(url)) or not urlsplit(url).path
