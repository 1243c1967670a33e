"""The evaluation set is itself in order: the gold fits its texts, and speaks of nobody and nothing that is not there."""

import itertools
import re
import tomllib

import pytest

from articles.evaluation.load import Specimen, load, unknown_names
from articles.evaluation.spans import touches
from articles.extraction.findings import MONEY_KINDS
from articles.extraction.topic_list import TOPICS
from articles.text.article import BlockKind
from articles.text.parse import parse
from newsroom.env import ROOT

FOLDER = ROOT / "tests/golden/articles"
SPECIMENS = load(FOLDER)
KEYS = {
    "lines", "published", "topics", "cited", "open", "quotes", "roles", "money",
    "person", "company", "media", "public body", "non-profit", "university", "fund",
}  # fmt: skip
LIKELY_QUOTE = re.compile(r"“[^”]{25,}”|(?:^|(?<=[\s(]))\"[^\"\n]{25,}\"", re.MULTILINE)

each = pytest.mark.parametrize("specimen", SPECIMENS, ids=lambda it: it.gold.name)


def test_there_are_forty_articles_and_no_other_files() -> None:
    numbers = [f"{number:03}" for number in range(1, 41)]
    assert [it.gold.name for it in SPECIMENS] == numbers
    assert sorted(it.name for it in FOLDER.iterdir()) == sorted(
        f"{n}{end}" for n in numbers for end in (".toml", ".txt")
    )


@each
def test_articles_are_as_long_as_short_news(specimen: Specimen) -> None:
    assert 100 <= specimen.words <= 350


@each
def test_the_gold_is_of_the_text_that_the_machine_reads(specimen: Specimen) -> None:
    text = parse(specimen.data).text
    lines = specimen.gold.lines
    assert [text[it.span.start : it.span.end] for it in lines] == [
        it for it in text.splitlines() if it.strip()
    ]


@each
def test_no_key_is_misspelt(specimen: Specimen) -> None:
    assert set(tomllib.loads(specimen.file.with_suffix(".toml").read_text(encoding="utf-8"))) <= KEYS


@each
def test_an_article_has_one_title_at_most(specimen: Specimen) -> None:
    assert sum(line.kinds == (BlockKind.TITLE,) for line in specimen.gold.lines) <= 1


@each
def test_speakers_roles_and_citations_are_of_names_in_the_article(specimen: Specimen) -> None:
    assert list(unknown_names(specimen.gold)) == []


@each
def test_topics_and_kinds_of_money_are_those_of_the_lists(specimen: Specimen) -> None:
    assert specimen.gold.topics <= {topic.name for topic in TOPICS}
    assert {it.kind for it in specimen.gold.money} <= set(MONEY_KINDS)


@each
def test_quotes_lie_apart_and_no_long_one_is_forgotten(specimen: Specimen) -> None:
    text = parse(specimen.data).text
    spans = sorted(it.span for it in specimen.gold.quotes)
    assert all(one.end <= other.start for one, other in itertools.pairwise(spans))
    known = [*spans, *specimen.gold.open]
    paragraphs = [it.span for it in specimen.gold.lines if it.kinds[0] is BlockKind.PARAGRAPH]
    for match in LIKELY_QUOTE.finditer(text):
        if any(it.start <= match.start() < it.end for it in paragraphs):
            assert any(it.start < match.end() and match.start() < it.end for it in known), match[0]


@each
def test_nothing_that_the_gold_wants_is_open(specimen: Specimen) -> None:
    gold = specimen.gold
    wanted = [place for name in gold.names for place in name.places] + [it.span for it in gold.money]
    assert not [it for it in wanted if touches(it, gold.open)]


@each
def test_every_person_has_a_place_with_a_name_that_could_be_theirs(specimen: Specimen) -> None:
    text = parse(specimen.data).text
    for name in specimen.gold.names:
        for place in name.places:
            words = re.findall(r"\w+", text[place.start : place.end])
            assert (
                set(words) & set(re.findall(r"\w+", name.name))
                or words[0].isupper()
                or name.name.startswith(words[0])
            )
