"""Invented articles as files: sentences of the sample articles in a new order, in which every few words are others.

So names are as they are, and no two articles have more in common than unlike ones of an archive: whole sentences would make each a candidate for a version of many.
"""

import random
import re
from collections.abc import Iterator
from itertools import batched
from pathlib import Path

from articles.text.article import BlockKind
from articles.text.parse import parse
from tests.benchmarks.importing import ROOT

SAMPLE = ROOT / "articles" / "sample"
SENTENCES_A_PARAGRAPH = 3
WORDS_KEPT = 3  # in a row, at most, of those in lower case
FOLDERS = 20  # of which each is a source
_SENTENCE = re.compile(r"(?<=[.!?”])\s+(?=[A-Z“])")


def write(folder: Path, count: int, *, words: int = 400, seed: int = 1) -> Path:
    """Fills the folder with `count` articles of about `words` words, unless it has them; returns it."""
    done = folder / ".written"
    if not done.exists():
        lots = random.Random(seed)  # noqa: S311 - no secret
        for source in range(FOLDERS):
            (folder / f"source-{source}").mkdir(parents=True, exist_ok=True)
        for number, text in enumerate(_texts(count, words, lots)):
            (folder / f"source-{number % FOLDERS}" / f"{number:06}.txt").write_text(text)
        done.touch()
    return folder


def _texts(count: int, words: int, lots: random.Random) -> Iterator[str]:
    sentences = _sentences()
    plain = sorted({word for it in sentences for word in it.split() if _is_plain(word)})
    for number in range(count):
        told, body = 0, list[str]()
        while told < words:
            body.append(_varied(lots.choice(sentences), plain, lots))
            told += body[-1].count(" ") + 1
        title = " ".join(lots.choice(sentences).split()[:9])
        day = f"{lots.randrange(1, 29)} June {lots.randrange(2016, 2026)}"
        paragraphs = (" ".join(part) for part in batched(body, SENTENCES_A_PARAGRAPH))
        yield "\n\n".join([f"{title} {number}", day, *paragraphs]) + "\n"


def _varied(sentence: str, plain: list[str], lots: random.Random) -> str:
    words, kept = sentence.split(), 0
    for at, word in enumerate(words):
        kept += 1
        if kept > WORDS_KEPT and _is_plain(word):
            words[at], kept = lots.choice(plain), 0
    return " ".join(words)


def _is_plain(word: str) -> bool:
    return word.isalpha() and word.islower()


def _sentences() -> list[str]:
    """The sentences of the sample's paragraphs."""
    found = set[str]()
    for file in sorted(SAMPLE.rglob("*.txt")):
        article = parse(file.read_bytes(), name=file.name)
        for block in article.blocks:
            if block.kind == BlockKind.PARAGRAPH:
                found |= set(_SENTENCE.split(article.text[block.start : block.end]))
    return sorted(it for it in found if it.count(" ") > 5)
