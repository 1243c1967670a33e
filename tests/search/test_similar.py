import datetime as dt
import shutil

from articles.search.article_page import article_page
from tests import factories
from tests.index import Index


def test_those_that_share_telling_words_are_alike(index: Index) -> None:
    reactor = "The reactor at Northport was refuelled with thorium pellets."
    first = factories.article("Thorium day", reactor)
    second = factories.article(
        "Northport again",
        "At Northport thorium pellets arrived for the reactor.",
        source=factories.source(),
        published=dt.date(2025, 6, 24),
    )
    for number in range(5):
        factories.article(f"Elsewhere {number}", "A bakery opened, and the people were glad.")
    index.refresh()
    (found,) = article_page(first.pk).similar
    assert (found.title, found.url) == (second.title, second.get_absolute_url())
    assert (found.source, found.published) == ("The Ledger", dt.date(2025, 6, 24))


def test_an_article_that_the_index_lacks_has_none_alike(index: Index) -> None:
    article = factories.article()
    assert article_page(article.pk).similar == ()
    shutil.rmtree(index.folder)
    assert article_page(article.pk).similar == ()
