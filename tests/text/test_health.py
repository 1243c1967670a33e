"""The rule, tried on pages of invented templates as the parser reads them."""

import random
from dataclasses import dataclass, replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.text.article import BlockKind
from articles.text.health import LATEST_ARTICLES, PAST_ARTICLES, Sample, Sums, changes, split
from articles.text.parse import parse

WORDS = [
    "plant",
    "robots",
    "company",
    "investors",
    "quarter",
    "orders",
    "factory",
    "market",
    "board",
    "engineers",
    "prices",
    "battery",
]
MENU = (
    "Home",
    "Markets",
    "Technology",
    "Opinion",
    "Video",
    "Podcasts",
    "Newsletters",
    "Sign in",
    "Subscribe",
)
DAYS = ("{day} March 2025", "March {day}, 2025")


@dataclass(frozen=True)
class Template:
    """How a source's pages are made; of the articles, `undated` and `unsigned` are the shares that lack what they should have."""

    menu: int = 3
    footer: int = 2
    words: int = 400
    date: str = DAYS[0]
    signed: bool = True
    undated: float = 0.03
    unsigned: float = 0.1


def sentence(chance: random.Random) -> str:
    return f"The {' '.join(chance.choices(WORDS, k=chance.randint(7, 18)))} on Monday."


def page(template: Template, chance: random.Random) -> str:
    """An article; its length varies as those of news do."""
    lines = [*MENU[: template.menu], f"Vela {' '.join(chance.choices(WORDS, k=6))}"]
    if template.signed and chance.random() >= template.unsigned:
        lines.append(f"By {chance.choice(('Mia Lund', 'Olu Bello', 'Ana Petrov'))}")
    if template.date and chance.random() >= template.undated:
        lines.append(template.date.format(day=chance.randint(1, 28)))
    words = template.words * chance.lognormvariate(0, 0.5)
    while words > 0:
        lines.append(" ".join(sentence(chance) for _ in range(chance.randint(1, 4))))
        words -= len(lines[-1].split())
    return "\n\n".join([*lines, *MENU[-template.footer :]] if template.footer else lines)


def read(template: Template, articles: int, chance: random.Random) -> list[Sample]:
    """Samples of one article each."""
    return [_measured(page(template, chance).encode()) for _ in range(articles)]


def _measured(data: bytes) -> Sample:
    article = parse(data)
    kept = (it for it in article.blocks if it.kind is not BlockKind.BOILERPLATE)
    words = sum(len(article.text[it.start : it.end].split()) for it in kept)
    dated, signed = article.published is not None, bool(article.byline)
    return Sample.of(article.text, article.blocks, words=words, dated=dated, signed=signed)


def alarms(template: Template, times: int, past: list[Sample]) -> int:
    """How often twenty-five articles of a template, taken at random, are told from sixty of the past."""
    chance = random.Random(repr(template))  # noqa: S311 - articles that can be made again
    latest = read(template, 75, chance)
    drawn = (
        (sum(chance.sample(latest, 25), Sample()), sum(chance.sample(past, 60), Sample()))
        for _ in range(times)
    )
    return sum(bool(changes(*it)) for it in drawn)


BEFORE = Template()
CHANGED = {
    "dates that cannot be read": replace(BEFORE, date=""),
    "no bylines": replace(BEFORE, signed=False),
    "a longer menu": replace(BEFORE, menu=9, footer=6),
    "the beginning alone": replace(BEFORE, words=120),
    "comments below": replace(BEFORE, words=1100),
}
SAME = {
    "the same": BEFORE,
    "dates of another form": replace(BEFORE, date=DAYS[1]),
    "one link more": replace(BEFORE, menu=4),
    "somewhat shorter": replace(BEFORE, words=340),
}


@pytest.fixture(scope="module")
def past() -> list[Sample]:
    return read(BEFORE, 180, random.Random(1))  # noqa: S311 - as above


@pytest.mark.parametrize("change", CHANGED)
def test_a_changed_template_is_noticed(change: str, past: list[Sample]) -> None:
    assert alarms(CHANGED[change], 100, past) == 100


@pytest.mark.parametrize("change", SAME)
def test_what_varies_by_itself_is_no_change(change: str, past: list[Sample]) -> None:
    assert alarms(SAME[change], 100, past) == 0


def test_what_has_changed_is_said_with_figures() -> None:
    past = Sample(100, Sums(20, 4), Sums(600, 3600), Sums(97, 97), Sums(90, 90))
    latest = Sample(25, Sums(5, 1), Sums(125, 625), Sums(3, 3), Sums(23, 23))
    assert changes(latest, past) == ("they have 147 words, 402 before", "12% have a date, 97% before")
    assert past.in_words == "20% of lines cut, 402 words, 97% with a date, 90% with an author"


def of(articles: int, dated: int = 0) -> Sample:
    return Sample(articles, dated=Sums(dated, dated))


def test_few_articles_say_nothing() -> None:
    assert split([of(LATEST_ARTICLES - 1)]) is None
    assert split([of(1), of(1000)]) is None
    assert split([of(LATEST_ARTICLES), of(PAST_ARTICLES - 1)]) is None


def test_small_imports_are_taken_together() -> None:
    assert split([*[of(1, 1)] * 25, of(50, 3)]) == (of(LATEST_ARTICLES, LATEST_ARTICLES), of(55, 8))


@given(st.lists(st.integers(0, 90)))
def test_no_article_is_counted_twice(imports: list[int]) -> None:
    compared = split([of(it) for it in imports])
    if compared:
        assert sum(it.articles for it in compared) == sum(imports)


def test_a_difference_that_is_nothing_to_a_reader_is_none_however_sure() -> None:
    many = 1_000_000
    assert changes(of(many, many // 2), of(many, int(many * 0.7))) == ()
