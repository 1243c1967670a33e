"""What readers ask of the invented archive, as the site, the bare index, PostgreSQL and Datasette each put it."""

import random
from collections.abc import Sequence
from dataclasses import dataclass
from string import ascii_uppercase
from urllib.parse import urlencode

from articles.resolution.names import key
from tests.benchmarks.archive import corpus


@dataclass(frozen=True, slots=True)
class Question:
    """Words and filters; `company` and `topic` are numbers of the archive, from 0."""

    word: str = ""
    company: int | None = None
    topic: int | None = None


def selective(named: corpus.Names, count: int, seed: int = 7) -> list[Question]:
    """Ordinary words, companies, and topics with a word, in equal shares."""
    chosen = random.Random(seed)  # noqa: S311 - for questions, not for secrets
    made = list[Question]()
    for at in range(count):
        word = str(named.words[chosen.randrange(150, 20_000)])
        match at % 3:
            case 0:
                made.append(Question(word=word))
            case 1:
                made.append(Question(company=chosen.randrange(5, 3_000)))
            case _:
                made.append(Question(word=word, topic=chosen.randrange(0, 30)))
    return made


def commonest(named: corpus.Names) -> Question:
    """The word that nearly all articles have."""
    return Question(word=str(named.words[0]))


def address(question: Question, named: corpus.Names, topics: Sequence[str]) -> str:
    """The page that answers."""
    asked = {"q": question.word} if question.word else {}
    if question.company is not None:
        asked["company"] = _slug(named.companies[question.company])
    if question.topic is not None:
        asked["topic"] = topics[question.topic]
    return f"/?{urlencode(asked)}" if asked else "/"


def other_pages(named: corpus.Names, count: int, seed: int = 13) -> dict[str, list[str]]:
    """Addresses of the pages around the results, by what they show."""
    lots = random.Random(seed)  # noqa: S311 - for questions, not for secrets
    words = [str(named.words[lots.randrange(150, 20_000)]) for _ in range(count)]
    companies = [_slug(named.companies[lots.randrange(0, 3_000)]) for _ in range(count)]
    people = [_slug(named.people[lots.randrange(0, 3_000)]) for _ in range(count)]
    return {
        "a company": [f"/companies/{it}/" for it in companies],
        "a person": [f"/people/{it}/" for it in people],
        "quotes with a word": [f"/quotes/?{urlencode({'q': it})}" for it in words],
        "quotes of a company's people": [f"/quotes/?{urlencode({'about': it})}" for it in companies],
        "all companies of a result": [f"/facets/company/?{urlencode({'q': it})}" for it in words],
        "all people of the archive": ["/facets/person/"] * count,
        "the directory of companies": [
            f"/companies/?letter={it}" for it in lots.choices(ascii_uppercase, k=count)
        ],
        "the directory of people": [f"/people/?letter={it}" for it in lots.choices(ascii_uppercase, k=count)],
        "all topics": ["/topics/"] * count,
    }


def _slug(name: str) -> str:
    return key(name).replace(" ", "-")


def typed_names(named: corpus.Names, count: int, seed: int = 11) -> list[str]:
    """Beginnings of names of companies and people: of the first word, of a later one, or with two letters exchanged."""
    lots = random.Random(seed)  # noqa: S311 - for questions, not for secrets
    made = []
    for at in range(count):
        name = str(lots.choice(named.companies if at % 2 else named.people))
        words = name.split()
        word = words[0] if at % 3 else words[-1]
        typed = word[: lots.randint(2, max(2, len(word)))]
        if at % 5 == 0 and len(word) > 4:
            typed = word[:2] + word[3] + word[2] + word[4:]
        made.append(typed)
    return made
