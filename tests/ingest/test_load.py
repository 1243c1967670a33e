"""What an import stores of an article's findings, and what it leaves alone."""

import datetime as dt
from pathlib import Path

import pytest

from articles.extraction.findings import FoundMoney, FoundTopic, Span
from articles.ingest import run as importing
from articles.ingest.entities import Register
from articles.ingest.items import Item, refusing
from articles.ingest.load import Loader
from articles.ingest.plan import Chunk, Loaded
from articles.ingest.storing import Storing
from articles.ingest.work import Read, Reading
from articles.models import (
    Alias,
    Article,
    Company,
    CompanyTag,
    Mention,
    Money,
    Person,
    Quote,
    Role,
    Topic,
    TopicTag,
)
from articles.reading import VERSION
from articles.resolution.knowledge import Facts, Knowledge, Known
from articles.resolution.links import Entity, EntityKind, Links, SpeakerKind
from articles.resolution.links import Mention as FoundMention
from articles.resolution.links import Quote as FoundQuote
from articles.resolution.links import Role as FoundRole
from articles.text.article import Block, BlockKind, ParsedArticle
from articles.text.parse import parse
from tests import factories
from tests.ingest.press import load, outcomes, story, write

pytestmark = pytest.mark.django_db

VELA = Entity("Vela Robotics", "vela robotics", EntityKind.COMPANY)
TARN = Entity("Tarn Capital", "tarn capital", EntityKind.FUND)
ANA = Entity("Ana Petrov", "ana petrov", EntityKind.PERSON)
PETROV = Entity("Petrov", "petrov", EntityKind.PERSON, linked=False)
TEXT = "Vela opens\n\nAna Petrov of Vela Robotics said so, Petrov added, to Tarn Capital."
NONE = Links((), (), (), (), (), ())


def at(words: str, start: int = 0) -> Span:
    place = TEXT.index(words, start)
    return Span(place, place + len(words))


def mention(words: str, entity: Entity, confidence: float = 0.9, start: int = 0) -> FoundMention:
    return FoundMention(at(words, start), entity, confidence, "model")


def read(links: Links, text: str = TEXT) -> Read:
    blocks = (Block(BlockKind.TITLE, 0, 10), Block(BlockKind.PARAGRAPH, 12, len(text)))
    return Read(ParsedArticle(text, text[:10], ("Mia Lund",), None, blocks), links)


def stored(*readings: Reading, knowledge: tuple[Known, ...] = ()) -> list[str]:
    """The outcomes of loading readings, as the files 0.txt, 1.txt …"""
    items = [Item(f"/press/{number}.txt", "", refusing("", "")) for number in range(len(readings))]
    run = importing.create(["/press"])
    storing = Storing(run.pk, Register(Knowledge(knowledge, "1")), {item.origin for item in items})
    loader = Loader(run.pk, storing)
    chunk = Chunk(tuple(Loaded(item, b"", f"{number:064}") for number, item in enumerate(items)), (), {})
    return [str(settled.outcome) for settled in loader.load(chunk, readings)]


def test_when_an_undated_text_was_written_is_stored_apart_from_dates() -> None:
    text = b"Vela grows\n\nVela Robotics opened its first plant in March 2023, and it grows.\n"
    assert stored(Read(parse(text), NONE)) == ["new"]
    article = Article.objects.get()
    assert (article.published, article.inferred_from, article.inferred_to) == (
        None,
        dt.date(2023, 3, 1),
        None,
    )


def test_mentions_quotes_roles_money_and_tags() -> None:
    links = Links(
        mentions=(
            mention("Vela", VELA, 0.6),
            mention("Ana Petrov", ANA),
            mention("Vela Robotics", VELA, 0.8),
            mention("Petrov", PETROV, start=30),
        ),
        quotes=(
            FoundQuote(at("said so"), ANA, SpeakerKind.PERSON, "said", partial=True, confidence=0.7),
            FoundQuote(at("added"), PETROV, SpeakerKind.PERSON, "added", partial=False, confidence=0.7),
        ),
        roles=(
            FoundRole(ANA, "chief", VELA, past=False, sentence=at("Ana Petrov of Vela Robotics")),
            FoundRole(PETROV, "chief", VELA, past=False, sentence=at("Ana Petrov of Vela Robotics")),
        ),
        money=(
            FoundMoney(at("Tarn"), 40_000_000, "USD", "raised"),
            FoundMoney(at("Capital"), 10**30, "USD", "other"),
        ),
        cited=(TARN,),
        topics=(FoundTopic("robotics", 0.75),),
    )
    assert stored(read(links)) == ["new"]
    article, ana, vela = Article.objects.get(), Person.objects.get(), Company.objects.get(key="vela robotics")
    kept = list(Mention.objects.order_by("start").values_list("start", "company", "person", "version"))
    assert kept == [
        (at("Vela").start, vela.pk, None, VERSION),
        (at("Ana Petrov").start, None, ana.pk, VERSION),
        (at("Vela Robotics").start, vela.pk, None, VERSION),
        (at("Petrov", 30).start, None, None, VERSION),
    ]
    assert list(Quote.objects.order_by("start").values_list("text", "speaker_kind", "person", "cue")) == [
        ("said so", "person", ana.pk, "said"),
        ("added", "unnamed", None, "added"),
    ]
    role = Role.objects.get()
    assert (role.person, role.company, role.sentence) == (ana, vela, "Ana Petrov of Vela Robotics")
    assert Money.objects.get().amount == 40_000_000
    tags = CompanyTag.objects.order_by("company__name").values_list(
        "company__name", "mentions", "cited", "confidence"
    )
    assert list(tags) == [("Tarn Capital", 0, True, 1.0), ("Vela Robotics", 2, False, 0.8)]
    assert list(TopicTag.objects.values_list("topic__slug", "confidence", "article")) == [
        ("robotics", 0.75, article.pk)
    ]
    assert Company.objects.get(key="tarn capital").kind == "fund"


def test_a_topic_that_the_list_lacks_is_made_of_its_rule() -> None:
    Topic.objects.filter(slug="robotics").delete()
    stored(read(Links((), (), (), (), (), (FoundTopic("robotics", 0.75),))))
    assert Topic.objects.get(slug="robotics").name == "Robotics"


def test_new_companies_have_their_bundled_facts_and_names_and_the_forms_of_the_text() -> None:
    facts = Facts("NYSE:VELA", "AG", "vela.example")
    known = Known("Vela Robotics", EntityKind.COMPANY, ("Vela AG",), ("Sail",), facts)
    stored(read(Links((mention("Vela", VELA),), (), (), (), (), ())), knowledge=(known,))
    vela = Company.objects.get()
    assert (vela.origin, vela.slug) == ("bundled", "vela-robotics")
    assert (vela.ticker, vela.domain) == ("NYSE:VELA", "vela.example")
    assert set(vela.aliases.values_list("name", "ambiguous", "origin")) == {
        ("Vela Robotics", False, "bundled"),
        ("Vela AG", False, "bundled"),
        ("Sail", True, "bundled"),
        ("Vela", True, "machine"),
    }


def test_an_editors_alias_and_a_merger_lead_to_their_company() -> None:
    winner = factories.company("Orrin Labs")
    Alias.objects.create(name="Vela Robotics", key="vela robotics", company=winner, origin="editor")
    factories.company("Tarn Capital", merged_into=winner)
    stored(read(Links((mention("Vela", VELA), mention("Tarn Capital", TARN)), (), (), (), (), ())))
    assert set(Mention.objects.values_list("company", flat=True)) == {winner.pk}
    assert CompanyTag.objects.get().mentions == 2
    assert Company.objects.count() == 2


def test_names_that_share_a_slug_get_slugs_of_their_own() -> None:
    names = ["AT&T", "AT+T", "ATT", "電気", "光学"]
    keys = ["at&t", "at+t", "att", "電気", "光学"]
    entities = tuple(Entity(name, key, EntityKind.COMPANY) for name, key in zip(names, keys, strict=True))
    stored(read(Links((), (), (), (), entities, ())))
    slugs = list(Company.objects.values_list("slug", flat=True))
    assert len(set(slugs)) == 5
    assert {"att", "att-2", "att-3"} <= set(slugs)


def test_what_the_database_refuses_is_one_files_fault() -> None:
    backwards = FoundMention(Span(9, 3), VELA, 0.9, "model")
    bad = read(Links((backwards,), (), (), (), (), ()), TEXT + " One.")
    assert stored(read(NONE), bad, read(NONE, TEXT + " Two.")) == ["new", "rejected", "new"]
    assert Article.objects.count() == 2


def test_an_editors_decisions_outlive_a_changed_text(press: Path) -> None:
    path = write(press, "plant.txt", story())
    load(press)
    article = Article.objects.get()
    vela, tarn = Company.objects.get(key="vela robotics"), Company.objects.get(key="tarn capital")
    added = factories.company("Orrin Labs")
    article.company_tags.create(company=added, origin="editor")
    article.company_tags.filter(company=vela).update(origin="editor", removed=True)
    path.write_text(story().replace("Tarn Capital", "A fund") + "Ben Okoro was there.\n")
    run, _ = load(press)
    tags = dict(article.company_tags.values_list("company", "removed"))
    assert outcomes(run) == {"plant.txt": "changed"}
    assert tags == {vela.pk: True, added.pk: False}
    assert article.mentions.filter(company=vela).exists()
    assert not article.mentions.filter(company=tarn).exists()
    assert article.person_tags.filter(person__name="Ben Okoro").exists()


def test_places_are_places_of_the_stored_text(press: Path) -> None:
    write(press, "plant.txt", story())
    load(press)
    article = Article.objects.get()
    vela = Company.objects.get(key="vela robotics")
    assert {article.text[it.start : it.end] for it in vela.mentions.all()} >= {"Vela Robotics"}
    assert all(article.text[it.start : it.end] == it.text for it in article.quotes.all())
    assert Topic.objects.filter(tags__article=article).exists()
