"""Whether the pages of a source are made as they used to be: its latest articles against those before."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from articles.text.article import Block, BlockKind

LATEST_ARTICLES = 20  # fewer say nothing
PAST_ARTICLES = 40
SURE = 4.0  # standard errors of the difference
FIGURES = ("cut", "length", "dated", "signed")
_LEAST = {
    "cut": 0.1,
    "length": math.log(1.5),
    "dated": 0.25,
    "signed": 0.25,
}  # smaller differences are no matter
_YES_OR_NO = ("dated", "signed")


@dataclass(frozen=True, slots=True)
class Sums:
    """The sum of a figure over articles, and that of its squares."""

    total: float = 0.0
    squares: float = 0.0

    @classmethod
    def of(cls, value: float) -> Sums:
        return cls(value, value * value)

    def __add__(self, other: Sums) -> Sums:
        return Sums(self.total + other.total, self.squares + other.squares)


@dataclass(frozen=True, slots=True)
class Sample:
    """What some articles of a source are like: sums over them.

    Of an article, `cut` is the share of its lines that are page furniture, `length` the natural logarithm of its words, one
    added; `dated` and `signed` are 1 where it has a date and an author.
    """

    articles: int = 0
    cut: Sums = Sums()
    length: Sums = Sums()
    dated: Sums = Sums()
    signed: Sums = Sums()

    @classmethod
    def of(cls, text: str, blocks: Iterable[Block], *, words: int, dated: bool, signed: bool) -> Sample:
        """One article; `words` are those outside page furniture."""
        cut = kept = 0
        for block in blocks:
            lines = text.count("\n", block.start, block.end) + 1
            cut, kept = (cut + lines, kept) if block.kind is BlockKind.BOILERPLATE else (cut, kept + lines)
        share = cut / (cut + kept) if cut + kept else 0.0
        return cls(1, Sums.of(share), Sums.of(math.log1p(words)), Sums.of(dated), Sums.of(signed))

    def __add__(self, other: Sample) -> Sample:
        figures = {name: getattr(self, name) + getattr(other, name) for name in FIGURES}
        return Sample(self.articles + other.articles, **figures)

    def mean(self, figure: str) -> float:
        """The mean of a figure over the articles, 0 where there are none."""
        sums: Sums = getattr(self, figure)
        return sums.total / self.articles if self.articles else 0.0

    def variance(self, figure: str) -> float:
        """That of the mean. Where all of a few articles have a date, the next need not: so much doubt stays."""
        sums: Sums = getattr(self, figure)
        spread = sums.squares / self.articles - self.mean(figure) ** 2
        least = 1 / (self.articles + 2) if figure in _YES_OR_NO else 0.0
        return max(spread, least) / self.articles

    @property
    def words(self) -> int:
        """The typical length of an article, the geometric mean."""
        return round(math.expm1(self.mean("length")))

    @property
    def in_words(self) -> str:
        """The figures, as a line."""
        shares = (f"{self.mean('dated'):.0%} with a date", f"{self.mean('signed'):.0%} with an author")
        return ", ".join((f"{self.mean('cut'):.0%} of lines cut", f"{self.words:,} words", *shares))


def split(samples: Sequence[Sample]) -> tuple[Sample, Sample] | None:
    """The latest and the past, of the samples of imports, the newest first; None where either has too few articles."""
    latest = Sample()
    for at, sample in enumerate(samples):
        if latest.articles >= LATEST_ARTICLES:
            past = sum(samples[at:], Sample())
            return (latest, past) if past.articles >= PAST_ARTICLES else None
        latest += sample
    return None


def changes(latest: Sample, past: Sample) -> tuple[str, ...]:
    """What has changed beyond chance and by enough to matter, in words; none where pages are as they were.

    Welch's test for the difference of two means (B. L. Welch, Biometrika 34, 1947), with a bound that makes it rarely wrong.
    """
    said = {
        "cut": f"{latest.mean('cut'):.0%} of their lines are cut, {past.mean('cut'):.0%} before",
        "length": f"they have {latest.words:,} words, {past.words:,} before",
        "dated": f"{latest.mean('dated'):.0%} have a date, {past.mean('dated'):.0%} before",
        "signed": f"{latest.mean('signed'):.0%} name an author, {past.mean('signed'):.0%} before",
    }
    return tuple(said[figure] for figure in FIGURES if _differs(figure, latest, past))


def _differs(figure: str, latest: Sample, past: Sample) -> bool:
    difference = abs(latest.mean(figure) - past.mean(figure))
    error = math.sqrt(latest.variance(figure) + past.variance(figure))
    return difference >= _LEAST[figure] and difference >= SURE * error
