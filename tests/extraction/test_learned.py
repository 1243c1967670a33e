import json

from hypothesis import given
from hypothesis import strategies as st

from articles.extraction.findings import FoundTopic
from articles.extraction.learned import (
    NOTHING_LEARNED,
    LearnedTopic,
    LearnedTopics,
    TopicJudge,
    as_document,
    from_document,
    terms,
)
from tests.extraction.prose import article, hostile_text

ROBOTS = LearnedTopics(
    {"arm": (0, 1.0), "rock": (1, 2.0)}, (LearnedTopic("robotics", -1.0, {0: 4.0, 1: -4.0}),)
)
FOUND = (FoundTopic("robotics", 0.9), FoundTopic("earnings", 0.6))

numbers = st.floats(-50, 50, allow_nan=False)
models = st.builds(
    lambda words, topics: LearnedTopics(
        {word: (number, 1.5) for number, word in enumerate(sorted(words))},
        tuple(LearnedTopic(slug, bias, weights) for slug, (bias, weights) in sorted(topics.items())),
    ),
    st.sets(st.text(max_size=5), min_size=3, max_size=6),
    st.dictionaries(
        st.sampled_from(["robotics", "earnings", "space"]),
        st.tuples(numbers, st.dictionaries(st.integers(0, 2), numbers, max_size=3)),
    ),
)


def test_words_and_pairs_are_counted_the_title_three_times() -> None:
    counts = terms(article("The robot’s fast.", "Robots race"))
    assert (counts["robot"], counts["robot race"], counts["robot fast"], counts["the"]) == (4, 3, 1, 1)


def test_the_model_has_the_word_on_its_topics_and_the_rules_on_the_others() -> None:
    assert TopicJudge(ROBOTS).instead(article("An arm."), ()) == (FoundTopic("robotics", 0.95),)
    assert TopicJudge(ROBOTS).instead(article("A rock."), FOUND) == (FoundTopic("earnings", 0.6),)
    assert [it.slug for it in TopicJudge(ROBOTS).instead(article("An arm."), FOUND)] == [
        "robotics",
        "earnings",
    ]


def test_a_parent_is_left_out_where_the_model_finds_its_child() -> None:
    rules = (FoundTopic("artificial-intelligence", 0.8),)
    assert [it.slug for it in TopicJudge(ROBOTS).instead(article("An arm."), rules)] == ["robotics"]


def test_nothing_learned_changes_nothing() -> None:
    assert TopicJudge(NOTHING_LEARNED).instead(article("An arm."), FOUND) == FOUND


@given(models)
def test_a_model_is_the_same_after_it_was_stored(model: LearnedTopics) -> None:
    assert from_document(json.loads(json.dumps(as_document(model)))) == model


@given(models, hostile_text)
def test_any_text_gives_scores_between_a_half_and_one(model: LearnedTopics, text: str) -> None:
    assert all(0.5 <= it.score <= 1 for it in TopicJudge(model).instead(article(text, text), ()))
