"""The examples of docs/importing.md do what is said there."""

import io
import re
import shlex
import subprocess
import textwrap
import zipfile
from dataclasses import dataclass
from pathlib import Path

import pytest
from django.core.management import call_command
from pytest_django import Settings

from articles.models import Article, ImportRun
from tests.ingest import small_model
from tests.project.test_architecture import read

pytestmark = pytest.mark.django_db

BLOCK = re.compile(r"^    .*\n(?:(?:    .*)?\n)*", re.MULTILINE)
ROW = re.compile(r"^\| (?!file \|)(.+) \|$", re.MULTILINE)
SAID = re.compile(r"^The command says `(.+)`$", re.MULTILINE)
NAMED = re.compile(r"^`([\w./-]+)`:\n\n", re.MULTILINE)


@dataclass(frozen=True)
class Step:
    """Commands of an example, the rows that they lead to, and what the import then says, "" where that is not told."""

    commands: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    said: str


def examples() -> dict[str, str]:
    section = read("docs/importing.md").partition("## An example of each\n")[2].partition("\n## ")[0]
    titles = re.split(r"^### (.+)\n", section, flags=re.MULTILINE)[1:]
    return dict(zip(titles[::2], titles[1::2], strict=True))


def files(example: str) -> dict[str, str]:
    found = {}
    for named in NAMED.finditer(example):
        block = BLOCK.match(example, named.end())
        assert block, named[1]
        found[named[1]] = textwrap.dedent(block[0]).strip() + "\n"
    return found


def steps(example: str) -> list[Step]:
    """Each block of commands with the table behind it."""
    blocks = list(BLOCK.finditer(example))
    found = []
    for block, following in zip(blocks, [*blocks[1:], None], strict=True):
        commands = tuple(line.strip() for line in block[0].strip().splitlines())
        if any(line.startswith("./manage.py") for line in commands):
            rest = example[block.end() : following.start() if following else None]
            rows = tuple(tuple(cell.strip() for cell in row.split("|")) for row in ROW.findall(rest))
            said = SAID.search(rest)
            found.append(Step(commands, rows, said[1] if said else ""))
    return found


def run(command: str) -> str:
    """What the command prints; only those that the examples need are known."""
    program, *arguments = shlex.split(command)
    out = io.StringIO()
    if program == "./manage.py":
        assert arguments.pop(0) == "import_articles"
        try:
            call_command("import_articles", *arguments, "--workers", "1", stdout=out)
        except SystemExit as ended:
            assert ended.code == 1  # noqa: PT017 - files were rejected, as the table says
    elif program == "zip":
        pack(Path(arguments[1]), Path(arguments[2]))
    else:
        assert program == "tar"
        subprocess.run([program, *arguments], check=True)
    return out.getvalue()


def pack(archive: Path, folder: Path) -> None:
    """As `zip -r`, which is not on every machine."""
    with zipfile.ZipFile(archive, "w") as file:
        for path in sorted(folder.rglob("*")):
            file.write(path)


def receipt() -> list[tuple[str, ...]]:
    rows = []
    for file in ImportRun.objects.latest("pk").files.order_by("path"):
        article = Article.objects.select_related("source").filter(pk=file.article_id or 0).first()
        name = file.path.rsplit("/", 1)[-1]
        rows.append((name, file.outcome, *(told(article) if article else ("", "", "", ""))))
    return sorted(rows)


def told(article: Article) -> tuple[str, ...]:
    day = article.published
    date = f"{day.day} {day:%B %Y}" if day else ""
    return article.title, date, ", ".join(article.byline), str(article.source or "")


@pytest.mark.parametrize("title", examples())
def test_an_example_does_what_it_says(
    title: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, settings: Settings
) -> None:
    settings.NEWSROOM_MODEL = small_model.NAME
    settings.NEWSROOM_INDEX = tmp_path / "index"
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")
    example = examples()[title]
    for name, text in files(example).items():
        Path(name).parent.mkdir(parents=True, exist_ok=True)
        Path(name).write_text(text)
    for step in steps(example):
        said = "".join(run(command) for command in step.commands)
        assert receipt() == sorted(step.rows), step.commands
        assert step.said in said


def test_each_format_has_an_example() -> None:
    assert len(examples()) == 9
    assert all(files(example) and steps(example) for example in examples().values())
