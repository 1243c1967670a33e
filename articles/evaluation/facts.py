"""Scores roles, sums of money, cited outlets, topics and the date."""

import re
from collections.abc import Iterable, Iterator

from articles.evaluation.alignment import Alignment
from articles.evaluation.gold import Gold, GoldMoney, GoldRole
from articles.evaluation.spans import overlap, touches
from articles.evaluation.tally import Tally, of_sets, share
from articles.extraction.findings import FoundMoney
from articles.extraction.topic_list import TOPICS
from articles.resolution.links import Links
from articles.text.article import ParsedArticle

type Atom = tuple[str | None, str, str | None, bool]

_PARTS = re.compile(r"\s*(?:,|/|&|\band\b)\s*")
_AREA = re.compile(r"\s+(?:of|for)\s.*")
_SAME_TITLES = {
    "ceo": "chief executive", "chief executive officer": "chief executive", "cfo": "chief financial officer",
    "finance chief": "chief financial officer", "cto": "chief technology officer", "technology chief": "chief technology officer",
    "cofounder": "co-founder", "co founder": "co-founder", "chairman": "chair", "chairwoman": "chair", "prof": "professor",
    "gov": "governor", "sen": "senator", "lt": "lieutenant", "boss": "chief executive",
}  # fmt: skip
_TOPIC_NAMES = {topic.slug: topic.name for topic in TOPICS}


def fact_figures(gold: Gold, article: ParsedArticle, links: Links, alignment: Alignment) -> dict[str, Tally]:
    """`roles`, `money`, `money kinds`, `cited`, `topics`, `dates`: see the functions that count them."""
    found = [it for it in links.money if not touches(it.span, gold.open)]
    matched = list(_same_money(found, gold.money))
    notes = [f"wrong: {it.amount} {it.currency}" for it in found if it not in [one for one, _ in matched]]
    notes += [
        f"missed: {it.amounts[0]} {it.currency}" for it in gold.money if it not in [it for _, it in matched]
    ]
    return {
        "roles": role_tally(gold, links, alignment),
        "money": Tally(len(matched), len(found), len(gold.money), tuple(notes)),
        "money kinds": share(
            (
                one.kind == wanted.kind,
                f"{article.text[one.span.start : one.span.end]} {one.kind}, not {wanted.kind}",
            )
            for one, wanted in matched
        ),
        "cited": of_sets(map(alignment.name, links.cited), gold.cited),
        "topics": of_sets((_TOPIC_NAMES.get(it.slug, it.slug) for it in links.topics), gold.topics),
        "dates": of_sets(
            [article.published.date] if article.published else [], [gold.published] if gold.published else []
        ),
    }


def role_tally(gold: Gold, links: Links, alignment: Alignment) -> Tally:
    """Titles one by one ("founder and CEO" is two): right where person, title, company and whether it is past are.

    Titles are compared without what they are of, and CEO is chief executive. Where the gold leaves the company open,
    any will do. Each counts once an article.
    """
    found = {
        (alignment.name(role.person), title, alignment.name(role.company), role.past)
        for role in links.roles
        for title in _titles(role.title)
    }
    wanted = [atom for role in gold.roles for atom in _atoms(role, found)]
    return of_sets(found, wanted)


def _atoms(role: GoldRole, found: set[Atom]) -> Iterator[Atom]:
    for title in _titles(role.title):
        alike = [it for it in found if (it[0], it[1], it[3]) == (role.person, title, role.past)]
        company = alike[0][2] if role.any_company and alike else role.company
        yield (role.person, title, company, role.past)


def _titles(title: str) -> set[str]:
    parts = (_AREA.sub("", part.casefold().strip(" .")) for part in _PARTS.split(title))
    return {_SAME_TITLES.get(part, part) for part in parts if part}


def _same_money(
    found: Iterable[FoundMoney], wanted: Iterable[GoldMoney]
) -> Iterator[tuple[FoundMoney, GoldMoney]]:
    """Pairs of sums at one place with one currency and one amount."""
    left = list(wanted)
    for one in found:
        for other in left:
            if (
                overlap(one.span, other.span)
                and one.currency == other.currency
                and one.amount in other.amounts
            ):
                left.remove(other)
                yield one, other
                break
