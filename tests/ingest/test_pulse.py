from pathlib import Path

import pytest
from pytest_django import DjangoAssertNumQueries

from articles.ingest import run as importing
from articles.ingest.outcomes import unchanged
from articles.ingest.pulse import Pulse
from articles.ingest.receipt import Receipt, of
from articles.ingest.report import time_left
from articles.models import ImportRun
from tests.ingest.press import story, write

pytestmark = pytest.mark.django_db


class Clock:
    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


def done(receipt: Receipt, files: int) -> None:
    receipt.add(unchanged(str(number), number) for number in range(files))


def test_the_row_is_written_once_a_second_at_most(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    run, receipt, clock = importing.create(["/press"]), Receipt(total=100), Clock()
    pulse = Pulse(run, receipt, clock)
    with django_assert_num_queries(3):
        for _ in range(30):
            clock.now += 0.125
            pulse.beat()
    assert receipt.seconds == 3.75


def test_the_pace_is_that_of_late_and_outlives_the_process() -> None:
    run, receipt, clock = importing.create(["/press"]), Receipt(total=1000), Clock()
    pulse = Pulse(run, receipt, clock)
    for files in (10, 10, *[2] * 60):
        done(receipt, files)
        clock.now += 1
        pulse.beat()
    stored = ImportRun.objects.get()
    assert (stored.rate, stored.seconds) == (2, 62)


def test_a_run_that_is_taken_up_again_goes_on_counting() -> None:
    run, clock = importing.create(["/press"]), Clock()
    ImportRun.objects.update(seconds=50)
    run.refresh_from_db()
    receipt = of(run)
    with Pulse(run, receipt, clock):
        clock.now += 4
    assert ImportRun.objects.get().seconds == 54


def test_the_file_in_hand_is_seen_from_outside(press: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("articles.ingest.pulse.BEAT_SECONDS", 0)
    monkeypatch.setattr("articles.ingest.plan.CHUNK_FILES", 1)
    for number in range(3):
        write(press, f"{number}.txt", story(number))
    run = importing.create([press])
    seen: list[str] = []
    control = importing.Control(watch=lambda it: seen.append(ImportRun.objects.get().current))
    importing.execute(run, workers=1, control=control)
    assert [Path(path).name for path in seen if path] == ["0.txt", "1.txt", "2.txt"]
    run.refresh_from_db()
    assert run.current == ""
    assert run.seconds > 0


@pytest.mark.parametrize(
    ("files", "rate", "words"),
    [
        (100, 0.0, ""),
        (10, 10.0, "less than a minute"),
        (60, 1.0, "about a minute"),
        (89 * 60, 1.0, "about 89 minutes"),
        (3 * 3600, 1.0, "about 3 hours"),
    ],
)
def test_the_time_left_in_words(files: int, rate: float, words: str) -> None:
    assert time_left(files, rate) == words


def test_a_cancelled_import_resumes_where_it_was(press: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("articles.ingest.plan.CHUNK_FILES", 1)
    for number in range(4):
        write(press, f"{number}.txt", story(number))
    run = importing.create([press])
    importing.execute(run, workers=1, control=importing.Control(stop=lambda: run.files.count() == 2))
    assert (run.status, run.files.count()) == ("cancelled", 2)
    first = set(run.files.values_list("pk", flat=True))
    assert importing.resume(run)
    assert not importing.resume(run)
    importing.execute(run, workers=1)
    assert (run.status, run.total, run.files.count()) == ("done", 4, 4)
    assert first <= set(run.files.values_list("pk", flat=True))
    assert not importing.resume(run)
