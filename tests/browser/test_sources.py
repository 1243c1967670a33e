"""An admin finds that two sources are one, and that they are not."""

from typing import Literal

import pytest
from django.contrib.auth.models import User
from playwright.sync_api import Page, expect

from articles.models import ImportRun, Measure, Rule, Source, SourceAlias
from tests.browser.axe import violations
from tests.browser.conftest import LogIn
from tests.ingest.test_health import sample as measured
from tests.sample import Sample

NEWS = "Another Name of It"


@pytest.fixture
def desk(sample: Sample, admin: User, log_in: LogIn) -> Source:
    """A source with a rule, an alias, and another that was merged into it."""
    source, other = Source.objects.order_by("name")[:2]
    line = "Read every day what others read a week later"
    Rule.objects.create(source=source, line=line.lower(), sample=line, articles=41, of=1045)
    SourceAlias.objects.create(source=source, name="lantern.example", key="lanternexample")
    for it in (measured(80), measured(30, dated=0.0)):
        Measure.objects.keep(source.pk, ImportRun.objects.create(), it)
    Source.objects.filter(pk=other.pk).update(merged_into=source)
    log_in(admin)
    return source


@pytest.mark.parametrize(
    ("width", "scheme"), [(390, "light"), (390, "dark"), (1280, "light"), (1280, "dark")]
)
def test_the_pages_are_readable_and_calm(
    page: Page, desk: Source, width: int, scheme: Literal["light", "dark"]
) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    page.emulate_media(color_scheme=scheme)
    for address in ("/desk/sources/", "/desk/sources/?q=zzz", desk.get_absolute_url()):
        page.goto(address)
        assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), address
        assert violations(page) == [], address


def test_two_sources_are_made_one_and_two_again(
    page: Page, sample: Sample, admin: User, log_in: LogIn
) -> None:
    first, second = Source.objects.order_by("name")[:2]
    log_in(admin)
    page.goto("/desk/rules/")
    page.get_by_role("link", name="Sources").click()
    page.get_by_role("link", name=second.name, exact=True).click()
    said = page.get_by_role("main").get_by_role("status")
    page.get_by_label("Into").select_option(first.name)
    page.get_by_role("button", name="Merge").click()
    expect(said).to_contain_text(f"Merged {second.name} into {first.name}.")
    expect(page.get_by_role("heading", level=1)).to_have_text(first.name)
    page.get_by_role("button", name=f"Split off {second.name}").click()
    expect(said).to_contain_text(f"Split {second.name} off from {first.name}.")
    expect(page.get_by_role("heading", level=1)).to_have_text(second.name)
    page.get_by_role("region", name="Rename").get_by_label("Name").fill(NEWS)
    page.get_by_role("button", name="Rename", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(NEWS)
    page.get_by_role("button", name="Undo").click()
    expect(said).to_contain_text("Undone: Renamed")
