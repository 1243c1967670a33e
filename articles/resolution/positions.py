"""Whose titles: the places of a found role made into a person and a company."""

import re
from collections.abc import Sequence

from articles.extraction.findings import FoundRole
from articles.resolution.focus import Focus
from articles.resolution.links import Entity, EntityKind, Mention, Role
from articles.text.article import ParsedArticle

_LEADS_A_COMPANY = re.compile(r"\b(?:C[EFTO]O|CMO|CIO|chief|(?:co-?)?founder)\b", re.IGNORECASE)
_THE_COMPANY = frozenset({"its", "company", "startup", "start-up"})
_SOME_FIRM = frozenset({"firm", "group"})


def bind_roles(
    article: ParsedArticle, roles: Sequence[FoundRole], mentions: Sequence[Mention]
) -> tuple[Role, ...]:
    """The roles of people who are known for sure, each person, title and company once, in order."""
    focus = Focus(article.text, mentions)
    bound: dict[tuple[str, str, str | None], Role] = {}
    for role in roles:
        person = focus.entity_at(role.person)
        if person is None or person.kind is not EntityKind.PERSON or not person.linked:
            continue
        company = _company(article, focus, role)
        key = (person.key, role.title.casefold(), company.key if company else None)
        bound.setdefault(key, Role(person, role.title, company, role.past, role.sentence))
    return tuple(bound.values())


def _company(article: ParsedArticle, focus: Focus, role: FoundRole) -> Entity | None:
    """The company at the place that the role gives, or the one that "the company" means there."""
    if role.company is None:
        return _company_of_article(focus, role)
    named = focus.entity_at(role.company)
    if named is not None:
        return named if named.kind is not EntityKind.PERSON else None
    words = article.text[role.company.start : role.company.end]
    if words.casefold() in _THE_COMPANY:
        return focus.the_company(role.company.start)
    if words.casefold() in _SOME_FIRM:
        return focus.organisation_before(role.company.start)
    return focus.organisation_named(words)


def _company_of_article(focus: Focus, role: FoundRole) -> Entity | None:
    """Whom "CEO Jane Doe" leads in an article about one company: that one, where the paragraph has named no other since."""
    at = role.person.start
    main = focus.main_company()
    leads = not role.past and _LEADS_A_COMPANY.search(role.title)
    return (
        main if leads and main == focus.the_company(at) and focus.in_paragraph(at) in (main, None) else None
    )
