"""What no tool checks: where HTTP is known, how long modules are, what code may not contain."""

import ast
import os
import re
import subprocess
import sys
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command

ROOT = Path(__file__).resolve().parent.parent.parent
LONGEST_MODULE_LINES = 400
KNOW_HTTP = ("articles/views/", "articles/admin/", "newsroom/", "tests/")
HTTP_MODULES = ("django.http", "django.shortcuts")
NOTE = re.compile(r"\b(TODO|FIXME|XXX|HACK)\b")
MACHINE_PATH = re.compile(r"(?<![\w.])/(?:root|work|home/(?!/)\w+|Users/\w+)/")
HERE = "tests/project/test_architecture.py"


def tracked(*patterns: str) -> list[str]:
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard", *patterns]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout.splitlines()
    return sorted(path for path in listed if (ROOT / path).is_file())


def read(path: str) -> str:
    return (ROOT / path).read_text()


MODULES = [path for path in tracked("*.py") if "/migrations/" not in path]
TEXTS = [
    path
    for path in tracked("*.py", "*.md", "*.toml", "*.html", "*.css", "*.js", "Makefile", ".ci/*")
    if path != HERE
]


def imported(path: str) -> set[str]:
    """The modules that a module imports, anywhere in it."""
    names = set()
    for node in ast.walk(ast.parse(read(path))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            names |= {node.module} | {f"{node.module}.{alias.name}" for alias in node.names}
    return names


@pytest.mark.parametrize("path", [it for it in MODULES if not it.startswith(KNOW_HTTP)])
def test_only_views_and_admin_know_http(path: str) -> None:
    assert not [name for name in imported(path) if name.startswith(HTTP_MODULES)]


def test_no_module_is_too_long() -> None:
    assert not [path for path in MODULES if len(read(path).splitlines()) > LONGEST_MODULE_LINES]


def test_nothing_is_left_to_do_later() -> None:
    assert not [path for path in TEXTS if NOTE.search(read(path))]


def test_no_path_of_one_machine() -> None:
    assert not [path for path in TEXTS if MACHINE_PATH.search(read(path))]


def test_a_web_process_loads_no_library_that_only_imports_need() -> None:
    program = (
        "import sys, newsroom.wsgi; from django.urls import get_resolver; get_resolver().url_patterns;"
        " print(*sorted({name.partition('.')[0] for name in sys.modules}))"
    )
    environment = os.environ | {"DJANGO_SETTINGS_MODULE": "tests.settings", "PYTHONWARNINGS": "ignore"}
    done = subprocess.run(
        [sys.executable, "-c", program],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    )
    loaded = set(done.stdout.split())
    assert {"django", "tantivy"} <= loaded
    assert not loaded & {"scipy", "sklearn", "spacy", "thinc", "trafilatura", "datasketch"}


@pytest.mark.django_db
def test_migrations_are_complete() -> None:
    said = StringIO()

    call_command("makemigrations", "--check", "--dry-run", stdout=said)

    assert "No changes detected" in said.getvalue()
