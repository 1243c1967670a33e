"""The controlled list of topics, from articles/data/topics.toml: a tree of two levels with the phrases that speak for each entry."""

import re
import tomllib
from dataclasses import dataclass
from importlib.resources import files
from typing import Any

_WEIGHTS = {"strong": 3.0, "typical": 2.0, "hints": 0.8}


@dataclass(frozen=True, slots=True)
class TopicRule:
    """An entry of the list: the phrases that speak for it, each with its weight, and those that do in a title.

    `parent` is the slug of the entry above it; that and `iptc` may be empty. An `event` says what happened, not to what.
    """

    slug: str
    name: str
    parent: str
    iptc: str
    phrases: tuple[tuple[str, float], ...]
    title_phrases: tuple[str, ...]
    event: bool


def _slug(name: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", name.casefold()).strip("-")


def _rule(entry: dict[str, Any]) -> TopicRule:
    phrases = tuple(
        (phrase, weight) for strength, weight in _WEIGHTS.items() for phrase in entry.get(strength, ())
    )
    return TopicRule(
        slug=_slug(entry["name"]),
        name=entry["name"],
        parent=_slug(entry.get("parent", "")),
        iptc=entry.get("iptc", ""),
        phrases=phrases,
        title_phrases=tuple(entry.get("title", ())),
        event=entry.get("event", False),
    )


_DOCUMENT = tomllib.loads(files("articles").joinpath("data", "topics.toml").read_text(encoding="utf-8"))

PASSING: tuple[str, ...] = tuple(_DOCUMENT["passing"])  # phrases that speak for nothing
TOPICS = tuple(sorted(map(_rule, _DOCUMENT["topic"]), key=lambda rule: rule.name))
PARENTS = {topic.slug: topic.parent for topic in TOPICS if topic.parent}
EVENTS = frozenset(topic.slug for topic in TOPICS if topic.event)
