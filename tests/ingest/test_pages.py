import datetime as dt
import json
from pathlib import Path

import pytest

from articles.ingest import pages
from articles.ingest.run import ImportFailedError
from articles.models import Article, Page
from articles.text import html_page
from tests.ingest.press import load, outcomes, story, write

pytestmark = pytest.mark.django_db

BODY = story().partition("24 June 2025\n\n")[2]


def page(words: str = "", title: str = "Vela Robotics opens a plant") -> str:
    paragraphs = "".join(f"<p>{part}</p>" for part in (*BODY.split("\n\n"), words))
    menu = "<nav><a href='/'>Home</a></nav>"
    return f"<!DOCTYPE html><html><head><title>{title}</title></head><body>{menu}<article>{paragraphs}</article></body></html>"


def test_a_page_is_kept_as_it_came(press: Path) -> None:
    load(write(press, "a.html", page()))
    kept = Page.objects.get()
    assert kept.hash == Article.objects.get().file_hash
    assert pages.body(kept).decode() == page()
    assert (kept.size, len(kept.body) < kept.size) == (len(page()), True)


def test_what_is_no_page_is_not_kept(press: Path) -> None:
    write(press, "a.txt", story())
    write(press, "empty.html", "<!DOCTYPE html><html><body></body></html>")
    assert outcomes(load(press)[0]) == {"a.txt": "new", "empty.html": "html"}
    assert not Page.objects.exists()


def test_each_state_of_a_changed_page_is_kept(press: Path) -> None:
    load(write(press, "a.html", page()))
    load(write(press, "a.html", page("It grew.")))
    assert Page.objects.count() == 2
    assert pages.body(Page.objects.get(hash=Article.objects.get().file_hash)).decode() == page("It grew.")


def test_articles_are_taken_out_of_kept_pages_again(press: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A stand-in for a worse extraction, by which an earlier version took nothing but the first paragraph."""
    well = html_page.read_page

    def badly(html: str, name: str) -> tuple[object, str]:
        given, text = well(html, name)
        return given, text.split("\n\n")[0]

    told = {
        "title": "Vela opens a plant",
        "date": "2024-03-05",
        "authors": ["Mia Lund"],
        "tags": ["Robotics"],
    }
    path = write(press, "ledger/a.html", page())
    write(press, "ledger/a.json", json.dumps(told))
    with monkeypatch.context() as patched:
        patched.setattr("articles.text.parse.read_page", badly)
        load(press)
    short = Article.objects.get()
    path.unlink()
    run, _ = load("pages:")
    assert outcomes(run) == {"a.html": "changed"}
    article = Article.objects.get()
    assert (article.pk, article.file_hash, article.title) == (short.pk, short.file_hash, "Vela opens a plant")
    assert (article.published, article.byline) == (dt.date(2024, 3, 5), ["Mia Lund"])
    assert str(article.source) == "Ledger"
    assert len(article.text) > len(short.text)
    run, _ = load("pages:")
    assert [(it.outcome, it.reason) for it in run.files.all()] == [("unchanged", "")]


def test_without_pages_there_is_nothing_to_do(press: Path) -> None:
    load(write(press, "a.txt", story()))
    with pytest.raises(ImportFailedError, match="There are no files in pages:"):
        load("pages:")
