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
from articles.search.language.reader import parse
from articles.search.queries import full_query
from articles.search.tantivy_engine import TantivyEngine, get_engine
from tests.benchmarks.archive import VAR, corpus, datasette, loading, postgres, questions, site
from tests.benchmarks.archive.questions import Question, address, commonest, selective

SITE = "tests.benchmarks.archive.wsgi"
EMPTY = "tests.benchmarks.archive.empty"
QUESTIONS = 150
SLOW_QUESTIONS = 9  # for those who take seconds each
PROCESSES = 4
READERS = 8
CHANGES = 10
SUGGESTIONS = 300
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
    parser.add_argument("--articles", type=int, default=10_000)
    parser.add_argument("--no-references", action="store_true", help="leave PostgreSQL and Datasette out")
    options = parser.parse_args()
    console = Console(width=120)
    _prepare(options.articles, console)
    named = corpus.names()
    asked = _asked(named)
    console.print(_latencies(asked, references=not options.no_references))
    console.print(_throughput(asked))
    console.print(_suggestions(named))
    console.print(f"An editor's tag in search: {_visible():.0f} ms (median of {CHANGES})")


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
    if loaded:
        both = loaded.articles / (loaded.seconds + built.seconds)
        console.print(f"Loaded and indexed: {both:,.0f} articles a second")


def _empty() -> None:
    tables = [it for it in connection.introspection.table_names() if it.startswith(("articles_", "bench_"))]
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE IF EXISTS bench_words")
        names = ", ".join(it for it in tables if it not in {"bench_words", "articles_topic"})
        cursor.execute(f"TRUNCATE {names} RESTART IDENTITY CASCADE")
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


def _latencies(asked: Sequence[Asked], *, references: bool) -> Table:
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
    return {it.label: postgres.timed(it.questions[:SLOW_QUESTIONS]).percentile(0.95) for it in asked}


def _datasette(asked: Sequence[Asked]) -> dict[str, float]:
    datasette.prepare()
    with datasette.serving() as served:
        return {
            it.label: served.timed([datasette.address(q) for q in it.questions[:SLOW_QUESTIONS]]).percentile(
                0.95
            )
            for it in asked
        }


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
