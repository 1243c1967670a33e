import datetime as dt
import io
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.ingest.items import UnreadableError
from articles.ingest.readers import listing
from articles.ingest.records import items as records_in
from articles.ingest.records import objects
from articles.models import Article
from tests.ingest.press import load, outcomes, story, write

pytestmark = pytest.mark.django_db

BODY = story().partition("24 June 2025\n\n")[2]
RECORD = {
    "Headline": "Vela Robotics opens a plant",
    "published_at": "2024-03-05T10:00:00Z",
    "authors": [{"name": "Mia Lund"}, {"name": "Olu Bello"}],
    "url": "https://www.the-ledger.example/vela#top",
    "tags": ["Robotics", "plants"],
    "body": BODY,
}


def check(article: Article) -> None:
    assert article.title == "Vela Robotics opens a plant"
    assert (article.published, article.published_basis) == (dt.date(2024, 3, 5), "given")
    assert article.byline == ["Mia Lund", "Olu Bello"]
    assert article.url == "https://www.the-ledger.example/vela"
    assert article.source
    assert article.source.name == "The Ledger"
    assert "Robotics" in article.topic_tags.values_list("topic__name", flat=True)
    assert article.given["tags"] == ["Robotics", "plants"]
    assert article.text.startswith("Vela Robotics opens a plant\n\nVela Robotics opened")


def test_json_lines(press: Path) -> None:
    path = write(press, "a.jsonl", f"{json.dumps(RECORD)}\n{json.dumps({'url': 'https://x.example'})}\n")
    run, _ = load(path)
    assert outcomes(run) == {"a.jsonl#1": "new", "a.jsonl#2": "no-text"}
    check(Article.objects.get())
    assert outcomes(load(path)[0])["a.jsonl#1"] == "unchanged"


def test_arrays_back_to_back(press: Path) -> None:
    other = {**RECORD, "Headline": "Vela Robotics closes a plant", "url": "", "body": story(7)}
    path = write(press, "a.json", json.dumps([RECORD], indent=1) + json.dumps([other]))
    assert outcomes(load(path)[0]) == {"a.json#1": "new", "a.json#2": "new"}


def found(press: Path, text: str) -> list[str]:
    with listing([write(press, "a.json", text)]) as items:
        return [str(it.given().title) for it in items]


ONE, TWO = {"title": "One", "text": "Vela Robotics opened a plant."}, {"title": "Two", "body": "It closed."}


@pytest.mark.parametrize(
    "wrapped",
    [
        {"articles": [ONE, TWO]},
        {"response": {"status": "ok", "pages": [1, [2]], "results": [ONE, TWO]}},
        {"authors": [{"name": "Mia"}], "items": [ONE, TWO], "next": None},
        {"title": "The Ledger", "description": "What matters.", "items": [ONE, TWO]},
        {"articles": [{**ONE, "authors": [{"name": "Mia"}], "tags": [["a"]]}, TWO]},
    ],
)
def test_arrays_wrapped_in_an_object(press: Path, wrapped: dict[str, object]) -> None:
    assert found(press, json.dumps(wrapped)) == ["One", "Two"]
    assert found(press, json.dumps(wrapped, indent=1) * 2) == ["One", "Two"] * 2


SCALARS = st.none() | st.booleans() | st.floats(allow_nan=False) | st.text()
PLAIN = st.recursive(SCALARS, lambda it: st.lists(it, max_size=3))
ANYTHING = st.recursive(
    SCALARS, lambda it: st.lists(it, max_size=3) | st.dictionaries(st.text(), it, max_size=3)
)


@given(
    st.lists(st.dictionaries(st.sampled_from("abc"), ANYTHING), min_size=1, max_size=5),
    st.dictionaries(st.sampled_from("xyz"), PLAIN),
    st.sampled_from([[], ["data"], ["response", "results"]]),
)
def test_wrapped_records_are_those_that_were_wrapped(
    more: list[dict[str, object]], beside: dict[str, object], around: list[str]
) -> None:
    records = [{**it, "title": f"{number}", "text": "Vela."} for number, it in enumerate(more)]
    wrapped: dict[str, object] = {**beside, "articles": records}
    for name in around:
        wrapped = {**beside, name: wrapped}
    data = json.dumps(wrapped).encode()
    items = list(records_in(lambda: io.BytesIO(data), ".json", label="a.json"))
    assert [it.given().title for it in items] == [it["title"] for it in records]
    assert [it.read() for it in items] == [b"Vela."] * len(records)


@pytest.mark.parametrize(
    "more",
    [
        {"authors": [{"name": "Mia Lund"}]},
        {"comments": [{"text": "How wonderful this is, and how well told."}] * 9},
        {"parts": [[{"title": "Two", "text": "How wonderful this is, and how well told."}]]},
    ],
)
def test_an_article_with_a_list_of_objects_is_one_record(press: Path, more: dict[str, object]) -> None:
    assert found(press, json.dumps({**ONE, **more})) == ["One"]


def test_tables(press: Path) -> None:
    body = BODY.replace('"', '""')
    head = "Headline;Date;Author;Link;Keywords;Body\n"
    row = (
        "Vela Robotics opens a plant;5 March 2024;Mia Lund and Olu Bello;"
        f'https://www.the-ledger.example/vela;"Robotics, plants";"{body}"\n'
    )
    run, _ = load(write(press, "a.csv", "\ufeff" + head + row))
    assert outcomes(run) == {"a.csv#1": "new"}
    check(Article.objects.get())


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
@pytest.mark.parametrize("name", ["a.csv", "a.json"])
def test_records_in_the_encodings_of_offices(press: Path, encoding: str, name: str) -> None:
    text = "Größe zählt für Zoë, sagte sie – „gewiss“."
    table, record = (
        f'Títle,Text\nOne,"{text}"\n',
        json.dumps({"title": "One", "text": text}, ensure_ascii=False),
    )
    write(press, name, (table if name == "a.csv" else record).encode(encoding))
    with listing([press]) as (item,):
        assert item.read().decode() == text


@pytest.mark.parametrize("name", ["a.csv", "a.json"])
def test_records_in_wide_characters_are_refused_in_words(press: Path, name: str) -> None:
    write(press, name, "Title,Text\nOne,Vela opened.\n".encode("utf-16"))
    with listing([press]) as (item,), pytest.raises(UnreadableError, match="Save it as UTF-8"):
        item.read()


def test_tables_without_text_are_refused(press: Path) -> None:
    assert outcomes(load(write(press, "a.csv", "Name,Sum\nVela,3\n"))[0]) == {"a.csv": "columns"}


def test_front_matter(press: Path) -> None:
    matter = (
        "---\ntitle: Vela Robotics opens a plant\ndate: 2024-03-05\nauthor: Mia Lund, Olu Bello\n"
        "link: https://www.the-ledger.example/vela\ntags: [Robotics, plants]\n---\n"
    )
    load(write(press, "a.md", matter + BODY))
    check(Article.objects.get())


@pytest.mark.parametrize("name", ["a.json", "a.txt.json", "a.meta", "a.txt.meta"])
def test_sidecars(press: Path, name: str) -> None:
    write(press, "a.txt", BODY)
    write(press, name, json.dumps({key: value for key, value in RECORD.items() if key != "body"}))
    assert outcomes(load(press)[0]) == {"a.txt": "new"}
    check(Article.objects.get())


def test_bad_metadata_is_a_warning_and_the_article_loads(press: Path) -> None:
    record = {**RECORD, "published_at": "the day after", "url": "javascript:alert(1)"}
    run, _ = load(write(press, "a.jsonl", json.dumps(record)))
    row = run.files.get()
    assert row.outcome == "new"
    assert row.reason == (
        "The date “the day after” could not be read. The address “javascript:alert(1)” is no web address."
    )
    assert Article.objects.get().url == ""


def test_pages(press: Path) -> None:
    paragraphs = "".join(f"<p>{part}</p>" for part in BODY.split("\n\n"))
    page = (
        "<!DOCTYPE html><html><head><title>Vela Robotics opens a plant</title>"
        '<meta property="article:published_time" content="2024-03-05"></head><body><nav><a href="/">Home</a></nav>'
        f"<article><h1>Vela Robotics opens a plant</h1>{paragraphs}</article></body></html>"
    )
    load(write(press, "a.html", page))
    article = Article.objects.get()
    assert article.title == "Vela Robotics opens a plant"
    assert article.published == dt.date(2024, 3, 5)
    assert "Home" not in article.text


def test_the_source_that_was_asked_for_holds(press: Path) -> None:
    load(write(press, "a.jsonl", json.dumps({**RECORD, "source": "The Gazette"})), source="The Herald")
    article = Article.objects.get()
    assert article.source
    assert article.source.name == "The Herald"


@given(st.lists(st.dictionaries(st.text(), st.text() | st.dictionaries(st.text(), st.text()))))
def test_objects_are_found_wherever_they_stand(records: list[dict[str, object]]) -> None:
    data = json.dumps(records, ensure_ascii=False, indent=1).encode("utf-8", "replace") + b" [] "
    spans = list(objects(io.BytesIO(data)))
    assert [data[it.span.start : it.span.end] for it in spans] == [
        json.dumps(it, ensure_ascii=False, indent=1).replace("\n", "\n ").encode("utf-8", "replace")
        for it in records
    ]


def test_records_keep_their_place(press: Path) -> None:
    path = write(press, "a.jsonl", "\n".join(json.dumps({"text": f"{{{number}}}"}) for number in range(3)))
    with listing([path]) as items:
        assert [(it.base, it.read()) for it in items] == [
            ("a.jsonl#1", b"{0}"),
            ("a.jsonl#2", b"{1}"),
            ("a.jsonl#3", b"{2}"),
        ]
