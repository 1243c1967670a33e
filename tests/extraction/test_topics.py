import re

import pytest
from hypothesis import given

from articles.extraction.topics import MOST_TOPICS, THRESHOLD, TOPICS, find_topics
from tests.extraction.prose import article, hostile_text

NAMES = {topic.slug: topic.name for topic in TOPICS}


def names(text: str, title: str = "") -> list[str]:
    return [NAMES[found.slug] for found in find_topics(article(text, title))]


@pytest.mark.parametrize(
    ("text", "topic"),
    [
        ("The lab trains large language models. Its chatbot, an AI model, answers in a second. Machine learning is hard.", "Artificial intelligence"),
        ("Cloud providers rent out servers. The cloud service runs on a public cloud, with cloud storage.", "Cloud computing"),
        ("The Series B round was led by a venture capital firm. Earlier investors joined the funding round.", "Funding and investment"),
        ("Regulators want new rules. The legislation is before lawmakers, and a regulation will follow.", "Regulation"),
        ("The two formed a partnership. The joint venture is an alliance; both partners share the cost.", "Partnerships"),
        ("The company will lay off 40 people. The layoffs are the second job cuts this year.", "Layoffs"),
        ("A data breach exposed passwords. Hackers used ransomware and a zero-day vulnerability.", "Cybersecurity"),
    ],
)  # fmt: skip
def test_what_a_text_is_about(text: str, topic: str) -> None:
    assert names(text)[0] == topic


def test_the_title_counts_for_more() -> None:
    text = "The firm took in money. A funding round closed on Friday."
    assert "Funding and investment" not in names(text, "A quiet week")
    assert "Funding and investment" in names(text, "Funding round for a quiet firm")


def test_a_word_within_a_word_does_not_count() -> None:
    assert names("Chair said retail email rain brain. " * 20) == []


def test_capitals_are_respected_where_a_phrase_has_them() -> None:
    assert names("The stripe on the shirt was stripe and stripe. A stripe, twice.") == []


def test_scores_fall_and_keep_within_bounds() -> None:
    text = " ".join(phrase for topic in TOPICS for phrase, _ in topic.phrases)
    found = find_topics(article(text))
    scores = [topic.score for topic in found]
    assert len(found) == MOST_TOPICS
    assert scores == sorted(scores, reverse=True)
    assert all(THRESHOLD <= score <= 1 for score in scores)


def test_the_list_is_sound() -> None:
    assert len(TOPICS) >= 35
    assert len({topic.slug for topic in TOPICS}) == len({topic.name for topic in TOPICS}) == len(TOPICS)
    assert all(re.fullmatch(r"[a-z0-9]+(?:-[a-z0-9]+)*", topic.slug) for topic in TOPICS)
    assert all(re.fullmatch(r"(?:medtop:\d{8})?", topic.iptc) for topic in TOPICS)
    assert {topic.name: topic.iptc for topic in TOPICS}["Artificial intelligence"] == "medtop:20001298"
    assert all(len(dict(topic.phrases)) == len(topic.phrases) > 5 for topic in TOPICS)


@given(hostile_text)
def test_any_text(text: str) -> None:
    assert all(found.slug in NAMES for found in find_topics(article(text, text)))
