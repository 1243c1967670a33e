"""How fast articles are read, against the language model alone on the same texts in the same run, and in how much memory.

    python -m tests.benchmarks.bench_extraction

Reads the sample articles several times over, in one process. Exits with 1 where the reading misses what is asked of it.
"""

import random
import resource
import sys
import time
from collections.abc import Iterable, Iterator
from pathlib import Path

from articles.extraction.model import SpacyModel
from articles.extraction.sightings import read_blocks
from articles.reading import Reader
from articles.resolution.bundle import load_bundle
from articles.text.article import ParsedArticle
from articles.text.parse import parse
from newsroom.settings import NEWSROOM_MODEL

SAMPLE = Path(__file__).parents[2] / "articles" / "sample"
ARTICLES = 200
ROUNDS = 3
SEED = 1
LEAST_RATIO = 0.75
MOST_MEGABYTES = 1200


def main() -> None:
    articles = sampled()
    model = SpacyModel(NEWSROOM_MODEL)
    reader = Reader(NEWSROOM_MODEL, load_bundle())
    best = 0.0
    for _ in range(ROUNDS):
        alone = seconds(model.names(texts(articles)))
        whole = seconds(reader.read_many(articles))
        best = max(best, alone / whole)
        tell(
            f"model alone {ARTICLES / alone:5.0f} articles a second, whole reading {ARTICLES / whole:5.0f}: "
            f"{alone / whole:.2f} of it"
        )
    megabytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    tell(f"at most {megabytes:.0f} MB of memory, with two models loaded where a worker has one")
    if best < LEAST_RATIO or megabytes > MOST_MEGABYTES:
        sys.exit(f"asked for: {LEAST_RATIO} of the model's speed at least, {MOST_MEGABYTES} MB at most")


def sampled() -> list[ParsedArticle]:
    """Sample articles, some several times, in an order that is the same every time."""
    parsed = [parse(file.read_bytes(), name=file.name) for file in sorted(SAMPLE.rglob("*.txt"))]
    return random.Random(SEED).choices(parsed, k=ARTICLES)  # noqa: S311 - no secret


def texts(articles: Iterable[ParsedArticle]) -> Iterator[str]:
    """What the model is given of the articles."""
    return (it.text[block.start : block.end] for it in articles for block in read_blocks(it))


def seconds(work: Iterable[object]) -> float:
    """How long it takes to go through the work."""
    start = time.perf_counter()
    for _ in work:
        pass
    return time.perf_counter() - start


def tell(line: str) -> None:
    sys.stdout.write(line + "\n")


if __name__ == "__main__":
    main()
