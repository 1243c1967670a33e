"""Articles that tell the same text become one story, whenever and in whatever order they come."""

import datetime as dt
import random
from collections.abc import Sequence
from threading import Event, Thread, Timer

import pytest
from django.db import connection, transaction

from articles.folding.fold import fold
from articles.models import Article, Sketch, StoryVerdict
from tests import factories
from tests.stories.edits import EDITS

WORDS = [
    "ferry",
    "harbour",
    "crew",
    "night",
    "engine",
    "pier",
    "fog",
    "rope",
    "lamp",
    "captain",
    "board",
    "ticket",
    "winter",
    "repair",
    "bell",
]


def text(seed: int, words: int = 120) -> str:
    """Running text that no other seed has."""
    lots = random.Random(seed)  # noqa: S311 - no secret
    return " ".join(lots.choices(WORDS, k=words))


def stories() -> dict[str, str | None]:
    """The title of each article, with that of the one that leads its story."""
    return dict(Article.objects.order_by("pk").values_list("title", "story__title"))


pytestmark = pytest.mark.django_db


def test_versions_are_folded_and_the_earliest_leads() -> None:
    factories.article("Late", text(1), published=dt.date(2025, 3, 2))
    factories.article("Early", text(1, 100), published=dt.date(2025, 3, 1))
    factories.article("Undated", text(1, 110))
    factories.article("Another", text(2))
    assert fold() == 4
    assert stories() == {"Late": "Early", "Early": None, "Undated": "Early", "Another": None}


def test_of_one_day_the_longest_leads_then_the_first() -> None:
    day = dt.date(2025, 3, 1)
    for title, words in (("Short", 100), ("Long", 120), ("Long too", 120)):
        factories.article(title, text(1, words), published=day)
    fold()
    assert stories() == {"Short": "Long", "Long": None, "Long too": "Long"}


def test_what_comes_later_joins_and_may_lead() -> None:
    factories.article("Later", text(1), published=dt.date(2025, 3, 2))
    fold()
    factories.article("Earlier", text(1, 90), published=dt.date(2025, 3, 1))
    assert fold() == 1
    assert stories() == {"Later": "Earlier", "Earlier": None}
    assert fold() == 0


def test_a_bridge_makes_one_story_of_two() -> None:
    whole = text(1, 400)
    words = whole.split()
    factories.article("Beginning", " ".join(words[:220]))
    factories.article("End", " ".join(words[200:]))
    fold()
    assert stories() == {"Beginning": None, "End": None}
    factories.article("Whole", whole)
    fold()
    assert stories() == {"Beginning": "Whole", "End": "Whole", "Whole": None}


def test_another_text_leaves_the_story_and_another_date_changes_its_lead() -> None:
    for day in (1, 2, 3):
        factories.article(f"Day {day}", text(1), published=dt.date(2025, 3, day))
    fold()
    assert stories() == {"Day 1": None, "Day 2": "Day 1", "Day 3": "Day 1"}
    changed = Article.objects.get(title="Day 1")
    changed.text = changed.text.replace(text(1), text(2))
    changed.save()
    assert fold() == 1
    assert stories() == {"Day 1": None, "Day 2": None, "Day 3": "Day 2"}
    Article.objects.filter(title="Day 3").update(published=dt.date(2020, 1, 1))
    assert fold() == 1
    assert stories() == {"Day 1": None, "Day 2": "Day 3", "Day 3": None}


def test_what_changes_nothing_of_the_text_is_not_folded_again() -> None:
    factories.article("One", text(1))
    fold()
    Article.objects.update(title="Other", lead="x")
    assert fold() == 0


def test_boilerplate_makes_no_story() -> None:
    for number in (1, 2):
        article = factories.article(f"Number {number}", f"{text(number, 60)}\n\n{text(99, 200)}")
        own, end = len(article.title) + 2, len(article.text)
        cut = article.text.index("\n\n", own) + 2
        Article.objects.filter(pk=article.pk).update(
            blocks=[["title", 0, len(article.title)], ["paragraph", own, cut - 2], ["boilerplate", cut, end]]
        )
    fold()
    assert set(stories().values()) == {None}


def test_editors_have_the_last_word() -> None:
    one, other = (factories.article(f"Version {it}", text(1)) for it in (1, 2))
    third = factories.article("Quite another", text(2))
    StoryVerdict.objects.create(first=one, second=other, same=False)
    StoryVerdict.objects.create(first=other, second=third, same=True)
    for _ in range(2):
        fold()
        assert stories() == {"Version 1": None, "Version 2": None, "Quite another": "Version 2"}
        Sketch.objects.all().delete()


def test_the_order_of_arrival_makes_no_difference() -> None:
    lots = random.Random(5)  # noqa: S311 - no secret
    originals = [[text(seed, 80), text(seed + 50, 80)] for seed in range(4)]
    versions = [(f"{at}", it) for at, it in enumerate(originals)]
    versions += [
        (f"{at} {name}", edit(it, lots)) for at, it in enumerate(originals) for name, edit in EDITS.items()
    ]

    def folded(order: Sequence[tuple[str, list[str]]], each: int) -> dict[str, str | None]:
        Article.objects.all().delete()
        for number, (title, paragraphs) in enumerate(order, 1):
            day = dt.date(2025, 1, 1) + dt.timedelta(days=[it for it, _ in versions].index(title))
            factories.article(title, "\n\n".join(paragraphs), published=day)
            if number % each == 0:
                fold()
        fold()
        return {title: lead for title, lead in stories().items() if lead}

    once = folded(versions, 100)
    assert len(once) > 20
    for each in (1, 3):
        assert folded(lots.sample(versions, len(versions)), each) == once


@pytest.mark.django_db(transaction=True)
def test_it_waits_for_an_import_that_holds_an_article() -> None:
    article = factories.article("Held", text(1))
    factories.article("Free", text(1))
    held, release = Event(), Event()

    def hold() -> None:
        with transaction.atomic():
            Article.objects.select_for_update().get(pk=article.pk)
            held.set()
            release.wait(30)
        connection.close()

    holder = Thread(target=hold)
    holder.start()
    assert held.wait(30)
    late = Timer(0.9, release.set)
    late.start()
    assert fold() == 2
    holder.join()
    late.join()
    assert stories() == {"Held": None, "Free": "Held"}
