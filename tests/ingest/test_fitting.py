"""What is learned from examples, and when it is used."""

import random
from collections import Counter

from articles.extraction.learned import TopicJudge
from articles.ingest.fitting import FEWEST_POSITIVES, Comparison, Example, fit

NOISE = tuple("abcdefghijklmnop")
QUARRY = frozenset({"quarrying"})


def example(
    number: int, topics: frozenset[str], word: str = "", rules: frozenset[str] = frozenset()
) -> Example:
    lots = random.Random(number)  # noqa: S311
    return Example(Counter([*lots.choices(NOISE, k=12), *([word] if word else [])]), topics, rules)


def told_by_a_word(rules: frozenset[str] = frozenset()) -> list[Example]:
    about = [example(it, QUARRY, "basalt", rules) for it in range(30)]
    return [*about, *(example(it, frozenset(), "copper") for it in range(30, 90))]


def only(comparisons: tuple[Comparison, ...]) -> Comparison:
    (one,) = comparisons
    return one


def test_a_topic_that_a_word_tells_is_learned_where_the_rules_do_not_know_it() -> None:
    made = fit(told_by_a_word())
    comparison = only(made.comparisons)
    assert (comparison.slug, comparison.positives, comparison.rules.f1) == ("quarrying", 30, 0)
    assert comparison.model.f1 > 0.95
    assert comparison.model_is_better
    assert "quarrying" in TopicJudge(made.learned).certain(Counter(["basalt", "a"]))
    assert TopicJudge(made.learned).certain(Counter(["copper", "a"])) == {}


def test_rules_that_are_as_good_are_kept() -> None:
    made = fit(told_by_a_word(rules=QUARRY))
    assert only(made.comparisons).rules.f1 == 1
    assert not only(made.comparisons).model_is_better
    assert made.learned.topics == ()


def test_what_no_word_tells_is_not_taken_for_learned() -> None:
    """The figures are those of articles that the model has not seen: by heart it would know them all."""
    lots = random.Random(1)  # noqa: S311
    examples = [example(it, QUARRY if lots.random() < 0.4 else frozenset()) for it in range(120)]
    assert only(fit(examples).comparisons).model.f1 < 0.7


def test_few_examples_are_none() -> None:
    examples = [
        example(it, QUARRY if it < FEWEST_POSITIVES - 1 else frozenset(), "basalt") for it in range(90)
    ]
    assert fit(examples).comparisons == ()
    assert fit([]).comparisons == ()


def test_a_topic_of_all_articles_says_nothing() -> None:
    assert fit([example(it, QUARRY) for it in range(40)]).comparisons == ()


def test_the_same_examples_give_the_same_model() -> None:
    assert fit(told_by_a_word()) == fit(told_by_a_word())
