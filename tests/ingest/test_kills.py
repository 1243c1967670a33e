"""Whoever is killed, and whenever: the import that is resumed ends as one that nobody disturbed."""

import random
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.ingest.crashing import DATABASE, PARENT, WORKER, Crashes
from tests.ingest.press import story, write
from tests.ingest.test_learning import HOUSE
from tests.ingest.test_learning import story as ledger

POINTS = 30
IN_TURN = ((WORKER, PARENT), (WORKER, DATABASE), (PARENT,), (DATABASE,))  # each line in one process
SEED = 20261126


@pytest.fixture
def crashes() -> Iterator[Crashes]:
    with tempfile.TemporaryDirectory(
        prefix="newsroom-"
    ) as var:  # pytest's own folders let no other user pass
        crashes = Crashes(Path(var))
        yield crashes
        crashes.end()


def before(press: Path) -> None:
    for number in range(6):
        write(press, f"a{number}.txt", story(number))
    write(press, "old/moved.txt", story(6))


def after(press: Path) -> None:
    """What meets every fate: new, changed, unchanged, copied, moved, rejected; and lines that are learned."""
    write(press, "a1.txt", story(1, "Ben Okoro left Orrin Labs in May."))
    write(press, "a2.txt", story(2).replace("\n", "\r\n"))
    (press / "new").mkdir()
    (press / "old/moved.txt").rename(press / "new/moved.txt")
    write(press, "newer/moved.txt", story(6))
    write(press, "b0.txt", story(1))
    write(press, "b1.txt", story(3))
    write(press, "b2.txt", b"")
    write(press, "b3.txt", story(9, "RAISEERROR"))
    for number in range(12):
        write(press, f"the-ledger/{number:02}.txt", f"{ledger(number)}\n{HOUSE}\n")
        write(press, f"the-quay/{number:02}.txt", story(100 + number % 9))
    write(
        press,
        "wire.csv",
        'title,date,text\nOne,2025-06-24,"Vela Robotics grew."\nTwo,soon,"Orrin Labs shrank."\nThree,,\n',
    )


def test_a_resumed_import_ends_as_one_that_nobody_disturbed(crashes: Crashes, tmp_path: Path) -> None:
    press = tmp_path / "press"
    before(press)
    assert crashes.ask("migrate", database="before")["done"]
    assert crashes.ask("load", database="before", arguments=[str(press)], kills=[])["done"]
    after(press)
    crashes.ask("copy", database="whole", template="before")
    statements = crashes.ask("load", database="whole", arguments=[str(press)], kills=[])["said"]
    expected = crashes.ask("account", database="whole")["said"]
    assert expected["Index"] == []
    draw = random.Random(SEED)  # noqa: S311 - the same at each run
    points: list[str] = []
    while len(points) < POINTS:
        crashes.ask("copy", database="killed", template="before")
        points += killed(crashes, [str(press)], statements, draw)
        found = crashes.ask("account", database="killed")["said"]
        assert found == expected, points
    assert all(points.count(victim) >= POINTS // 6 for victim in (WORKER, PARENT, DATABASE)), points


def killed(crashes: Crashes, paths: list[str], statements: int, draw: random.Random) -> list[str]:
    """An import that is killed again and again, and resumed each time; who was killed. `statements` are those of a whole one."""
    arguments, points, sent = paths, list[str](), 0
    for victims in (*IN_TURN, ()):
        most = max(statements - sent, statements // 4)
        kills = list(zip(victims, sorted(draw.randint(1, most) for _ in victims), strict=True))
        answer = crashes.ask("load", database="killed", arguments=arguments, kills=kills)
        points += answer["killed"]
        if answer["done"]:
            return points
        sent += kills[-1][1]
        runs = crashes.ask("imports", database="killed")["said"]
        run, ended = runs[0]
        if len(runs) > 1 and ended:
            return points
        arguments = ["--resume", str(run)] if len(runs) > 1 else paths
    raise AssertionError("An import that nobody disturbed did not end")
