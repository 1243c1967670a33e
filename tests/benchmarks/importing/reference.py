"""The bare spaCy pipeline of the same parts on the same texts, in all processors, with the loading of the model.

python -m tests.benchmarks.importing.reference FOLDER [--needed]

Prints the seconds; with --needed without the tok2vec that NER does not use.
"""

import argparse
import multiprocessing
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from articles.ingest.pool import available_cpus
from articles.text.parse import parse
from tests.benchmarks import bare


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", type=Path)
    parser.add_argument("--needed", action="store_true")
    options = parser.parse_args()
    files = sorted(options.folder.rglob("*.txt"))
    texts = bare.texts(parse(file.read_bytes(), name=file.name) for file in files)
    parts = bare.NEEDED if options.needed else bare.PARTS
    processes = available_cpus()
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["spacy"])
    children = [context.Process(target=read, args=(texts[at::processes], parts)) for at in range(processes)]
    began = time.perf_counter()
    for child in children:
        child.start()
    for child in children:
        child.join()
    sys.stdout.write(f"{time.perf_counter() - began}\n")


def read(texts: list[str], parts: Sequence[str]) -> None:
    """In a process of its own: loads the model and reads the texts."""
    for _ in bare.load(parts).pipe(texts):
        pass


if __name__ == "__main__":
    main()
