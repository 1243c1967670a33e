"""How fast imports are, beside the language model alone, and in how much memory.

    python -m tests.benchmarks.bench_import [--files 20000] [--large 100000]

Everything is under var/bench-import: the articles (tests/benchmarks/importing/press.py), written once, a database and an index. Each figure is of a process
of its own, from its first file to the committed, indexed state. Exits with 1 where an import misses what is asked of it.
"""

import argparse
import json
import subprocess
import sys
from pathlib import Path

from tests.benchmarks.importing import ROOT, VAR, namespaces, press
from tests.benchmarks.importing.memory import Most, watched
from tests.benchmarks.importing.once import Imported
from tests.benchmarks.importing.undone import Undone

READ = 2_000  # articles that are read with the language model
SMALL = 1_000  # files, beside which memory is measured
LEAST_SHARE = 0.85
LEAST_RATE = 2_000
LEAST_TIMES = 20
LEAST_GAIN = 1.7
UNDONE = 10_000  # files of the import that is taken back
MOST_UNDO_SECONDS = 10
MOST_GROWTH = 1.1  # of memory, from the small archive to the large one


def main() -> None:
    parser = argparse.ArgumentParser(description="Imports.")
    parser.add_argument("--files", type=int, default=20_000)
    parser.add_argument("--large", type=int, default=100_000)
    options = parser.parse_args()
    missed = [*_with_model(), *_without_model(options.files), *_undo(), *_memory(options.large), *_workers()]
    if missed:
        sys.exit(f"missed: {', '.join(missed)}")


def _with_model() -> list[str]:
    folder = press.write(VAR / "press" / str(READ), READ)
    common, needed = (
        float(_said("reference", str(folder))),
        float(_said("reference", str(folder), "--needed")),
    )
    taken, _ = _imported(folder)
    again, _ = _imported(folder, "--keep")
    share, times = common / taken.seconds, taken.seconds / again.seconds
    tell(
        f"With extraction: {READ / taken.seconds:,.0f} articles a second; tokenizer, tok2vec and NER alone {READ / common:,.0f}, "
        f"tokenizer and NER {READ / needed:,.0f}: {share:.2f} and {needed / taken.seconds:.2f} of them; again, unchanged, {times:.0f} times as fast"
    )
    missed = [f"{LEAST_SHARE} of the model's speed"] if share < LEAST_SHARE else []
    return [*missed, *([f"{LEAST_TIMES} times as fast again"] if times < LEAST_TIMES else [])]


def _without_model(files: int) -> list[str]:
    folder = press.write(VAR / "press" / str(files), files)
    first, _ = _imported(folder, "--without-model")
    again, _ = _imported(folder, "--without-model", "--keep")
    rate, times = files / first.seconds, first.seconds / again.seconds
    tell(f"Without extraction: {rate:,.0f} articles a second; again, unchanged, {times:.1f} times as fast")
    return [f"{LEAST_RATE:,} articles a second"] if rate < LEAST_RATE else []


def _undo() -> list[str]:
    folder = press.write(VAR / "press" / str(UNDONE), UNDONE)
    taken = Undone(**json.loads(_said("undone", str(folder))))
    tell(
        f"{taken.articles:,} articles with findings: taken back in {taken.back:.1f} seconds, brought again in {taken.again:.1f}"
    )
    return [f"taken back in {MOST_UNDO_SECONDS} seconds"] if taken.back > MOST_UNDO_SECONDS else []


def _memory(large: int) -> list[str]:
    taken = {
        count: _imported(press.write(VAR / "press" / str(count), count), "--without-model")[1]
        for count in (SMALL, large)
    }
    for count, it in taken.items():
        tell(
            f"{count:,} files: at most {it.parent:,.0f} MB in the parent, {it.child:,.0f} MB in a process that reads"
        )
    small, big = taken.values()
    flat = big.parent <= MOST_GROWTH * small.parent and big.child <= MOST_GROWTH * small.child
    return [] if flat else ["memory that does not grow with the files"]


def _workers() -> list[str]:
    halves = [press.write(VAR / "press" / f"half-{at}", READ // 4, seed=at + 2) for at in range(2)]
    try:
        one, two = (namespaces.seconds(halves, workers) for workers in (1, 2))
    except namespaces.NotPermittedError as error:
        tell(f"Two workers in two network namespaces: not measured, {error}")
        return []
    tell(f"Two workers in two network namespaces: {one / two:.2f} times one")
    return [f"{LEAST_GAIN} times one worker"] if one / two < LEAST_GAIN else []


def _imported(folder: Path, *options: str) -> tuple[Imported, Most]:
    process = _started("once", str(folder), *options)
    most = watched(process)
    return Imported(**json.loads(_last_line(process))), most


def _said(module: str, *arguments: str) -> str:
    """What a module of this benchmark prints last, run in a process of its own."""
    return _last_line(_started(module, *arguments))


def _started(module: str, *arguments: str) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", f"tests.benchmarks.importing.{module}", *arguments]
    return subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)


def _last_line(process: subprocess.Popen[str]) -> str:
    said, _ = process.communicate()
    if process.returncode:
        sys.exit(process.returncode)
    return said.splitlines()[-1]


def tell(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
