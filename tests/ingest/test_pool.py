import subprocess
import sys
from collections.abc import Iterator

import pytest

from articles.ingest.pool import Pool
from articles.ingest.work import Job, MachineError, Read, Reading
from articles.resolution.bundle import load_bundle
from tests.ingest import small_model
from tests.ingest.press import story


def read_in_processes(texts: list[str], each: int) -> list[Reading]:
    jobs = [Job(f"/press/{number}.txt", text.encode()) for number, text in enumerate(texts)]

    def chunks() -> Iterator[tuple[int, tuple[Job, ...]]]:
        for start in range(0, len(jobs), each):
            yield start, tuple(jobs[start : start + each])

    with Pool(small_model.NAME, load_bundle(), workers=2) as pool:
        pool.get_ready()
        landed = list(pool.read(chunks()))
    assert [start for start, _ in landed] == list(range(0, len(jobs), each))
    return [reading for _, readings in landed for reading in readings]


def summary(readings: list[Reading]) -> list[str]:
    return ["read" if isinstance(it, Read) else it.code for it in readings]


def test_a_worker_that_dies_takes_only_the_file_that_killed_it() -> None:
    texts = [story(number) for number in range(12)]
    texts[5] = story(5, "KILLWORKER")
    assert summary(read_in_processes(texts, 3)) == ["read"] * 5 + ["failed"] + ["read"] * 6


def test_a_file_that_fails_leaves_the_rest_of_its_chunk() -> None:
    texts = [story(0), story(1, "RAISEERROR"), "", story(3)]
    assert summary(read_in_processes(texts, 4)) == ["read", "failed", "empty", "read"]


def test_a_model_that_is_not_there_is_told_of_once_something_is_to_be_read() -> None:
    with Pool("no_such_model", load_bundle(), workers=2) as pool:
        pool.get_ready()
        with pytest.raises(MachineError, match="no_such_model"):
            list(pool.read([(0, (Job("/press/0.txt", story(0).encode()),))]))


PARSED_ONLY = """
import sys
from articles.ingest.pool import Pool
from articles.ingest.work import Job
from articles.resolution.knowledge import Knowledge

with Pool(None, Knowledge((), ""), 2) as pool:
    list(pool.read([(0, (Job("/press/0.txt", b"A title"),))]))
    there = "'spacy' in __import__('sys').modules"
    print(eval(there), pool._executor.submit(eval, there).result())
"""


def test_without_a_model_nobody_loads_the_library_of_one() -> None:
    """In processes of their own: those of other tests share what they are forked from."""
    told = subprocess.run([sys.executable, "-c", PARSED_ONLY], capture_output=True, text=True, check=True)
    assert told.stdout.split() == ["False", "False"]
