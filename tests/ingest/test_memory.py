"""What the archive remembers when a run has ended."""

from pathlib import Path

import pytest
from django.utils import timezone

from articles.ingest import reextraction
from articles.ingest import run as importing
from articles.ingest.memory import remembered, renew
from articles.models import Alias, Article, Company, CompanyTag, ImportRun, Memory, PersonTag
from articles.resolution.knowledge import Remembered
from articles.resolution.links import EntityKind
from tests import factories
from tests.ingest.press import load, story, write

pytestmark = pytest.mark.django_db


def met(company: Company, times: int, confidence: float = 0.9) -> None:
    for _ in range(times):
        CompanyTag.objects.create(article=factories.article(), company=company, confidence=confidence)


def alias(company: Company, key: str, **fields: object) -> None:
    Alias.objects.create(company=company, name=key.title(), key=key, origin="machine", **fields)


def names() -> list[Remembered]:
    return list(remembered(renew()))


def shorts() -> set[str]:
    return {short for it in names() for short in it.short}


def test_what_two_articles_speak_well_for_is_remembered_with_its_kind() -> None:
    met(factories.company("Tessaly Robotics", kind="fund"), 2)
    met(factories.company("Orrin Labs"), 1)
    met(factories.company("Vela"), 5, confidence=0.8)
    person = factories.person("Ana Petrov")
    for _ in range(2):
        PersonTag.objects.create(article=factories.article(), person=person, confidence=0.9)
    assert names() == [
        Remembered("Tessaly Robotics", EntityKind.FUND),
        Remembered("Ana Petrov", EntityKind.PERSON),
    ]


@pytest.mark.parametrize(
    "fields", [{"origin": "editor"}, {"origin": "bundled"}, {"merged": True}, {"taken_off": True}]
)
def test_what_others_decide_is_not(fields: dict[str, object]) -> None:
    company = factories.company("Tessaly Robotics", origin=fields.get("origin", "machine"))
    met(company, 4)
    if "merged" in fields:
        Company.objects.filter(pk=company.pk).update(merged_into=factories.company("Orrin Labs"))
    if "taken_off" in fields:
        CompanyTag.objects.filter(pk=CompanyTag.objects.latest("pk").pk).update(origin="editor", removed=True)
    assert names() == []


def test_a_short_form_is_remembered_where_it_is_one_company_s_alone() -> None:
    tessaly = factories.company("Tessaly Robotics")
    met(tessaly, 3)
    alias(tessaly, "tessaly")
    alias(tessaly, "the arm maker")
    assert shorts() == {"tessaly"}
    own = factories.company("Tessaly")
    alias(own, "tessaly")
    met(own, 3)
    assert shorts() == {"tessaly"}
    met(own, 1)
    assert shorts() == set()


def test_a_short_form_of_two_is_nobody_s() -> None:
    for name in ("Tessaly Robotics", "Tessaly Bank"):
        company = factories.company(name)
        met(company, 3)
        alias(company, "tessaly")
    assert shorts() == set()


@pytest.mark.parametrize("owner", ["person", "alias", "editor"])
def test_a_short_form_that_is_somebody_else_s_name_is_not_taken(owner: str) -> None:
    tessaly = factories.company("Tessaly Robotics")
    met(tessaly, 3)
    alias(tessaly, "tessaly")
    if owner == "person":
        factories.person("Tessaly")
    elif owner == "alias":
        Alias.objects.create(person=factories.person("Una Tessaly"), name="Tessaly", key="tessaly")
    else:
        factories.company("Tessaly", origin="editor")
    assert shorts() == set()


def test_it_is_renewed_when_a_run_ends_and_only_where_it_has_changed(press: Path) -> None:
    for number in range(3):
        write(press, f"{number}.txt", story(number))
    run, _ = load(press)
    assert run.memory is None
    first = Memory.objects.newest()
    assert first
    run, _ = load(press)
    assert run.memory == first
    assert Memory.objects.newest() == first


def test_a_run_that_was_interrupted_keeps_its_memory(press: Path) -> None:
    old = renew()
    write(press, "a.txt", story())
    run = importing.create([press])
    ImportRun.objects.update(memory=old, status="running", started_at=timezone.now())
    met(factories.company("Tessaly Robotics"), 3)
    newest = renew()
    assert set(Memory.objects.all()) == {old, newest}
    importing.execute(run, workers=1)
    assert run.memory == old
    ImportRun.objects.update(memory=None)
    renew()
    assert old not in set(Memory.objects.all())


def test_reading_again_uses_what_has_been_learned_since(press: Path) -> None:
    orrin = factories.company("Orrin Labs Robotics", key="orrin labs robotics")
    met(orrin, 3)
    alias(orrin, "orrin labs")
    write(press, "a.txt", story(words="The chief executive of Orrin Labs was there."))
    load(press)
    article = Article.objects.latest("pk")
    assert not article.company_tags.filter(company=orrin).exists()
    reextraction.execute(reextraction.create(scope="all"), workers=1)
    mention = article.mentions.get(company=orrin)
    assert (article.text[mention.start : mention.end], mention.basis) == ("Orrin Labs", "memory")
    assert article.company_tags.filter(company=orrin).exists()
