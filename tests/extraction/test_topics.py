import re

import pytest
from hypothesis import given

from articles.extraction.topic_list import PARENTS, TOPICS
from articles.extraction.topics import FIRST_SUBJECT, MOST_TOPICS, THRESHOLD, find_topics
from tests.extraction.prose import article, hostile_text

NAMES = {topic.slug: topic.name for topic in TOPICS}


def names(text: str, title: str = "") -> list[str]:
    return [NAMES[found.slug] for found in find_topics(article(text, title))]


@pytest.mark.parametrize(
    ("text", "topic"),
    [
        ("The lab does research into deep learning. Its neural network beats others in machine learning. AI is its business.", "Artificial intelligence"),
        ("The large language model writes letters. Generative AI like ChatGPT is what people ask for.", "Generative AI"),
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


def test_some_words_speak_for_a_topic_in_titles_only() -> None:
    text = "Vela and Norden told their people on Monday. Neither gave a figure."
    assert names(text, "Vela buys Norden")[0] == "Mergers and acquisitions"
    assert names(f"{text} Vela buys Norden.", "A busy day") == []


def test_a_sum_of_money_is_a_word_of_a_title() -> None:
    for sum_ in ("$4 million", "€1.5m", "£300,000", "$20M"):
        assert names("It makes tools.", f"Vela lands {sum_} for its tools") == ["Funding and investment"]
    assert names("It makes tools.", "Vela lands in Oslo") == []


def test_what_the_opening_says_counts_for_more() -> None:
    said, rest = (
        "The acquisition is done: the merger closed. ",
        "Nothing else was said on the day, or after. " * 12,
    )
    assert names(said + rest) == ["Mergers and acquisitions"]
    assert names(rest + said) == []


def test_what_is_said_in_passing_is_left_out() -> None:
    main = "Vela bought a bike-sharing firm. Its e-bike is an electric bike. The bicycle and the scooter follow. "
    passing = "The headphones and the soundbar wait. "
    assert "Audio and cameras" in names(passing * 2)
    assert "Audio and cameras" not in names(main * 6 + passing * 2, "Bikes and scooters by Vela")


def test_what_happened_is_given_beside_a_subject_of_much_weight() -> None:
    bikes = "Vela makes bicycles. Its e-bike is an electric bike, and its scooter is an electric scooter. "
    found = names(
        bikes * 6 + "Vela has raised $4m in a funding round.", "Vela’s bikes and scooters raise $4m"
    )
    assert set(found) == {"Bikes and scooters", "Funding and investment"}


def test_the_first_subject_needs_less_than_others() -> None:
    short = "Vela makes a bicycle and a helmet. Nothing else was said on the day, or after."
    [found] = find_topics(article(short))
    assert NAMES[found.slug] == "Bikes and scooters"
    assert FIRST_SUBJECT <= found.score < THRESHOLD


def test_what_an_article_only_compares_with_is_no_subject() -> None:
    assert names("It is an Airbnb for boats, an Uber of the sea. " * 3) == []
    assert names("It rents out boats on Airbnb, and calls Uber. " * 3) != []


def test_a_parent_is_left_out_where_a_child_is_found() -> None:
    text = "AI is everywhere. Machine learning and deep learning help. The robot, a humanoid with a robotic arm, is robotics."
    found = names(text, "AI robot")
    assert "Robotics" in found
    assert "Artificial intelligence" not in found


def test_a_word_within_a_word_does_not_count() -> None:
    assert names("Chair said retail email rain brain. " * 20) == []


def test_capitals_are_respected_where_a_phrase_has_them() -> None:
    assert names("The stripe on the shirt was stripe and stripe. A stripe, twice.") == []


def test_scores_fall_and_keep_within_bounds() -> None:
    text = " ".join(f"{phrase}." for topic in TOPICS for phrase, _ in topic.phrases)
    found = find_topics(article(text))
    scores = [topic.score for topic in found]
    assert len(found) <= MOST_TOPICS
    assert scores == sorted(scores, reverse=True)
    assert all(FIRST_SUBJECT <= score <= 1 for score in scores)


def test_the_list_is_sound() -> None:
    assert 70 <= len(TOPICS) <= 90
    assert len({topic.slug for topic in TOPICS}) == len({topic.name for topic in TOPICS}) == len(TOPICS)
    assert all(re.fullmatch(r"[a-z0-9]+(?:-[a-z0-9]+)*", topic.slug) for topic in TOPICS)
    assert all(re.fullmatch(r"(?:medtop:\d{8})?", topic.iptc) for topic in TOPICS)
    assert {topic.name: topic.iptc for topic in TOPICS}["Artificial intelligence"] == "medtop:20001298"
    assert all(len(dict(topic.phrases)) == len(topic.phrases) for topic in TOPICS)
    assert all(len(set(topic.title_phrases)) == len(topic.title_phrases) for topic in TOPICS)


def test_the_list_is_a_tree_of_two_levels() -> None:
    tops = {topic.slug for topic in TOPICS if not topic.parent}
    assert 8 <= len(tops) <= 12
    assert set(PARENTS.values()) == tops
    assert all(len(topic.phrases) > 5 for topic in TOPICS if topic.parent or topic.phrases)


@given(hostile_text)
def test_any_text(text: str) -> None:
    assert all(found.slug in NAMES for found in find_topics(article(text, text)))


def test_a_phrase_may_ask_for_any_number() -> None:
    for number in ("85", "1,200", "9"):
        assert names("It makes tools.", f"Vela cuts {number} jobs") == ["Layoffs"]
    assert "Layoffs" not in names("It makes tools.", "Vela cuts no jobs")
