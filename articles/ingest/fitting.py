"""Learns topics from examples, and says honestly whether that beats the rules. The only module that knows scikit-learn."""

import math
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import KFold

from articles.extraction.learned import LearnedTopic, LearnedTopics, TopicJudge

FEWEST_POSITIVES = 20  # articles about a topic, below which its figures would be chance
_FOLDS = 5
_MOST_TERMS = 5_000
_FEWEST_ARTICLES = 2  # with a term, for it to say something of others
_PENALTY = 10.0  # scikit-learn's C: how far single terms may go
_DIGITS = 4


@dataclass(frozen=True, slots=True)
class Example:
    """An article that an editor has looked at: its terms, its topics, and those that the rules would give it; slugs."""

    terms: Counter[str]
    topics: frozenset[str]
    by_rules: frozenset[str]


@dataclass(frozen=True, slots=True)
class Figures:
    """Precision and recall, from 0 to 1."""

    precision: float
    recall: float

    @property
    def f1(self) -> float:
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


@dataclass(frozen=True, slots=True)
class Comparison:
    """A topic with enough examples: how many there are, how the rules do on them, and how a model does on those it was not shown."""

    slug: str
    positives: int
    rules: Figures
    model: Figures

    @property
    def model_is_better(self) -> bool:
        return self.model.f1 > self.rules.f1


@dataclass(frozen=True, slots=True)
class Fit:
    """What was learned: a comparison for each topic with enough examples, by slug, and the model of those where it is better."""

    comparisons: tuple[Comparison, ...]
    learned: LearnedTopics


def fit(examples: Sequence[Example]) -> Fit:
    """The model for these examples, the same for the same ones; cross-validated in five parts."""
    counts = Counter(slug for example in examples for slug in example.topics)
    slugs = sorted(slug for slug, count in counts.items() if FEWEST_POSITIVES <= count < len(examples))
    predicted = _cross_validated(examples, slugs) if slugs else {}
    comparisons = tuple(
        Comparison(
            slug,
            counts[slug],
            rules=_figures(examples, slug, {at for at, it in enumerate(examples) if slug in it.by_rules}),
            model=_figures(examples, slug, predicted[slug]),
        )
        for slug in slugs
    )
    return Fit(comparisons, _model(examples, [it.slug for it in comparisons if it.model_is_better]))


def _cross_validated(examples: Sequence[Example], slugs: Sequence[str]) -> dict[str, set[int]]:
    """For each topic the examples that a model gives it which has not seen them."""
    predicted: dict[str, set[int]] = {slug: set() for slug in slugs}
    for shown, kept in KFold(_FOLDS, shuffle=True, random_state=0).split(range(len(examples))):
        judge = TopicJudge(_model([examples[at] for at in shown], slugs))
        for at in kept:
            for slug in judge.certain(examples[at].terms):
                predicted[slug].add(int(at))
    return predicted


def _figures(examples: Sequence[Example], slug: str, given: Collection[int]) -> Figures:
    right = sum(slug in examples[at].topics for at in given)
    wanted = sum(slug in example.topics for example in examples)
    return Figures(right / len(given) if given else 0.0, right / wanted if wanted else 0.0)


def _model(examples: Sequence[Example], slugs: Iterable[str]) -> LearnedTopics:
    empty = LearnedTopics(_vocabulary(examples), ())
    matrix = _matrix([empty.vector(example.terms) for example in examples], len(empty.terms))
    topics = []
    for slug in slugs:
        wanted = np.array([slug in example.topics for example in examples])
        if len(empty.terms) and wanted.any() and not wanted.all():
            topics.append(_topic(slug, matrix, wanted))
    return LearnedTopics(empty.terms if topics else {}, tuple(topics))


def _vocabulary(examples: Sequence[Example]) -> dict[str, tuple[int, float]]:
    """The terms of most articles, each with a number and how rare it is."""
    found = Counter(term for example in examples for term in example.terms)
    usual = sorted((it for it in found if found[it] >= _FEWEST_ARTICLES), key=lambda it: (-found[it], it))
    return {
        term: (number, round(math.log((1 + len(examples)) / (1 + found[term])) + 1, _DIGITS))
        for number, term in enumerate(usual[:_MOST_TERMS])
    }


def _matrix(vectors: Sequence[Mapping[int, float]], width: int) -> csr_matrix:
    places = [(row, column) for row, vector in enumerate(vectors) for column in vector]
    values = [value for vector in vectors for value in vector.values()]
    rows, columns = zip(*places, strict=True) if places else ((), ())
    return csr_matrix((values, (rows, columns)), shape=(len(vectors), width))


def _topic(slug: str, matrix: csr_matrix, wanted: np.ndarray) -> LearnedTopic:
    model = LogisticRegression(C=_PENALTY, class_weight="balanced", solver="liblinear", random_state=0)
    model.fit(matrix, wanted)
    weights = {number: round(float(it), _DIGITS) for number, it in enumerate(model.coef_[0])}
    told = {number: weight for number, weight in weights.items() if weight}
    return LearnedTopic(slug, round(float(model.intercept_[0]), _DIGITS), told)
