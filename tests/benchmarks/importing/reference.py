"""The bare spaCy pipeline of the same parts on the same texts: `python -m tests.benchmarks.importing.reference FOLDER` prints the seconds."""

import multiprocessing
import sys
import time
from pathlib import Path

from django.conf import settings

from articles.extraction.model import SpacyModel
from articles.extraction.sightings import read_blocks
from articles.ingest.pool import available_cpus
from articles.text.parse import parse


def main() -> None:
    texts = [text for file in sorted(Path(sys.argv[1]).rglob("*.txt")) for text in _texts(file)]
    processes = available_cpus()
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["spacy"])
    children = [context.Process(target=read, args=(texts[at::processes],)) for at in range(processes)]
    began = time.perf_counter()
    for child in children:
        child.start()
    for child in children:
        child.join()
    sys.stdout.write(f"{time.perf_counter() - began}\n")


def read(texts: list[str]) -> None:
    """In a process of its own: loads the model and reads the texts."""
    for _ in SpacyModel(settings.NEWSROOM_MODEL).names(texts):
        pass


def _texts(file: Path) -> list[str]:
    """What the model is given of an article."""
    article = parse(file.read_bytes(), name=file.name)
    return [article.text[block.start : block.end] for block in read_blocks(article)]


if __name__ == "__main__":
    main()
