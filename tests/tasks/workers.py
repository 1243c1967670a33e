"""Background workers of tests: in this process until nothing is left to do, or as processes of their own, to be killed."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from django.conf import settings
from django.db import connection
from procrastinate.contrib.django import app
from procrastinate.contrib.django.db_cleanup import close_db_connections

from articles.tasks.notes import noted
from articles.tasks.worker import QUEUES
from newsroom.env import ROOT

WORKER = """if True:
    import sys
    import django
    from django.conf import settings
    from django.core.management import call_command
    from django.db import connections
    django.setup()
    settings.NEWSROOM_INDEX, settings.NEWSROOM_MODEL = sys.argv[1:3]
    connections["default"].settings_dict["NAME"] = connections.databases["default"]["NAME"] = sys.argv[3]
    call_command("worker")
"""


def work(*queues: str) -> None:
    """What `manage.py worker` does in these queues, all unless given, until there is nothing left to do."""
    with app.replace_connector(app.connector.get_worker_connector()) as worker:  # type: ignore[attr-defined]
        worker.run_worker(
            queues=list(queues or QUEUES),
            wait=False,
            install_signal_handlers=False,
            listen_notify=False,
            task_middleware=[close_db_connections, noted],
        )


@contextmanager
def worker() -> Iterator[subprocess.Popen[str]]:
    """`manage.py worker` in a process of its own, on the test's database, index and model; killed in the end."""
    arguments = [str(settings.NEWSROOM_INDEX), settings.NEWSROOM_MODEL, str(connection.settings_dict["NAME"])]
    command = [sys.executable, "-c", WORKER, *arguments]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=ROOT, process_group=0) as made:
        try:
            assert made.stdout
            assert any("Waiting for work" in line for line in made.stdout)
            yield made
        finally:
            if made.poll() is None:
                os.killpg(made.pid, signal.SIGKILL)
