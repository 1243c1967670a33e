"""Whose titles: the places of a found role made into a person and a company."""

import re
from collections.abc import Collection, Sequence

from articles.extraction.findings import FoundRole, Span
from articles.extraction.role_words import HOUSE
from articles.resolution.focus import Focus
from articles.resolution.links import Entity, EntityKind, Mention, Role
from articles.text.article import ParsedArticle

_LEADS_A_COMPANY = re.compile(
    r"\b(?:C[EFTO]O|CMO|CIO|chief|(?:co-?)?founder|(?:vice[\s-])?chair(?:man|woman|person)?|managing director)\b|^head of the\b",
    re.IGNORECASE,
)
_THE_COMPANY = frozenset({"its", "company", "startup", "start-up"})
_WITHIN = re.compile(r"(?:At|Inside|For)\s(?:the\s)?")
_SOME_FIRM = frozenset({"firm", "group"})


def bind_roles(
    article: ParsedArticle, roles: Sequence[FoundRole], mentions: Sequence[Mention]
) -> tuple[Role, ...]:
    """The roles of people who are known for sure, each person, title and company once, in order."""
    focus = Focus(article.text, mentions)
    left = {role.company.start for role in roles if role.past and role.company}
    bound: dict[tuple[str, str, str | None], Role] = {}
    for role in roles:
        person = focus.entity_at(role.person)
        if person is None or person.kind is not EntityKind.PERSON or not person.linked:
            continue
        company = _company(article, focus, role, left)
        key = (person.key, role.title.casefold(), company.key if company else None)
        bound.setdefault(key, Role(person, role.title, company, role.past, role.sentence))
    return tuple(bound.values())


def _company(article: ParsedArticle, focus: Focus, role: FoundRole, left: Collection[int]) -> Entity | None:
    """The company at the place that the role gives, or the one that "the company" means there.

    `left` are places of companies that people of the article worked for before.
    """
    if role.company is None:
        return _company_of_article(article, focus, role, left)
    named = focus.entity_at(role.company)
    if named is not None:
        return named if named.kind is not EntityKind.PERSON else None
    return _meant(article.text, focus, role.company, role.sentence, left)


def _meant(text: str, focus: Focus, place: Span, sentence: Span, left: Collection[int]) -> Entity | None:
    """What "its", "the company", "the university" or a name that nobody proposed means at a place of a sentence."""
    words = text[place.start : place.end]
    if house := HOUSE.search(text, sentence.start, place.end):
        return focus.organisation_before(house.start(), house["noun"].casefold())
    if words == "its" and (mention := focus.only_one(sentence.start, place.start, left)):
        return mention.entity
    if words.casefold() in _THE_COMPANY:
        return focus.the_company(place.start)
    if words.casefold() in _SOME_FIRM:
        return focus.organisation_before(place.start)
    return focus.organisation_named(words)


def _is_of_another(text: str, role: FoundRole) -> bool:
    """Whether words after the title say of what it is, though no name was found there: "a founder of the platform …"."""
    sentence = text[role.sentence.start : role.sentence.end]
    return bool(re.search(rf"{re.escape(role.title)}\s+(?:of|at)\s", sentence))


def _company_of_article(
    article: ParsedArticle, focus: Focus, role: FoundRole, left: Collection[int]
) -> Entity | None:
    """Whom "CEO Jane Doe" leads: the company of "At Vela, …", else that of the article, where the paragraph has named no other since."""
    at = role.person.start
    if role.past or not _LEADS_A_COMPANY.search(role.title) or _is_of_another(article.text, role):
        return None
    subject = focus.only_one(role.sentence.start, at, left)
    if subject and _WITHIN.fullmatch(article.text, role.sentence.start, subject.span.start):
        return subject.entity
    main = focus.main_company()
    last = focus.in_paragraph(at, left)
    return main if main == focus.the_company(at) and last in (main, None) else None
