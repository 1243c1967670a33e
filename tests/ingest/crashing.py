"""Imports that are killed: orders to a process of their own, `tests.ingest.victims`."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent.parent
PARENT, WORKER, DATABASE = "parent", "worker", "database"


class Crashes:
    """The process, and what it is asked to do with a database. `var` is a folder of its own."""

    def __init__(self, var: Path) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-c", "from tests.ingest import victims; victims.main()"],
            cwd=ROOT,
            env={**os.environ, "NEWSROOM_VAR": str(var), "DJANGO_SETTINGS_MODULE": "tests.settings"},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def ask(self, do: str, *, database: str, **order: Any) -> dict[str, Any]:
        """Whether it is `done`, who was `killed` meanwhile, and what was `said`."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(json.dumps({"do": do, "database": database, **order}) + "\n")
        self._process.stdin.flush()
        answer: dict[str, Any] = json.loads(self._process.stdout.readline())
        return answer

    def end(self) -> None:
        self._process.communicate(timeout=60)
