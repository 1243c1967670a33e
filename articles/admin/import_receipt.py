"""The files of an import's receipt: filtered, a page at a time or all of them as a table for spreadsheets."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Self

from django.core.paginator import Page, Paginator
from django.http import QueryDict

from articles.models import Article, ImportFile, ImportRun
from articles.models.import_run import ImportFileQuerySet

FILES_A_PAGE = 100
MOST_WORDS = 200  # characters of a search
FILES_AT_ONCE = 2000  # in memory, while the table is written
COLUMNS = ("file", "outcome", "code", "reason", "article")
_FORMULA = (
    "=",
    "+",
    "-",
    "@",
    "\t",
    "\r",
    "\n",
)  # what makes a spreadsheet calculate a cell: OWASP, CSV injection


@dataclass(frozen=True, slots=True)
class Asked:
    """What of a receipt is asked for: an outcome, and words in path or reason ("" for any)."""

    outcome: str
    words: str

    @classmethod
    def by(cls, query: QueryDict) -> Self:
        """As a query string says; an unknown outcome asks for all."""
        outcome = query.get("outcome", "")
        words = query.get("q", "").replace("\0", "").strip()[:MOST_WORDS]
        return cls(outcome if outcome in ImportFile.Outcome.values else "", words)

    def files(self, run: ImportRun) -> ImportFileQuerySet:
        return run.files.fitting(self.outcome, self.words).order_by("id")


def page(run: ImportRun, asked: Asked, number: str | None) -> Page[ImportFile]:
    """A page of files, each with its `article`, or None where that is not in the archive (any more).

    `draft` is the title of the article that a preview has read, where that can be looked at.
    """
    found = Paginator(asked.files(run), FILES_A_PAGE).get_page(number)
    ids = {file.article_id for file in found}
    articles = Article.objects.only("title").in_bulk([pk for pk in ids if pk])
    drafts = run.drafts.filter(path__in=[file.path for file in found]) if run.dry_run else run.drafts.none()
    titles = dict(drafts.values_list("path", "article__title"))
    for file in found:
        file.article = articles.get(file.article_id)  # type: ignore[attr-defined]  # for the template
        file.draft = titles.get(file.path)  # type: ignore[attr-defined]  # as above
    return found


def lines(run: ImportRun, asked: Asked) -> Iterator[str]:
    """All the files as lines of CSV, after one that names the columns; an article goes by its number."""
    writer = csv.writer(_Line())
    yield "\ufeff"  # by which spreadsheets know UTF-8
    yield writer.writerow(COLUMNS)
    rows = asked.files(run).values_list("path", "outcome", "code", "reason", "article_id")
    for row in rows.iterator(chunk_size=FILES_AT_ONCE):
        yield writer.writerow(map(plain, row))


def plain(value: Any) -> str:
    """A cell that no spreadsheet takes for a formula.

    >>> plain("=1+1")
    "'=1+1"
    """
    text = "" if value is None else str(value)
    return f"'{text}" if text.startswith(_FORMULA) else text


class _Line:
    """A file that gives back what is written to it, so that lines can be sent one by one."""

    def write(self, line: str) -> str:
        return line
