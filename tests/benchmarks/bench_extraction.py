"""How fast articles are read, against the bare spaCy pipeline on the same texts in the same run, and in how much memory.

    python -m tests.benchmarks.bench_extraction

Reads the sample articles several times over, in one process. Exits with 1 where the reading misses what is asked of it.
"""

import random
import resource
import sys
import time
from collections.abc import Iterable
from pathlib import Path

from articles.reading import Reader
from articles.resolution.bundle import load_bundle
from articles.text.article import ParsedArticle
from articles.text.parse import parse
from newsroom.settings import NEWSROOM_MODEL
from tests.benchmarks import bare

SAMPLE = Path(__file__).parents[2] / "articles" / "sample"
ARTICLES = 200
ROUNDS = 3
SEED = 1
LEAST_RATIO = 0.75
MOST_MEGABYTES = 1200


def main() -> None:
    articles = sampled()
    texts = bare.texts(articles)
    common, needed = bare.load(), bare.load(bare.NEEDED)
    reader = Reader(NEWSROOM_MODEL, load_bundle())
    best = 0.0
    for _ in range(ROUNDS):
        alone = seconds(common.pipe(texts))
        least = seconds(needed.pipe(texts))
        whole = seconds(reader.read_many(articles))
        best = max(best, least / whole)
        tell(
            f"Articles a second: tokenizer, tok2vec and NER {ARTICLES / alone:.0f}, tokenizer and NER {ARTICLES / least:.0f}, "
            f"whole reading {ARTICLES / whole:.0f}: {alone / whole:.2f} and {least / whole:.2f} of them"
        )
    megabytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    tell(f"at most {megabytes:.0f} MB of memory, with three models loaded where a worker has one")
    if best < LEAST_RATIO or megabytes > MOST_MEGABYTES:
        sys.exit(f"asked for: {LEAST_RATIO} of the faster one's speed at least, {MOST_MEGABYTES} MB at most")


def sampled() -> list[ParsedArticle]:
    """Sample articles, some several times, in an order that is the same every time."""
    parsed = [parse(file.read_bytes(), name=file.name) for file in sorted(SAMPLE.rglob("*.txt"))]
    return random.Random(SEED).choices(parsed, k=ARTICLES)  # noqa: S311 - no secret


def seconds(work: Iterable[object]) -> float:
    """How long the processor takes to go through the work: what others do on the machine counts less so."""
    start = time.process_time()
    for _ in work:
        pass
    return time.process_time() - start


def tell(line: str) -> None:
    sys.stdout.write(line + "\n")


if __name__ == "__main__":
    main()
