from pathlib import Path

import pytest

from articles.ingest.columns import MOST_TABLES, ColumnsError, Table, alike, guess, in_words, said
from articles.ingest.errors import ListingError
from articles.ingest.readers import listing
from articles.ingest.run import ImportFailedError
from articles.models import Article, ImportRun
from tests.ingest.press import load, story, write

ODD = "Kicker,Went live,Main story\nVela opens,2024-03-05,Vela Robotics opened a plant.\n"
MAPPING = {"title": "kicker", "date": "Went live", "text": "Main Story"}


def test_columns_are_said_line_by_line() -> None:
    assert said(["Main story = text", " ", "a=b=title"]) == {"text": "Main story", "title": "a=b"}


@pytest.mark.parametrize(
    ("lines", "words"),
    [
        (["Main story"], "“Main story” does not say what a column is"),
        (["Main story=body"], "with one of text, title, date"),
        (["=text"], "“=text” does not say"),
        (["A=text", "B=text"], "Two columns are said to be the text: “A” and “B”"),
    ],
)
def test_what_says_nothing_of_columns(lines: list[str], words: str) -> None:
    with pytest.raises(ColumnsError, match=words):
        said(lines)


def test_given_columns_hold_over_guessed_ones(press: Path) -> None:
    write(press, "odd.csv", "Title," + ODD.replace("\n", "\nNo title,", 1))
    with listing([press], columns=MAPPING) as (item,):
        given = item.given()
        assert (given.title, str(given.published)) == ("Vela opens", "2024-03-05")
        assert item.read() == b"Vela Robotics opened a plant."


def test_given_fields_of_json_records(press: Path) -> None:
    write(
        press, "odd.json", '[{"Main story": "Vela Robotics opened.", "Kicker": "Vela opens", "title": "No"}]'
    )
    with listing([press], columns=MAPPING) as (item,):
        assert (item.given().title, item.read()) == ("Vela opens", b"Vela Robotics opened.")


def test_a_name_that_is_not_there_lists_those_that_are(press: Path) -> None:
    write(press, "odd.csv", ODD)
    words = "odd.csv has no column “Story”. Its columns are “Kicker”, “Went live”, “Main story”."
    with pytest.raises(ListingError, match=words), listing([press], columns={"text": "Story"}):
        pass


@pytest.mark.django_db
def test_a_run_remembers_what_columns_were_taken_for(press: Path) -> None:
    for name in ("a.csv", "b.csv"):
        write(
            press,
            name,
            f'Headline,Sum,Body,Keywords\nVela {name},3,"{story().replace(chr(34), chr(39))}",x\n',
        )
    run, _ = load(press)
    assert [in_words(it) for it in ImportRun.objects.get(pk=run.pk).tables] == [
        "a.csv and 1 more: “Headline” is title, “Body” is text, “Keywords” is tags; not used: “Sum”."
    ]


@pytest.mark.django_db
def test_a_run_with_a_wrong_name_loads_nothing(press: Path) -> None:
    write(press, "a.txt", story())
    write(press, "odd.csv", ODD)
    with pytest.raises(ImportFailedError, match=r"odd\.csv has no column “Story”"):
        load(press, columns={"text": "Story"})
    assert "Its columns are “Kicker”" in ImportRun.objects.get().error
    assert not Article.objects.exists()


def test_tables_that_are_remembered_are_bounded() -> None:
    tables = [Table(f"{number}.csv", ((str(number), "text"),), ()) for number in range(100)]
    assert len(alike([*tables, None])) == MOST_TABLES


def test_tag_columns_are_all_used() -> None:
    header = ["Body", "Tags", "Section", "", "Id"]
    table = guess(header, {}).table("press/a.csv", header)
    assert table.columns == (("Body", "text"), ("Tags", "tags"), ("Section", "tags"))
    assert (table.file, table.unused) == ("a.csv", ("Id",))
