"""The embedded server through the lives and deaths of its users: real servers, real kills."""

import os
import signal
from pathlib import Path

import psycopg
import pytest
from psycopg.conninfo import make_conninfo

from newsroom.embedded.place import place
from tests.newsroom.servers import PARENT_OF_ONE, User, keeper, kill, server, sql
from tests.waiting import comes_true


def pid(var: Path) -> int:
    process = server(var)
    assert process is not None
    return int(process.pid)


def test_the_first_user_starts_it_and_the_last_one_stops_it(var: Path) -> None:
    first = User(var)
    started = pid(var)
    second = User(var)

    first.leave()
    assert pid(var) == started

    second.leave()
    assert server(var) is None


def test_a_clean_stop_needs_no_recovery(var: Path) -> None:
    User(var).leave()

    assert "database system is shut down" in place(var).log.read_text()
    User(var).leave()
    assert "not properly shut down" not in place(var).log.read_text()


def test_killed_users_do_not_keep_it(var: Path) -> None:
    user = User(var)
    pid(var)

    user.kill()

    assert comes_true(lambda: "database system is shut down" in place(var).log.read_text())
    assert comes_true(lambda: server(var) is None)


def test_a_killed_server_comes_back_by_itself_with_what_was_written(var: Path) -> None:
    user = User(var)
    sql(place(var), "CREATE TABLE kept AS SELECT 1")
    killed = pid(var)

    kill(server(var))

    assert comes_true(lambda: (new := server(var)) is not None and new.pid != killed)
    second = User(var)
    assert sql(place(var), "SELECT * FROM kept") == "SELECT 1"
    second.leave()
    user.leave()


@pytest.mark.parametrize("signal_", [signal.SIGTERM, signal.SIGINT, signal.SIGQUIT])
def test_a_server_that_somebody_stops_comes_back_though_it_is_in_use(
    var: Path, signal_: signal.Signals
) -> None:
    user = User(var)
    stopped = pid(var)
    with psycopg.connect(make_conninfo(dbname="postgres", **place(var).conninfo)):
        os.kill(stopped, signal_)

        assert comes_true(lambda: (new := server(var)) is not None and new.pid != stopped)
        second = User(var)
    assert sql(place(var), "SELECT 1") == "SELECT 1"
    second.leave()
    user.leave()
    assert server(var) is None


def test_killed_with_its_keeper_it_comes_back_for_the_next_user(var: Path) -> None:
    user = User(var)
    kill(keeper(var))
    kill(server(var))
    user.kill()

    second = User(var)

    assert second.said == "ready"
    second.leave()
    assert server(var) is None


def test_a_server_that_lost_its_keeper_gets_another_and_is_stopped_in_the_end(var: Path) -> None:
    user = User(var)
    started = pid(var)
    kill(keeper(var))

    second = User(var)
    assert pid(var) == started

    second.leave()
    user.leave()
    assert comes_true(lambda: server(var) is None)


def test_checkouts_side_by_side_have_servers_of_their_own(var: Path) -> None:
    one, other = var / "one", var / "other"
    users = User(one), User(other)
    assert pid(one) != pid(other)

    users[0].leave()

    assert server(one) is None
    assert sql(place(other), "SELECT 1") == "SELECT 1"
    users[1].leave()


@pytest.mark.parametrize("name", ["d" * 120, "with, a comma and spaces", "Ünïcode \N{SNOWMAN}"])
def test_any_folder_will_do(var: Path, name: str) -> None:
    deep = var / name
    user = User(deep)

    assert user.said == "ready"
    assert sql(place(deep), "SELECT 1") == "SELECT 1"

    user.leave()
    assert server(deep) is None


@pytest.mark.parametrize("content", ["", "12", f"{os.getppid()}\n/elsewhere\n"])
def test_a_stale_pid_file_does_not_stop_it(var: Path, content: str) -> None:
    User(var).leave()
    (place(var).data / "postmaster.pid").write_text(content)

    user = User(var)

    assert user.said == "ready"
    user.leave()


def test_a_forked_child_keeps_it_after_its_parent(var: Path) -> None:
    parent = User(var, PARENT_OF_ONE)
    child = int(parent.said)
    assert parent.process.wait() == 0
    assert server(var) is not None

    os.kill(child, signal.SIGKILL)

    assert comes_true(lambda: server(var) is None)
    parent.leave()


def test_nothing_is_written_after_the_server_has_ended(var: Path) -> None:
    user = User(var)
    keeps = keeper(var)
    place(var).log.unlink()

    user.leave()

    assert comes_true(lambda: not keeps.is_running())
    assert not place(var).problem.exists()


def test_data_left_half_made_is_made_again(var: Path) -> None:
    (var / "postgres.new").mkdir()
    (var / "postgres.new" / "PG_VERSION").write_text("18")

    user = User(var)

    assert user.said == "ready"
    user.leave()


def test_data_of_another_version_is_told_in_a_sentence(var: Path) -> None:
    User(var).leave()
    (place(var).data / "PG_VERSION").write_text("12\n")

    errors = User(var).leave()

    assert "did not start: database files are incompatible with server" in errors.splitlines()[-1]
