import re
from html import unescape

import pytest
from django.contrib.auth.models import User
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from articles.actions import tagging
from articles.evaluation.accuracy import MEASURES, load_accuracy
from articles.models import CompanyTag
from articles.search.verdicts import LEAST_DECISIONS
from tests import factories

URL = "/about/accuracy/"
QUERIES = 4


def text(client: Client) -> str:
    response = client.get(URL)
    assert response.status_code == 200
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", response.content.decode())).split())


def test_every_figure_is_shown_with_what_it_stands_on(client: Client, db: None) -> None:
    page = text(client)
    for measure in MEASURES:
        tally = load_accuracy().figures[measure.key]
        assert f"{measure.label} " in page
        assert f"{tally.right:,} of {tally.found:,}" in page
    assert f"We wrote {load_accuracy().articles} articles" in page
    assert "90 to 100%" in page


def test_without_decisions_it_says_when_there_will_be_verdicts(client: Client, db: None) -> None:
    assert f"From {LEAST_DECISIONS} on, what they say stands here." in text(client)


def test_editors_verdicts_stand_there_once_there_are_enough(client: Client, editor: User) -> None:
    decide(editor, LEAST_DECISIONS - 1)
    assert "So far there are 49 of them" in text(client)
    decide(editor, 1)
    assert "Companies 0% 0 of 50 0" in text(client)
    assert "Editors have made 50 decisions about what 50 articles" in text(client)


def test_it_is_for_reading_and_for_everybody(client: Client, db: None) -> None:
    assert client.post(URL).status_code == 405
    assert client.head(URL).status_code == 200


def test_queries_do_not_grow_with_the_archive(
    client: Client, editor: User, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    decide(editor, LEAST_DECISIONS + 10)
    with django_assert_max_num_queries(QUERIES):
        client.get(URL)


@pytest.mark.parametrize("confidence", [0.2, 0.99])
def test_where_the_machine_is_unsure_the_page_is_linked(client: Client, db: None, confidence: float) -> None:
    article = factories.article()
    CompanyTag.objects.create(article=article, company=factories.company(), mentions=1, confidence=confidence)
    page = client.get(article.get_absolute_url()).content.decode()
    assert ('href="/about/accuracy/#sure"' in page) == (confidence == 0.2)
    assert 'href="/about/accuracy/"' in page


def decide(editor: User, times: int) -> None:
    """Remove a tag of the machine's from so many articles."""
    company = factories.company()
    for _ in range(times):
        article = factories.article()
        CompanyTag.objects.create(article=article, company=company, mentions=1, version="1")
        tagging.remove(article=article, subject=company, by=editor)
