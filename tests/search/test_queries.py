"""The language, asked of a real index, against the plainest reading of each article."""

import datetime as dt
from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from articles.models import Article, Quote
from articles.search.criteria import Criteria
from articles.search.language.nodes import (
    And,
    Dated,
    Found,
    Match,
    Named,
    Node,
    Not,
    Or,
    Precision,
    Text,
    all_of,
    any_of,
)
from articles.search.matcher import Matcher
from articles.search.understanding import understand
from tests import factories
from tests.index import Index

NEXT = " x "  # words can be near those of the next quote, but no phrase goes on there
FIRST, LAST = dt.date(2024, 1, 30), dt.date(2024, 2, 3)
BODIES = (
    "Robots open plants. A solar plant, said Vela.",
    "The plant was solar; robot makers opened nothing.",
    "Solar power. A wind plant near a solar roof plant.",
    "Wind and rain, and a robotic plant. An éclair.",
    "Rain. Robt, the solr pioneer, plants trees.",
)
TITLES = ("A plant opens", "Solar days", "Robots in the wind")


@pytest.fixture
def archive(index: Index) -> Index:
    vela, ana = factories.company("Vela"), factories.person("Ana Petrov")
    for number in range(30):
        article = factories.article(
            TITLES[number % 3],
            BODIES[number % 5],
            companies=(vela,) if number % 2 else (),
            people=(ana,) if number % 4 == 1 else (),
            byline=["Ines Okafor"] if number % 7 == 0 else [],
            source=factories.source() if number % 3 else None,
            published=FIRST + dt.timedelta(number % 5) if number % 6 else None,
        )
        if number % 3 == 0:
            factories.quote(article, "Our solar plant opens,", person=ana)
        if number % 5 == 0:
            factories.quote(article, "Rain opens the robot", company=vela)
    index.refresh()
    return index


def has(node: Node, article: Article) -> bool:
    """Whether an article is one of those asked for, by the meaning of the tree alone."""
    match node:
        case And(nodes):
            return all(has(it, article) for it in nodes)
        case Or(nodes):
            return any(has(it, article) for it in nodes)
        case Not(inner):
            return not has(inner, article)
        case Dated(day, _, since):
            return article.published is not None and (article.published >= day) is since
        case Named():
            return any((it.kind, it.id) in set(_names(node.field, article)) for it in node.found)
        case Text():
            matcher = Matcher([node])
            return any(matcher.spans(text) for text in _texts(node.field, article))


def _names(field: str, article: Article) -> Iterator[tuple[str, int | None]]:
    quotes = Quote.objects.filter(article=article)
    match field:
        case "company":
            yield from (("company", it.company_id) for it in article.company_tags.all())
        case "person":
            yield from (("person", it.person_id) for it in article.person_tags.all())
        case "source":
            yield "source", article.source_id
        case "speaker":
            yield from (("person", it.person_id) for it in quotes)
            yield from (("company", it.company_id) for it in quotes)


def _texts(field: str, article: Article) -> list[str]:
    body = article.text.removeprefix(article.title)
    texts = {
        "": [article.title, body, *article.byline],
        "title": [article.title],
        "by": list(article.byline),
        "quote": [NEXT.join(Quote.objects.filter(article=article).values_list("text", flat=True))],
    }
    return texts[field]


WORDS = st.sampled_from(
    ["solar", "plant", "robot", "open", "wind", "rain", "eclair", "a", "okafor", "nothing"]
)
FIELDS = st.sampled_from(["", "", "title", "quote", "by"])
LEAVES = st.one_of(
    st.builds(Text, WORDS, st.just(Match.WORD), FIELDS),
    st.builds(Text, st.tuples(WORDS, WORDS).map(" ".join), st.just(Match.PHRASE), FIELDS),
    st.builds(
        Text,
        st.lists(WORDS, min_size=2, max_size=4).map(" ".join),
        st.just(Match.NEAR),
        FIELDS,
        st.integers(0, 9),
    ),
    st.builds(Text, st.sampled_from(["so", "robot", "pla", "éc"]), st.just(Match.PREFIX), FIELDS),
    st.builds(
        Text, st.sampled_from(["solar", "robot", "rian"]), st.just(Match.FUZZY), FIELDS, st.integers(1, 2)
    ),
    st.builds(Dated, st.dates(FIRST, LAST), st.just(Precision.DAY), st.booleans()),
)


def trees(leaves: st.SearchStrategy[Node]) -> st.SearchStrategy[Node]:
    return st.recursive(
        leaves,
        lambda inner: st.one_of(
            st.lists(inner, min_size=2, max_size=3).map(all_of),
            st.lists(inner, min_size=2, max_size=3).map(any_of),
            inner.map(lambda it: it.node if isinstance(it, Not) else Not(it)),
        ),
        max_leaves=5,
    )


@settings(max_examples=200)
@given(data=st.data())
def test_the_index_finds_what_the_tree_means(archive: Index, data: st.DataObject) -> None:
    articles = list(Article.objects.prefetch_related("company_tags", "person_tags"))
    company, person = factories.company("Vela").pk, factories.person("Ana Petrov").pk
    named = st.one_of(
        st.builds(
            Named,
            st.sampled_from(["company", "speaker"]),
            st.just("x"),
            st.just((Found("company", company, ""),)),
        ),
        st.builds(
            Named,
            st.sampled_from(["person", "speaker"]),
            st.just("x"),
            st.just((Found("person", person, ""),)),
        ),
        st.just(Named("source", "x", (Found("source", factories.source().pk, ""),))),
        st.just(Named("topic", "x")),
    )
    node = data.draw(trees(LEAVES | named))
    answers = [archive.engine.search(Criteria(words=node, page=it)) for it in (1, 2)]
    found = [pk for it in answers for pk in it.ids]
    assert sorted(found) == sorted(it.pk for it in articles if has(node, it))
    assert answers[0].total == len(found)


@pytest.mark.parametrize(
    ("typed", "titles"),
    [
        ('speaker:petrov quote:"solar plant"', {"A plant opens"}),
        ("quote:robots -speaker:petrov", {"Robots in the wind", "Solar days"}),
        ("company:Nobody", set()),
        ("-company:Nobody title:days", {"Solar days"}),
    ],
)
def test_names_are_looked_up_in_the_archive(archive: Index, typed: str, titles: set[str]) -> None:
    answer = archive.engine.search(Criteria(words=understand(typed).node))
    assert {it.title for it in Article.objects.filter(pk__in=answer.ids)} == titles


def test_a_change_of_a_quote_is_found(archive: Index) -> None:
    quote = Quote.objects.earliest("pk")
    Quote.objects.filter(pk=quote.pk).update(text="A zeppelin")
    archive.refresh()
    assert archive.engine.search(Criteria(words=understand("quote:zeppelin").node)).ids == (quote.article_id,)


def test_a_speaker_who_is_merged_speaks_as_the_one_they_became(archive: Index) -> None:
    ana, other = factories.person("Ana Petrov"), factories.person("Anna Petrova")
    before = archive.engine.search(Criteria(words=understand('speaker:"ana petrov"').node)).total
    ana.merged_into = other
    ana.save()
    archive.refresh()
    assert (
        archive.engine.search(Criteria(words=understand('speaker:"anna petrova"').node)).total == before > 0
    )
