"""Topics of the controlled list, by weighted phrases: no model, so that an editor can see why."""

import math
import re
import tomllib
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Any

from articles.extraction.findings import FoundTopic
from articles.text.article import ParsedArticle
from articles.text.excerpts import body_blocks

THRESHOLD = 0.5
MOST_TOPICS = 5
_TITLE_REPEATS = 4  # a phrase of the title counts as often as this
_WEIGHTS = {"strong": 3.0, "typical": 2.0, "hints": 0.8}
_HALF = 10.0  # the weight, in an article of usual length, that gives a score of one half
_USUAL_WORDS = 400
_WORD = re.compile(r"[^\W_]+(?:[&'’.][^\W_]+)*\+?")
_PLURAL_LENGTH = 4


@dataclass(frozen=True, slots=True)
class TopicRule:
    """An entry of the list: the phrases that speak for it, each with its weight. `iptc` may be empty."""

    slug: str
    name: str
    iptc: str
    phrases: tuple[tuple[str, float], ...]


@dataclass(frozen=True, slots=True)
class _Phrase:
    words: tuple[str, ...]
    exact: tuple[str, ...] | None  # the words as they must be written, for phrases with capitals
    topics: tuple[tuple[int, float], ...]  # the index in TOPICS, and the weight there


def _rule(entry: dict[str, Any]) -> TopicRule:
    slug = re.sub(r"[^a-z0-9]+", "-", entry["name"].casefold()).strip("-")
    phrases = tuple((phrase, weight) for strength, weight in _WEIGHTS.items() for phrase in entry[strength])
    return TopicRule(slug, entry["name"], entry.get("iptc", ""), phrases)


def _load() -> tuple[TopicRule, ...]:
    document = tomllib.loads(files("articles").joinpath("data", "topics.toml").read_text(encoding="utf-8"))
    return tuple(sorted(map(_rule, document["topic"]), key=lambda rule: rule.name))


@lru_cache(maxsize=20_000)  # words: those of any article recur
def _singular(word: str) -> str:
    """The word without possessive and plural, as written: `chips’s` and `chips` are `chip`."""
    word = re.sub(r"['’]s?$", "", word)
    if len(word) > _PLURAL_LENGTH and word.endswith("ies"):
        return word[:-3] + "y"
    plural = word.endswith("s") and not word.endswith("ss")
    return word[:-1] if plural and (len(word) > _PLURAL_LENGTH or word[:-1].isupper()) else word


def _words(text: str) -> list[str]:
    return [_singular(word) for word in _WORD.findall(text)]


def _compile(rules: Sequence[TopicRule]) -> dict[str, list[_Phrase]]:
    """The phrases of all topics by their first word, longest first."""
    topics: defaultdict[str, list[tuple[int, float]]] = defaultdict(list)
    for index, rule in enumerate(rules):
        for phrase, weight in rule.phrases:
            topics[phrase].append((index, weight))
    by_word: defaultdict[str, list[_Phrase]] = defaultdict(list)
    for phrase, found in topics.items():
        written = tuple(_words(phrase))
        folded = tuple(word.casefold() for word in written)
        by_word[folded[0]].append(
            _Phrase(folded, written if phrase != phrase.lower() else None, tuple(found))
        )
    for phrases in by_word.values():
        phrases.sort(key=lambda phrase: -len(phrase.words))
    return dict(by_word)


TOPICS = _load()
_PHRASES = _compile(TOPICS)


def find_topics(article: ParsedArticle) -> tuple[FoundTopic, ...]:
    """The topics that the article is about, at most MOST_TOPICS, by falling score."""
    body = [_words(article.text[block.start : block.end]) for block in body_blocks(article)]
    times: Counter[_Phrase] = Counter()
    for words in body:
        times.update(_matches(words))
    for phrase in _matches(_words(article.title)):
        times[phrase] += _TITLE_REPEATS
    scores = _scores(times, sum(map(len, body)))
    best = sorted(scores, key=lambda found: (-found.score, found.slug))
    return tuple(best[:MOST_TOPICS])


def _matches(words: Sequence[str]) -> Iterator[_Phrase]:
    """The phrases in a run of words, from left to right; the longest wins, and none overlap."""
    folded = [word.casefold() for word in words]
    at = 0
    while at < len(folded):
        for phrase in _PHRASES.get(folded[at], ()):
            end = at + len(phrase.words)
            if tuple(folded[at:end]) == phrase.words and phrase.exact in (None, tuple(words[at:end])):
                yield phrase
                at = end
                break
        else:
            at += 1


def _scores(times: Counter[_Phrase], length: int) -> Iterable[FoundTopic]:
    """A phrase that comes again counts less each time; long articles need more phrases."""
    weights: defaultdict[int, float] = defaultdict(float)
    for phrase, count in times.items():
        for topic, weight in phrase.topics:
            weights[topic] += weight * math.log2(1 + count)
    scale = _HALF * math.sqrt(max(length, _USUAL_WORDS / 2) / _USUAL_WORDS)
    for topic, weight in weights.items():
        score = round(1 - 2 ** (-weight / scale), 2)
        if score >= THRESHOLD:
            yield FoundTopic(TOPICS[topic].slug, score)
