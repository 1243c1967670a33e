"""Topics learned from editors, from their tags to the readings that use them."""

import io

import pytest
from django.core.management import call_command

from articles.extraction.learned import TopicJudge
from articles.ingest.knowledge import snapshot
from articles.ingest.reextraction import outdated
from articles.models import Article, Topic, TopicModel, TopicTag
from articles.reading import VERSION
from articles.text.parse import parse
from tests import factories

pytestmark = pytest.mark.django_db

BASALT = "The quarry sells basalt to builders. Number {} of its pits is the deepest of all."
ROBOT = "The robot has a robotic arm. Robotics is its trade. Humanoid number {} is the best of the robots."


def train() -> str:
    out = io.StringIO()
    call_command("train_topics", stdout=out)
    return out.getvalue()


def decide(article: Article, topic: Topic, *, removed: bool = False) -> None:
    TopicTag.objects.update_or_create(
        article=article, topic=topic, defaults={"origin": "editor", "removed": removed}
    )


def decided_archive(number: int = 24) -> None:
    """Quarries are property, says an editor, and robots are not robotics but logistics."""
    robotics, logistics, space = (factories.topic(it) for it in ("Robotics", "Logistics", "Property"))
    for at in range(number):
        decide(factories.article("A pit", BASALT.format(at)), space)
        robot = factories.article("A machine", ROBOT.format(at), topics=(robotics,))
        decide(robot, robotics, removed=True)
        decide(robot, logistics)


def topics(text: str) -> list[str]:
    article = parse(f"A plain title\n\n{text}\n".encode())
    return [it.slug for it in TopicJudge(snapshot().learned).instead(article, ())]


def test_what_editors_say_is_learned_and_used() -> None:
    decided_archive()
    said = train()
    assert "Learned from 48 articles: 2 topics have at least 20 of them, and for 2 of these" in said
    assert [line.split()[-1] for line in said.splitlines() if line.startswith(("logistics", "property"))] == [
        "model",
        "model",
    ]
    assert "robotics" not in said
    assert topics(BASALT.format(99)) == ["property"]
    assert topics(ROBOT.format(99)) == ["logistics"]


def test_articles_read_before_are_out_of_date_afterwards() -> None:
    decided_archive()
    Article.objects.update(version=VERSION, knowledge=snapshot().version)
    assert not outdated().exists()
    train()
    assert outdated().count() == Article.objects.count()


def test_what_nobody_has_looked_at_is_not_learned_from() -> None:
    space = factories.topic("Property")
    for at in range(30):
        factories.article("A pit", BASALT.format(at), topics=(space,))
    assert "Learned from 0 articles: 0 topics" in train()
    assert topics(BASALT.format(99)) == []


def test_the_newest_model_counts_and_the_same_tags_give_the_same() -> None:
    decided_archive()
    train()
    train()
    first, second = TopicModel.objects.order_by("pk")
    assert (first.version, first.document) == (second.version, second.document)
    TopicTag.objects.all().delete()
    train()
    assert snapshot().learned.topics == ()
