"""Topics as a linear model learned them from what editors decided: plain numbers, applied with nothing but numpy."""

import itertools
import math
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from articles.extraction.findings import FoundTopic
from articles.extraction.topics import MOST_TOPICS, narrowest, words
from articles.text.article import ParsedArticle
from articles.text.excerpts import body_blocks

_TITLE_REPEATS = 3  # a word of the title counts as often as this
_CERTAIN = 0.5
_FAR = 50.0  # a sum beyond which the chance is 0 or 1


def terms(article: ParsedArticle) -> Counter[str]:
    """The words of an article and the pairs of neighbours, folded, with how often they stand there."""
    counts: Counter[str] = Counter()
    title = [(article.title, _TITLE_REPEATS)]
    for text, times in (*title, *((article.text[it.start : it.end], 1) for it in body_blocks(article))):
        run = [word.casefold() for word in words(text)]
        for term in (*run, *(" ".join(pair) for pair in itertools.pairwise(run))):
            counts[term] += times
    return counts


@dataclass(frozen=True, slots=True)
class LearnedTopic:
    """One topic's part of the model: `weights` by term number, and what is added to their sum."""

    slug: str
    bias: float
    weights: Mapping[int, float]


@dataclass(frozen=True, slots=True)
class LearnedTopics:
    """The model: the number and rarity of each term, and the topics for which it is better than the rules."""

    terms: Mapping[str, tuple[int, float]]
    topics: tuple[LearnedTopic, ...]

    def vector(self, counts: Mapping[str, int]) -> dict[int, float]:
        """Counts of terms as term numbers with values: logarithm of the count times rarity, of length one."""
        values = {
            number: (1 + math.log(counts[term])) * rarity for term, (number, rarity) in self._known(counts)
        }
        length = math.sqrt(sum(value * value for value in values.values()))
        return {number: value / length for number, value in values.items()}

    def _known(self, counts: Mapping[str, int]) -> list[tuple[str, tuple[int, float]]]:
        return [(term, self.terms[term]) for term in counts if term in self.terms]


NOTHING_LEARNED = LearnedTopics({}, ())


class TopicJudge:
    """Applies a model: its weights as one matrix, made once."""

    def __init__(self, model: LearnedTopics) -> None:
        self._model = model
        self._slugs = [it.slug for it in model.topics]
        self._biases = np.array([it.bias for it in model.topics])
        self._weights = np.zeros((len(model.topics), len(model.terms)), dtype=np.float32)
        for row, topic in enumerate(model.topics):
            self._weights[row, list(topic.weights)] = list(topic.weights.values())

    def instead(self, article: ParsedArticle, found: tuple[FoundTopic, ...]) -> tuple[FoundTopic, ...]:
        """What the rules found, with the model's word on those topics that it knows better; by falling score."""
        if not self._slugs:
            return found
        given = [FoundTopic(slug, score) for slug, score in self.certain(terms(article)).items()]
        rest = [it for it in found if it.slug not in self._slugs]
        return narrowest(sorted([*given, *rest], key=lambda it: (-it.score, it.slug)))[:MOST_TOPICS]

    def certain(self, counts: Mapping[str, int]) -> dict[str, float]:
        """The topics that an article of these terms is rather about than not, each with how likely that is."""
        vector = self._model.vector(counts)
        sums = self._biases + self._weights[:, list(vector)] @ np.fromiter(
            vector.values(), float, len(vector)
        )
        chances = 1 / (1 + np.exp(-np.clip(sums, -_FAR, _FAR)))
        rounded = ((slug, round(float(it), 2)) for slug, it in zip(self._slugs, chances, strict=True))
        return {slug: chance for slug, chance in rounded if chance >= _CERTAIN}


def as_document(model: LearnedTopics) -> dict[str, Any]:
    """The model as JSON: nothing but names and numbers, so that reading one can run nothing."""
    return {
        "terms": [
            [term, rarity] for term, (_, rarity) in sorted(model.terms.items(), key=lambda it: it[1][0])
        ],
        "topics": [[it.slug, it.bias, sorted(it.weights.items())] for it in model.topics],
    }


def from_document(document: Mapping[str, Any]) -> LearnedTopics:
    """The model that `as_document` wrote."""
    terms_ = {term: (number, rarity) for number, (term, rarity) in enumerate(document["terms"])}
    topics = tuple(LearnedTopic(slug, bias, dict(weights)) for slug, bias, weights in document["topics"])
    return LearnedTopics(terms_, topics)
