"""An invented archive of any size, always the same for a seed: words, names and topics as unevenly spread as in real news.

Words follow Zipf's law with Mandelbrot's shift (f ~ 1 / (rank + 2.7) ** 1.07), names and topics a flatter one, as
a few companies fill the news and most are named a handful of times. Nothing of it is anybody's text.
"""

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

COMPANIES = 20_000
PEOPLE = 40_000
SOURCES = 60
WORDS = 60_000
YEARS = 10
FIRST_DAY = dt.date(2015, 1, 1)
SENTENCE_WORDS = 15
SENTENCES_A_PARAGRAPH = 4
TITLE_WORDS = 7
BATCH = 1_000

_ONSETS = [
    "b",
    "br",
    "c",
    "ch",
    "d",
    "dr",
    "f",
    "fl",
    "g",
    "gr",
    "h",
    "j",
    "k",
    "kl",
    "l",
    "m",
    "n",
    "p",
    "pl",
    "pr",
    "r",
    "s",
    "sh",
    "sk",
    "st",
    "t",
    "tr",
    "v",
    "w",
    "z",
]
_VOWELS = ["a", "e", "i", "o", "u", "ai", "ea", "ee", "io", "oa", "ou"]
_ENDS = ["", "", "n", "r", "s", "l", "m", "nd", "st", "ck", "x", "th"]
_TRADES = [
    "Systems",
    "Robotics",
    "Labs",
    "Networks",
    "Energy",
    "Foods",
    "Capital",
    "Motors",
    "Software",
    "Health",
    "Media",
    "Dynamics",
    "Cloud",
    "Bank",
]

type Numbers = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Names:
    """The names of the archive, by number; lower numbers are named more often."""

    words: NDArray[np.object_]
    companies: tuple[str, ...]
    people: tuple[str, ...]
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Article:
    """An article of the archive. Companies, people and topics are numbers from 0; `said` is a place in `text` and who speaks."""

    title: str
    text: str
    blocks: list[tuple[str, int, int]]
    words: int
    published: dt.date
    source: int
    companies: tuple[int, ...]
    people: tuple[int, ...]
    topics: tuple[int, ...]
    said: tuple[int, int]


def names(seed: int = 1) -> Names:
    """All names, which take no part in how large the archive is."""
    random = np.random.default_rng(seed)
    words = _unlike(random, WORDS, set())
    stems = [word.capitalize() for word in _unlike(random, COMPANIES + 2 * PEOPLE + SOURCES, set(words))]
    companies = stems[:COMPANIES]
    given, surnames = stems[COMPANIES : COMPANIES + 900], stems[COMPANIES + 900 : COMPANIES + 900 + PEOPLE]
    return Names(
        words=np.array(words, dtype=object),
        companies=tuple(f"{stem} {_TRADES[at % len(_TRADES)]}" for at, stem in enumerate(companies)),
        people=tuple(f"{given[at % len(given)]} {surname}" for at, surname in enumerate(surnames)),
        sources=tuple(f"The {stem} {at}" for at, stem in enumerate(stems[-SOURCES:])),
    )


def batch(number: int, named: Names, topics: int, *, words: int = 300, seed: int = 1) -> Iterator[Article]:
    """The BATCH articles of this number, each of about `words` words and tagged with some of `topics` topics."""
    yield from _Maker(named, topics, words, np.random.default_rng([seed, number])).batch(BATCH)


class _Maker:
    def __init__(self, named: Names, topics: int, words: int, random: np.random.Generator) -> None:
        self._named = named
        self._random = random
        self._sentences = max(1, words // SENTENCE_WORDS)
        self._words = _shares(len(named.words), 1.07, 2.7)
        self._companies = _shares(COMPANIES, 0.9, 10)
        self._people = _shares(PEOPLE, 0.8, 10)
        self._topics = _shares(topics, 0.7, 2)
        self._sources = _shares(SOURCES, 0.7, 2)

    def batch(self, size: int) -> Iterator[Article]:
        words = self._drawn(self._words, (size, TITLE_WORDS + self._sentences * SENTENCE_WORDS))
        tagged = {
            "companies": self._tagged(self._companies, size, 3),
            "people": self._tagged(self._people, size, 2),
            "topics": self._tagged(self._topics, size, 2),
        }
        days = self._random.integers(0, YEARS * 365, size)
        sources = self._drawn(self._sources, (size,))
        for at in range(size):
            yield self._article(
                self._named.words[words[at]].tolist(),
                FIRST_DAY + dt.timedelta(days=int(days[at])),
                int(sources[at]),
                {kind: tuple(dict.fromkeys(rows[at])) for kind, rows in tagged.items()},
            )

    def _article(
        self, words: list[str], day: dt.date, source: int, tagged: dict[str, tuple[int, ...]]
    ) -> Article:
        companies = [self._named.companies[it] for it in tagged["companies"]]
        people = [self._named.people[it] for it in tagged["people"]]
        title = " ".join([companies[0], *words[:TITLE_WORDS]])
        sentences = self._written(words[TITLE_WORDS:], [*companies, *people])
        quoted = len(sentences) // 2
        sentences[quoted] = f"“{sentences[quoted]}” said {people[0]}."
        parts = [title, *_paragraphs(sentences)]
        text = "\n\n".join(parts)
        start = text.index("“") + 1
        return Article(
            title=title,
            text=text,
            blocks=_blocks(parts),
            words=text.count(" ") + 1,
            published=day,
            source=source,
            said=(start, text.index("”", start)),
            **tagged,
        )

    def _written(self, words: Sequence[str], mentioned: Sequence[str]) -> list[str]:
        """Sentences of the words; the names begin the first of them."""
        made = []
        for at in range(self._sentences):
            run = words[at * SENTENCE_WORDS : (at + 1) * SENTENCE_WORDS]
            subject = f"{mentioned[at]} " if at < len(mentioned) else ""
            made.append(f"{subject}{' '.join(run)}.")
        return made

    def _tagged(self, shares: NDArray[np.float64], size: int, mean: int) -> list[list[int]]:
        """For each article one to about twice `mean` numbers."""
        most = 2 * mean - 1
        drawn = self._drawn(shares, (size, most)).tolist()
        counts = self._random.integers(1, most + 1, size).tolist()
        return [row[:count] for row, count in zip(drawn, counts, strict=True)]

    def _drawn(self, shares: NDArray[np.float64], shape: tuple[int, ...]) -> Numbers:
        return np.searchsorted(shares, self._random.random(shape)).astype(np.int64)


def _shares(count: int, exponent: float, shift: float) -> NDArray[np.float64]:
    """The cumulated shares of `count` ranks."""
    weights = 1.0 / (np.arange(count) + 1 + shift) ** exponent
    shares: NDArray[np.float64] = np.cumsum(weights / weights.sum())
    shares[-1] = 1.0
    return shares


def _unlike(random: np.random.Generator, count: int, taken: set[str]) -> list[str]:
    """Words that could be some, all different."""
    made: dict[str, None] = {}
    while len(made) < count:
        drawn = random.random((count, 7)).tolist()
        sizes = random.integers(2, 4, count).tolist()
        made.update(dict.fromkeys(map(_word, drawn, sizes)))
        for word in taken:
            made.pop(word, None)
    return list(made)[:count]


def _word(drawn: Sequence[float], syllables: int) -> str:
    """A word of two or three syllables; `drawn` are seven numbers below 1."""
    parts = [_ONSETS, _VOWELS] * syllables
    letters = [part[int(share * len(part))] for part, share in zip(parts, drawn, strict=False)]
    return "".join(letters) + _ENDS[int(drawn[-1] * len(_ENDS))]


def _paragraphs(sentences: Sequence[str]) -> list[str]:
    size = SENTENCES_A_PARAGRAPH
    return [" ".join(sentences[at : at + size]) for at in range(0, len(sentences), size)]


def _blocks(parts: Sequence[str]) -> list[tuple[str, int, int]]:
    blocks, start = list[tuple[str, int, int]](), 0
    for at, part in enumerate(parts):
        blocks.append(("paragraph" if at else "title", start, start + len(part)))
        start += len(part) + 2
    return blocks
