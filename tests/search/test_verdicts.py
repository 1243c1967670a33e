from django.contrib.auth.models import User

from articles.actions import tagging
from articles.models import Article, Company, CompanyTag
from articles.search.verdicts import LEAST_DECISIONS, Verdict, verdicts
from tests import factories


def found(article: Article, company: Company) -> None:
    CompanyTag.objects.create(article=article, company=company, mentions=1, version="1")


def test_without_decisions_there_are_no_verdicts(db: None) -> None:
    found(factories.article(), factories.company())
    assert (verdicts().decisions, verdicts().articles, verdicts().rows) == (0, 0, ())


def test_too_few_decisions_say_nothing(editor: User) -> None:
    article = factories.article()
    for number in range(LEAST_DECISIONS - 1):
        tagging.add(article=article, subject=factories.company(f"Firm {number}"), by=editor)
    found(article, factories.company())
    assert (verdicts().decisions, verdicts().rows) == (LEAST_DECISIONS - 1, ())


def test_the_machines_tags_on_articles_that_editors_worked_on(editor: User) -> None:
    vela, orin = factories.company("Vela"), factories.company("Orin")
    for number in range(LEAST_DECISIONS):
        article = factories.article(f"Article {number}")
        found(article, vela)
        found(article, orin)
        tagging.remove(article=article, subject=orin, by=editor)
    tagging.add(article=article, subject=factories.company("Norden"), by=editor)
    found(factories.article("Nobody looked"), vela)
    assert verdicts().articles == LEAST_DECISIONS
    assert verdicts().rows == (
        Verdict("Companies", found=2 * LEAST_DECISIONS, kept=LEAST_DECISIONS, added=1),
    )


def test_what_was_undone_was_never_decided(editor: User) -> None:
    article, vela = factories.article(), factories.company("Vela")
    found(article, vela)
    operation = tagging.remove(article=article, subject=vela, by=editor)
    assert verdicts().decisions == 1
    tagging.undo(operation=operation, by=editor)
    assert verdicts().decisions == 0
