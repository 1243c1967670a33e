"""Titles that people hold: "OpenAI CEO Sam Altman", "Sam Altman, CEO of OpenAI", "Jane Doe, who runs Vela".

Every title word of a sentence is looked at once; the names beside it say who holds the title, and where.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from articles.extraction import role_words as between
from articles.extraction.findings import Candidate, FoundRole, Label, Span
from articles.extraction.prose import NameIndex, sentences
from articles.extraction.titles import LONG, titles
from articles.text.article import ParsedArticle
from articles.text.excerpts import body_blocks

_TOO_FAR = "\x01"  # matches nothing
_REACH = 90
_MOST_HOLDERS = 4


def find_roles(article: ParsedArticle, candidates: Sequence[Candidate]) -> tuple[FoundRole, ...]:
    """The titles that the kept text gives to named people, in order, each once a sentence."""
    names = NameIndex([name for name in candidates if name.label in (Label.PERSON, Label.ORGANISATION)])
    roles: dict[FoundRole, None] = {}
    for block in body_blocks(article):
        for sentence in sentences(article.text, block.start, block.end):
            roles.update(dict.fromkeys(_Sentence.of(article.text, sentence, names).roles()))
    return tuple(roles)


@dataclass(frozen=True, slots=True)
class _Sentence:
    text: str
    span: Span
    people: tuple[Span, ...]
    companies: tuple[Span, ...]

    @classmethod
    def of(cls, text: str, span: Span, names: NameIndex) -> "_Sentence":
        inside = names.within(span.start, span.end)
        people = tuple(name.span for name in inside if name.label is Label.PERSON)
        return cls(
            text, span, people, tuple(name.span for name in inside if name.label is Label.ORGANISATION)
        )

    def roles(self) -> Iterator[FoundRole]:
        if not self.people:
            return
        yield from self._by_verb()
        for match in titles(self.text, self.span.start, self.span.end):
            title = Span(self._start_of_title(match), self._end_of_title(match.end()))
            words = " ".join(self.text[title.start : title.end].split())
            yield from self._by_title(title, LONG.get(words, words), plural=match[0].endswith("s"))

    def _by_title(self, title: Span, words: str, *, plural: bool) -> Iterator[FoundRole]:
        company = self._owner(title)
        past = bool(between.PAST.search(self._blanked(self._back(title.start), title.start) or ""))
        after = self._people_after(title.end)
        before = self._person_before(title)
        one_of = before and between.ONE_OF.search(self.text[before.end : title.start])
        if before and plural and not one_of:
            return
        if before and not (after and "," not in self.text[title.end : after[0].start]):
            gap = between.ASIDE.sub(" ", self.text[before.end : title.start])
            past = past or bool(between.WAS.search(gap))
            singular = words.removesuffix("s") if plural else words
            if successor := self._successor(before):
                heir, succeeded = successor
                past = past or succeeded
                yield FoundRole(heir, singular, company, past=False, sentence=self.span)
            yield FoundRole(before, singular, company, past, self.span)
        elif len(after) > 1 and plural:
            yield from (
                FoundRole(person, words.removesuffix("s"), company, past, self.span) for person in after
            )
        elif after and not plural:
            past = past or bool(between.LEAVES.match(self.text, after[0].end, self.span.end))
            yield FoundRole(after[0], words, company or self._employer(after[0]), past, self.span)

    def _successor(self, person: Span) -> tuple[Span, bool] | None:
        """Who takes the place of a person right behind, and whether that is done: *Jane Doe* replaced Omar Reyes."""
        at = bisect_left(self.people, person) - 1
        verb = between.SUCCEEDS.search(self.text, self._back(person.start), person.start)
        if at < 0 or verb is None or self.people[at].end > verb.start():
            return None
        return self.people[at], verb["yet"] is None and verb["end"] in ("ed", "d", "s")

    def _employer(self, person: Span) -> Span | None:
        """The company after a person's name: the analyst Jane Doe of *Vela*."""
        near = bisect_left(self.companies, person)
        company = self.companies[near] if near < len(self.companies) else None
        of = company and between.EMPLOYER.fullmatch(self._between(person.end, company.start))
        return company if of else None

    def _start_of_title(self, match: re.Match[str]) -> int:
        """The start of a title, behind a company's name whose last word could be part of it: "Vela Media director"."""
        near = bisect_left(self.companies, Span(match.start(), match.start())) - 1
        end = self.companies[near].end if near >= 0 else 0
        if match.start() < end < match.end():
            return end + len(self.text[end : match.end()]) - len(self.text[end : match.end()].lstrip())
        return match.start()

    def _end_of_title(self, at: int) -> int:
        """The end of a title with its field ("of marketing"), where that is no company's name."""
        if field := between.FIELD.match(self.text, at, self.span.end):
            return field.end()
        area = between.AREA.match(self.text, at, self.span.end)
        if area is None or self._starting_in(self.companies, at, area.end() + 1):
            return at
        return at + len(self.text[at : area.end()].rstrip())

    def _people_after(self, at: int) -> list[Span]:
        """The people right after a title, or after "of Company,"; several where "and" joins them."""
        holders: list[Span] = []
        first = bisect_left(self.people, Span(at, at))
        for person in self.people[first : first + _MOST_HOLDERS]:
            joint = between.JOINED if holders else between.FOLLOWED
            gap = self._blanked(at, person.start)
            if (
                gap is None
                or not joint.fullmatch(gap)
                or ("," in gap and not holders and not self._set_off(person))
            ):
                break
            holders.append(person)
            at = person.end
        return holders

    def _set_off(self, name: Span) -> bool:
        return self.text[name.end : name.end + 1] in ",.;:)—" or name.end >= self.span.end

    def _person_before(self, title: Span) -> Span | None:
        at = bisect_left(self.people, title) - 1
        if at < 0 or (gap := self._blanked(self.people[at].end, title.start)) is None:
            return None
        person = self.people[at]
        if not gap.strip():
            return (
                person if between.NAMED.search(self.text[self._back(person.start) : person.start]) else None
            )
        return person if between.HOLDS.fullmatch(gap) else None

    def _owner(self, title: Span) -> Span | None:
        """The company before or after a title; else "its" or "the company" before it, or capitals that nobody proposed."""
        near = bisect_left(self.companies, Span(title.start, title.start))
        before = self.companies[near - 1] if near > 0 else None
        after = next((company for company in self.companies[near:] if company.start >= title.end), None)
        if before and between.OWNED.fullmatch(self._between(before.end, title.start)):
            return before
        if after and self._owns_from_behind(title, after):
            return after
        if before and between.JOINED_AS.fullmatch(self._between(before.end, title.start)):
            return before
        return self._owner_in_words(title, before)

    def _owns_from_behind(self, title: Span, company: Span) -> bool:
        """The CEO of *Vela*; the manager for robot arms at *Vela*; Jane Doe, CEO, *Vela*, said."""
        gap = self._between(title.end, company.start)
        words = self.text[title.start : title.end]
        if between.ADVISER.search(words) and between.ADVISES.fullmatch(gap):
            return True
        if words.endswith("founder") and between.SUBUNIT.match(self.text, company.end):
            return False
        beside = gap == ", " and self._set_off(company) and self._person_before(title)
        return bool(between.OF.fullmatch(gap) or between.OF_A_FIELD_AT.fullmatch(gap) or beside)

    def _owner_in_words(self, title: Span, company: Span | None) -> Span | None:
        start = self._back(title.start)
        before = self.text[start : title.start]
        if company and company.start >= start and between.APPOINTS.search(before):
            return company
        if (
            company
            and (person := self._appointed(title))
            and between.APPOINTED.fullmatch(self._between(company.end, person.start))
        ):
            return company
        if found := between.ITS.search(before) or between.CAPITALISED.search(before):
            return Span(start + found.start("owner"), start + found.end("owner"))
        end = min(title.end + _REACH, self.span.end)
        named = between.OF_CAPITALISED.match(self.text, title.end, end) or between.OF_THE_COMPANY.match(
            self.text, title.end, end
        )
        return Span(named.start("owner"), named.end("owner")) if named else None

    def _appointed(self, title: Span) -> Span | None:
        """The person right before a title: named *Jane Doe* CEO."""
        at = bisect_left(self.people, title) - 1
        return (
            self.people[at]
            if at >= 0 and not self._between(self.people[at].end, title.start).strip()
            else None
        )

    def _back(self, at: int) -> int:
        return max(self.span.start, at - _REACH)

    def _between(self, start: int, end: int) -> str:
        return self.text[start:end] if start <= end <= start + _REACH else _TOO_FAR

    def _by_verb(self) -> Iterator[FoundRole]:
        for company in self.companies:
            at = bisect_left(self.people, company)
            yield from self._runs(at, company)
            yield from self._founded_by(company, at)
        for person in self.people:
            if unit := between.RUNS_A_UNIT.match(self.text, person.end, self.span.end):
                title = f"{between.TITLE_OF_VERB[unit['verb']]} of the {unit['unit']}"
                place = next((Span(*unit.span(group)) for group in ("owner", "of") if unit[group]), None)
                yield FoundRole(person, title, place, past=False, sentence=self.span)

    def _runs(self, at: int, company: Span) -> Iterator[FoundRole]:
        """Those who run or founded a company: the people before `at`, and whom they founded it with."""
        runs = at > 0 and between.RUNS.fullmatch(self._between(self.people[at - 1].end, company.start))
        if not runs:
            return
        holders = [*self._joined(self.people[:at][::-1])][::-1]
        after = self.people[at : at + 1] if "found" in runs["verb"] else ()
        holders += [
            it for it in after if between.FOUNDED_WITH.fullmatch(self._between(company.end, it.start))
        ]
        title = between.TITLE_OF_VERB[runs["verb"]]
        for person in holders:
            yield FoundRole(person, title, company, past=False, sentence=self.span)

    def _founded_by(self, company: Span, at: int) -> Iterator[FoundRole]:
        """The people from `at` on who founded the company before them."""
        people = self.people[at:]
        founded = people and between.FOUNDED_BY.fullmatch(self._between(company.end, people[0].start))
        if not founded:
            return
        title = "co-founder" if founded["co"] else "founder"
        for person in self._joined(people):
            yield FoundRole(person, title, company, past=False, sentence=self.span)

    def _joined(self, people: Sequence[Span]) -> Iterator[Span]:
        """The first of some people, and those that follow it, forwards or backwards, with "and" between."""
        last = None
        for person in people[:_MOST_HOLDERS]:
            low, high = sorted((last or person, person))
            if last and not between.JOINED.fullmatch(self._between(low.end, high.start)):
                return
            yield person
            last = person

    def _starting_in(self, names: Sequence[Span], start: int, end: int) -> Sequence[Span]:
        return names[bisect_left(names, Span(start, start)) : bisect_left(names, Span(end, end))]

    def _blanked(self, start: int, end: int) -> str | None:
        """The words between, with companies as one sign each; None where they are too many."""
        if end < start or end - start > _REACH:
            return None
        piece = self.text[start:end]
        for company in reversed(self._starting_in(self.companies, start, end)):
            if company.end <= end:
                piece = piece[: company.start - start] + between.NAME + piece[company.end - start :]
        return piece
