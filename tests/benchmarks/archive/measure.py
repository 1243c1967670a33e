"""Measures the site on the invented archive, beside its references; says it in tables."""

import argparse
import os
import shutil
import statistics
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlencode

from django.conf import settings
from django.core.cache import caches
from django.core.management import call_command
from django.db import connection, connections
from rich.console import Console
from rich.table import Table

from articles.models import Article, Topic, TopicTag
from articles.search import aggregations, indexer
from articles.search.criteria import Choice, Criteria
from articles.search.entries import entries
from articles.search.language.reader import parse
from articles.search.queries import full_query
from articles.search.schema import document
from articles.search.store import QUOTES, open_index
from articles.search.tantivy_engine import TantivyEngine, get_engine
from articles.search.writer import HEAP_BYTES
from tests.benchmarks.archive import VAR, corpus, datasette, loading, postgres, questions, site
from tests.benchmarks.archive.questions import Question, address, commonest, selective

SITE = "tests.benchmarks.archive.wsgi"
EMPTY = "tests.benchmarks.archive.empty"
QUESTIONS = 150
SLOW_QUESTIONS = 9  # for those who take seconds each,
SLOW_SECONDS = 60  # and none after this time
PROCESSES = 4
READERS = 8
CHANGES = 10
SUGGESTIONS = 300
OTHER_PAGES = 40  # of each kind
BARE_ARTICLES = 20_000  # that the bare writer is given
MEGABYTE = 1_000_000


@dataclass(frozen=True, slots=True)
class Asked:
    """The questions of one kind, and how the site is asked them."""

    label: str
    questions: Sequence[Question]
    paths: Sequence[str]


def main() -> None:
    """Reads the command line."""
    parser = argparse.ArgumentParser(description="Search and facets at size.")
    parser.add_argument("--articles", type=int, nargs="+", default=[10_000], help="one size, or several")
    parser.add_argument("--no-references", action="store_true", help="leave PostgreSQL and Datasette out")
    options = parser.parse_args()
    console = Console(width=120)
    pages = {size: _measure(size, console, references=not options.no_references) for size in options.articles}
    if len(pages) > 1:
        console.print(_growth(pages))


def _measure(articles: int, console: Console, *, references: bool) -> dict[str, float]:
    """Says all that is measured of an archive of this size; gives the pages of results, in milliseconds."""
    console.rule(f"{articles:,} articles")
    _prepare(articles, console)
    named = corpus.names()
    asked = _asked(named)
    pages, table = _latencies(asked, references=references)
    console.print(table)
    console.print(_other_pages(named))
    console.print(_throughput(asked))
    console.print(_suggestions(named))
    console.print(f"An editor's tag in search: {_visible():.0f} ms (median of {CHANGES})")
    return pages


def _growth(pages: dict[int, dict[str, float]]) -> Table:
    """What the largest archive costs, in times of the smallest."""
    small, large = min(pages), max(pages)
    table = Table("95th percentile, ms", f"{small:,}", f"{large:,}", "times")
    for label, took in pages[small].items():
        table.add_row(
            label, f"{took:,.1f}", f"{pages[large][label]:,.1f}", f"{pages[large][label] / took:.2f}"
        )
    return table


def _prepare(articles: int, console: Console) -> None:
    """The archive of this size, and its index built anew."""
    call_command("migrate", verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
    loaded = None
    if Article.objects.count() != -(-articles // corpus.BATCH) * corpus.BATCH:
        _empty()
        loaded = loading.load(articles)
        console.print(
            f"Loaded {loaded.articles:,} articles: {loaded.articles / loaded.seconds:,.0f} a second"
        )
    built = indexer.rebuild()
    console.print(f"Index built from PostgreSQL: {built.articles / built.seconds:,.0f} articles a second")
    console.print(f"Tantivy's writer alone, given the same entries: {_bare_writer():,.0f}")
    if loaded:
        both = loaded.articles / (loaded.seconds + built.seconds)
        console.print(f"Loaded and indexed: {both:,.0f} articles a second")


def _bare_writer() -> float:
    """Articles a second where nothing is read or made: the entries are at hand as Tantivy takes them."""
    made = entries(range(1, BARE_ARTICLES + 1))
    documents = [document(it) for it in made.articles], [document(it) for it in made.quotes]
    folders = VAR / "bare", VAR / "bare" / QUOTES
    shutil.rmtree(folders[0], ignore_errors=True)
    began = time.monotonic()
    for folder, those in zip(folders, documents, strict=True):
        folder.mkdir()
        writer = open_index(folder, new=True).writer(HEAP_BYTES, 1)
        for it in those:
            writer.add_document(it)
        writer.commit()
        writer.wait_merging_threads()
    return len(documents[0]) / (time.monotonic() - began)


def _empty() -> None:
    tables = connection.introspection.table_names()
    archive = [it for it in tables if it.startswith("articles_") and it != "articles_topic"]
    references = [it for it in tables if it.startswith("bench_")]
    with connection.cursor() as cursor:
        cursor.execute(f"TRUNCATE {', '.join(archive)} RESTART IDENTITY CASCADE")
        for it in references:
            cursor.execute(f"DROP TABLE {it}")
    shutil.rmtree(VAR / "index", ignore_errors=True)


def _asked(named: corpus.Names) -> list[Asked]:
    topics = list(Topic.objects.order_by("id").values_list("slug", flat=True))
    kinds = {
        "selective": selective(named, QUESTIONS),
        "commonest word": [commonest(named)] * (QUESTIONS // 5),
        "no filter": [Question()] * (QUESTIONS // 5),
    }
    return [
        Asked(label, those, [address(it, named, topics) for it in those]) for label, those in kinds.items()
    ]


def _latencies(asked: Sequence[Asked], *, references: bool) -> tuple[dict[str, float], Table]:
    table = Table("95th percentile, ms", "site", "bare index", "PostgreSQL", "times", "Datasette", "times")
    caches["pages"].clear()
    with site.serving(SITE, 1) as served:
        served.timed(["/?sort=oldest"])
        pages = {it.label: served.timed(_new(it.paths)).percentile(0.95) for it in asked}
    bare = {it.label: _bare(it.questions) for it in asked}
    slow: dict[str, dict[str, float]] = {"PostgreSQL": {}, "Datasette": {}}
    if references:
        slow = {"PostgreSQL": _postgres(asked), "Datasette": _datasette(asked)}
    for it in asked:
        page = pages[it.label]
        cells = [f"{page:,.1f}", f"{bare[it.label]:,.1f}"]
        for figures in slow.values():
            figure = figures.get(it.label)
            cells += [f"{figure:,.0f}", f"{figure / page:,.0f}"] if figure else ["", ""]
        table.add_row(it.label, *cells)
    return pages, table


def _other_pages(named: corpus.Names) -> Table:
    """What is not a page of results, each made anew."""
    table = Table("95th percentile, ms", "site", "middle")
    total = Article.objects.count()
    some = Article.objects.filter(pk__in=range(1, total, max(1, total // OTHER_PAGES)))
    pages = {"an article": [it.get_absolute_url() for it in some]}
    pages |= questions.other_pages(named, OTHER_PAGES)
    with site.serving(SITE, 1) as served:
        for label, paths in pages.items():
            served.timed(paths[:1])
            timed = served.timed(_new(paths))
            table.add_row(label, f"{timed.percentile(0.95):,.1f}", f"{timed.percentile(0.5):,.1f}")
    return table


def _new(paths: Sequence[str]) -> list[str]:
    """The same pages at addresses that no page is kept for: each is made anew."""
    return [f"{path}{'&' if '?' in path else '?'}n={number}" for number, path in enumerate(paths)]


def _bare(questions: Sequence[Question]) -> float:
    """The same aggregations straight from Tantivy, without names, rows or a page."""
    engine = TantivyEngine(Path(settings.NEWSROOM_INDEX))
    searcher = engine._snapshot().searcher
    topics = list(Topic.objects.order_by("id").values_list("id", flat=True))
    measured = site.Timed()
    for question in questions:
        criteria = Criteria(
            words=parse(question.word).node,
            choices=_choices(question, topics),
        )
        query = full_query(criteria)
        began = time.perf_counter()
        searcher.aggregate(query, aggregations.counted(aggregations.COUNTED, aggregations.SIZES))
        searcher.search(query, 20, count=False)
        measured.seconds.append(time.perf_counter() - began)
    return measured.percentile(0.95)


def _choices(question: Question, topics: Sequence[int]) -> dict[str, Choice]:
    asked = {
        "company": () if question.company is None else (question.company + 1,),
        "topic": () if question.topic is None else (topics[question.topic],),
    }
    return {facet: Choice(values) for facet, values in asked.items() if values}


def _postgres(asked: Sequence[Asked]) -> dict[str, float]:
    postgres.prepare()
    return {
        it.label: postgres.timed(it.questions[:SLOW_QUESTIONS], limit=SLOW_SECONDS).percentile(0.95)
        for it in asked
    }


def _datasette(asked: Sequence[Asked]) -> dict[str, float]:
    """An answer that does not come counts as long as it was waited for, and nothing is asked after it: each kind finds more than the one before."""
    datasette.prepare()
    figures = dict[str, float]()
    with datasette.serving() as served:
        for it in asked:
            addresses = [datasette.address(q) for q in it.questions[:SLOW_QUESTIONS]]
            try:
                figures[it.label] = served.timed(addresses, limit=SLOW_SECONDS).percentile(0.95)
            except TimeoutError:
                figures[it.label] = 1000 * site.ANSWER_SECONDS
                break
    return figures


def _throughput(asked: Sequence[Asked]) -> Table:
    """Pages that nobody has asked for yet, and pages that somebody has, since the index last changed."""
    table = Table("pages a second", "site", "an empty view", "share", "memory of a process, MB")
    paths = list(dict.fromkeys(path for it in asked for path in it.paths))
    shares = [paths[at::READERS] for at in range(READERS)]
    caches["pages"].clear()
    with site.serving(SITE, PROCESSES) as served:
        size = served.timed(paths[:1]).size
        served.rate([["/?sort=oldest"] * PROCESSES] * READERS)  # each process has read the index once
        new = served.rate(shares)
        again = served.rate([paths] * READERS)
        memory = served.memory() / MEGABYTE
    os.environ["BENCH_PAGE_BYTES"] = str(size)
    with site.serving(EMPTY, PROCESSES) as served:
        served.rate([["/"] * 10] * READERS)
        nothing = served.rate([["/"] * len(paths)] * READERS)
    for label, rate in (("new", new), ("asked for before", again)):
        table.add_row(label, f"{rate:,.0f}", f"{nothing:,.0f}", f"{rate / nothing:.2f}", f"{memory:,.0f}")
    return table


def _suggestions(named: corpus.Names) -> Table:
    """Names as they are typed, some with a slip, beside the same from PostgreSQL's trigrams."""
    table = Table("95th percentile, ms", "suggestions", "PostgreSQL trigrams", "times")
    typed = questions.typed_names(named, SUGGESTIONS)
    with site.serving(SITE, 1) as served:
        served.timed([f"/suggest/?{urlencode({'q': typed[0]})}"])  # reads the names
        page = served.timed([f"/suggest/?{urlencode({'q': it})}" for it in typed]).percentile(0.95)
    slow = postgres.names_timed(typed).percentile(0.95)
    table.add_row(
        f"{len(typed)} of {len(named.companies) + len(named.people):,} names",
        f"{page:,.1f}",
        f"{slow:,.1f}",
        f"{slow / page:,.1f}",
    )
    return table


def _visible() -> float:
    """From the commit of an editor's tag until a search finds it, in milliseconds; the indexer follows as in production."""
    engine, topic = get_engine(), Topic.objects.latest("id")
    with indexer.Indexer() as following:
        following.catch_up()
        taken = [
            _change(following.catch_up, lambda: engine.search(Criteria.of("topic", topic.pk)).total, topic)
            for _ in range(CHANGES)
        ]
    connections.close_all()
    return 1000 * statistics.median(taken)


def _change(catch_up: Callable[[], int], total: Callable[[], int], topic: Topic) -> float:
    article = Article.objects.exclude(topic_tags__topic=topic).order_by("?").only("pk")[:1].get()
    before = total()
    TopicTag.objects.create(article=article, topic=topic, origin="editor")
    began = time.perf_counter()
    while total() == before:
        catch_up()
    return time.perf_counter() - began
