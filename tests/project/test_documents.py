"""The documents speak of what is there."""

import re
import tomllib
from pathlib import Path

import pytest
from django.core.management import get_commands

from articles.search.language.reader import parse
from tests.project.test_architecture import ROOT, read, tracked

DOCUMENTS = tracked("*.md")
SETTING = re.compile(r"\b(?:NEWSROOM_[A-Z_]+|DATABASE_URL)\b")
READ_SETTING = re.compile(r"""env(?:\.\w+)?\(\s*"(\w+)\"""")
COMMAND = re.compile(r"manage\.py (\w+)")
TARGET = re.compile(r"\bmake ([a-z][\w-]*)(?=`|$|\s+#)", re.MULTILINE)
LINK = re.compile(r"\]\((?!https?:|#|mailto:)([^)#\s]+)")


def read_settings() -> set[str]:
    return set(READ_SETTING.findall(read("newsroom/settings.py")))


def test_operations_lists_every_setting_that_is_read() -> None:
    assert read_settings() <= set(SETTING.findall(read("docs/operations.md")))


@pytest.mark.parametrize("document", DOCUMENTS)
def test_settings_in_documents_exist(document: str) -> None:
    assert set(SETTING.findall(read(document))) <= read_settings()


@pytest.mark.parametrize("document", DOCUMENTS)
def test_commands_in_documents_exist(document: str) -> None:
    assert set(COMMAND.findall(read(document))) <= set(get_commands())


@pytest.mark.parametrize("document", DOCUMENTS)
def test_make_targets_in_documents_exist(document: str) -> None:
    targets = set(re.findall(r"^([a-z-]+):", read("Makefile"), re.MULTILINE))

    assert set(TARGET.findall(read(document))) <= targets


@pytest.mark.parametrize("document", DOCUMENTS)
def test_links_in_documents_lead_somewhere(document: str) -> None:
    folder = (ROOT / document).parent

    assert not [link for link in LINK.findall(read(document)) if not (folder / link).exists()]


def test_decisions_are_numbered_once_each_and_say_their_number() -> None:
    files = sorted(tracked("docs/decisions/*.md"))
    numbers = [Path(it).name[:4] for it in files]
    assert len(set(numbers)) == len(numbers)
    assert not [it for it in files if not read(it).startswith(f"# {int(Path(it).name[:4])}. ")]


def test_each_example_of_a_query_can_be_read() -> None:
    rows = re.findall(r"^\| (`.+`) \|", read("docs/search.md").partition("## Filters")[0], re.MULTILINE)
    examples = [it for row in rows for it in re.findall(r"`([^`]+)`", row)]
    assert len(examples) > 15
    assert not [it for it in examples if parse(it).mistakes or not parse(it).node]


def test_the_layers_in_the_documents_are_those_that_hold() -> None:
    contracts = tomllib.loads(read("pyproject.toml"))["tool"]["importlinter"]["contracts"]
    written = read("docs/architecture.md")
    drawn = re.findall(
        r"^    (\S.*?)(?:  .*)?$", written.partition("## Layers")[2].partition("\n## ")[0], re.MULTILINE
    )
    assert drawn == contracts[0]["layers"]
