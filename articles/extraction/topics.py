"""Topics of the controlled list, by weighted phrases: no model, so that an editor can see why."""

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from articles.extraction.findings import FoundTopic
from articles.extraction.topic_list import EVENTS, PARENTS, PASSING, TOPICS, TopicRule
from articles.text.article import ParsedArticle
from articles.text.excerpts import body_blocks

THRESHOLD = 0.5
FIRST_SUBJECT = 0.35  # is enough for the weightiest subject: an article is about something
MOST_TOPICS = 5
_TITLE_WEIGHT = 8.0  # of a phrase that speaks for a topic in a title
_TITLE_REPEATS = 3  # any other phrase of the title counts as often as this
_LEAD_WORDS = 70  # in the first of which a phrase counts once more: news says first what it is about
_HALF = 15.0  # the weight, in an article of usual length, that gives a score of one half
_USUAL_WORDS = 400
_LENGTH_POWER = 0.75  # of the share of the usual words: weights grow less than length does
_LEAST_SHARE = 0.5  # of the weight of the article's first subject: less is in passing
_WORD = re.compile(
    r"[^\W\d_][^\W_]*(?:[&'’.][^\W_]+)*\+?|#|[$€£¥₹](?:\d[\d.,]*\w*)?|\d{1,3}(?:,\d{3})+|[^\W_]+(?:[&'’.][^\W_]+)*\+?"
)
_PLURAL_LENGTH = 4
_NUMBER = "#"  # in a phrase: any number


@dataclass(frozen=True, slots=True, eq=False)
class _Phrase:
    words: tuple[str, ...]
    exact: tuple[str, ...] | None  # the words as they must be written, for phrases with capitals
    topics: tuple[tuple[int, float], ...]  # the index in TOPICS, and the weight there
    numbers: bool  # whether one of the words is any number


type _Phrases = dict[str, list[_Phrase]]  # by their first word, longest first


@lru_cache(maxsize=20_000)  # words: those of any article recur
def _singular(word: str) -> str:
    """The word without possessive and plural, as written: `chips’s` and `chips` are `chip`. Any sum of money is `$`."""
    if word[0] in "$€£¥₹":
        return "$"
    word = re.sub(r"['’]s?$", "", word)
    if len(word) > _PLURAL_LENGTH and word.endswith("ies"):
        return word[:-3] + "y"
    plural = word.endswith("s") and not word.endswith("ss")
    return word[:-1] if plural and (len(word) > _PLURAL_LENGTH or word[:-1].isupper()) else word


def words(text: str) -> list[str]:
    """The words of a text as phrases are compared: singular, without possessives, a sum of money as `$`."""
    return [_singular(word) for word in _WORD.findall(text)]


def _compile(weighted: Iterator[tuple[str, int, float]]) -> _Phrases:
    topics: defaultdict[str, list[tuple[int, float]]] = defaultdict(list)
    for phrase, index, weight in weighted:
        topics[phrase].append((index, weight))
    topics.update((phrase, []) for phrase in PASSING)
    by_word: defaultdict[str, list[_Phrase]] = defaultdict(list)
    for phrase, found in topics.items():
        written = tuple(words(phrase))
        folded = tuple(word.casefold() for word in written)
        by_word[folded[0]].append(
            _Phrase(folded, written if phrase != phrase.lower() else None, tuple(found), _NUMBER in folded)
        )
    for phrases in by_word.values():
        phrases.sort(key=lambda phrase: -len(phrase.words))
    return dict(by_word)


def _body_phrases(rules: Sequence[TopicRule]) -> Iterator[tuple[str, int, float]]:
    return ((phrase, index, weight) for index, rule in enumerate(rules) for phrase, weight in rule.phrases)


def _title_phrases(rules: Sequence[TopicRule]) -> Iterator[tuple[str, int, float]]:
    return (
        (phrase, index, _TITLE_WEIGHT) for index, rule in enumerate(rules) for phrase in rule.title_phrases
    )


_PHRASES = _compile(_body_phrases(TOPICS))
_TITLES = _compile(_title_phrases(TOPICS))


def find_topics(article: ParsedArticle) -> tuple[FoundTopic, ...]:
    """The topics that the article is about, at most MOST_TOPICS, by falling score; a parent only where none of its children is.

    A subject must have its share of the weight of the first one; what happened need not, as few words say it.
    """
    scores = sorted(_scores(article), key=lambda found: (-found.score, found.slug))
    first = next((it.score for it in scores if it.slug not in EVENTS), 0.0)
    share = _score(_LEAST_SHARE * _weight(first))
    least = max(share, min(THRESHOLD, max(first, FIRST_SUBJECT)))
    sure = [it for it in scores if it.score >= (THRESHOLD if it.slug in EVENTS else least)]
    return narrowest(sure)[:MOST_TOPICS]


def narrowest(found: Sequence[FoundTopic]) -> tuple[FoundTopic, ...]:
    """The topics without those that stand above another of them."""
    above = {PARENTS.get(it.slug) for it in found}
    return tuple(it for it in found if it.slug not in above)


def _matches(run: Sequence[str], phrases: _Phrases) -> Iterator[_Phrase]:
    """The phrases in a run of words, from left to right; the longest wins, and none overlap."""
    folded = tuple(map(str.casefold, run))
    free_from = 0
    for at, word in enumerate(folded):
        if word in phrases and at >= free_from:
            for phrase in phrases[word]:
                end = at + len(phrase.words)
                fits = folded[at:end] == phrase.words or (
                    phrase.numbers and _fits(folded[at:end], phrase.words)
                )
                if fits and phrase.exact in (None, tuple(run[at:end])):
                    yield phrase
                    free_from = end
                    break


def _fits(run: Sequence[str], phrase: Sequence[str]) -> bool:
    """Whether a run of words is what a phrase asks for; its `#` is any number."""
    return len(run) == len(phrase) and all(
        word == wanted or (wanted == _NUMBER and word[0].isdigit())
        for word, wanted in zip(run, phrase, strict=True)
    )


def _scores(article: ParsedArticle) -> list[FoundTopic]:
    """A phrase that comes again counts less each time; long articles need more phrases."""
    body = [word for block in body_blocks(article) for word in words(article.text[block.start : block.end])]
    title = words(article.title)
    times = Counter(_matches(body, _PHRASES))
    times.update(_matches(body[:_LEAD_WORDS], _PHRASES))
    for phrase in _matches(title, _PHRASES):
        times[phrase] += _TITLE_REPEATS
    weights: defaultdict[int, float] = defaultdict(float)
    for phrase, count in (*times.items(), *((phrase, 1) for phrase in set(_matches(title, _TITLES)))):
        for topic, weight in phrase.topics:
            weights[topic] += weight * math.log2(1 + count)
    scale = (max(len(body), _USUAL_WORDS / 2) / _USUAL_WORDS) ** _LENGTH_POWER
    return [FoundTopic(TOPICS[topic].slug, _score(weight / scale)) for topic, weight in weights.items()]


def _score(weight: float) -> float:
    return round(1 - 2 ** (-weight / _HALF), 2)


def _weight(score: float) -> float:
    """The weight that gives a score: the inverse of `_score`."""
    return -_HALF * math.log2(max(1 - score, 0.01))
