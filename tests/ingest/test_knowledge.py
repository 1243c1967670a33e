import pytest

from articles.ingest.knowledge import snapshot
from articles.models import Alias
from articles.resolution.bundle import load_bundle
from articles.resolution.knowledge import Known
from articles.resolution.links import EntityKind
from tests import factories

pytestmark = pytest.mark.django_db


def entries() -> dict[str, Known]:
    return {known.name: known for known in snapshot().known}


def test_without_editors_the_bundle_is_all_that_is_known() -> None:
    factories.company("Vela Robotics")
    assert snapshot() == load_bundle()


def test_what_editors_made_is_known() -> None:
    vela = factories.company("Vela Robotics", origin="editor", kind="fund")
    Alias.objects.create(name="Sail", key="sail", company=vela, origin="editor", ambiguous=True)
    Alias.objects.create(name="Vela AG", key="vela ag", company=vela, origin="editor")
    Alias.objects.create(name="Velas", key="velas", company=vela, origin="machine")
    factories.person("Ana Petrov", origin="editor")
    assert entries()["Vela Robotics"] == Known("Vela Robotics", EntityKind.FUND, ("Vela AG",), ("Sail",))
    assert entries()["Ana Petrov"].kind is EntityKind.PERSON
    assert snapshot().version != load_bundle().version


def test_a_renamed_company_keeps_the_names_of_the_bundled_one() -> None:
    bundled = next(it for it in load_bundle().known if it.aliases and it.kind is EntityKind.COMPANY)
    renamed = factories.company(f"{bundled.name} Renamed")
    Alias.objects.create(name=bundled.name, key=bundled.name.casefold(), company=renamed, origin="editor")
    found = entries()
    assert bundled.name not in found
    assert {bundled.name, *bundled.aliases} - set(bundled.ambiguous) <= set(found[renamed.name].aliases)


def test_a_merged_company_is_not_known_by_itself() -> None:
    winner = factories.company("Orrin Labs", origin="editor")
    factories.company("Orrin", origin="editor", merged_into=winner)
    assert "Orrin Labs" in entries()
    assert "Orrin" not in entries()
