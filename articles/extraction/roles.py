"""Titles that people hold: "OpenAI CEO Sam Altman", "Sam Altman, CEO of OpenAI", "Jane Doe, who runs Vela".

Every title word of a sentence is looked at once; the names beside it say who holds the title, and where.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from articles.extraction.findings import Candidate, FoundRole, Label, Span
from articles.extraction.prose import NameIndex, sentences
from articles.extraction.titles import title_pattern
from articles.text.article import ParsedArticle
from articles.text.excerpts import body_blocks

_NAME = "\x00"  # stands for a company's name in the words between a person and a title
_TOO_FAR = "\x01"  # matches nothing
_REACH = 90
_MOST_HOLDERS = 4

_TITLE = re.compile(title_pattern())
_AREA = re.compile(
    r"\s+(?:of|for)\s+(?:(?!(?:the|its|an?|at|of|for|who|in|with|from|on|by|said|says|told|to)\b)(?:[a-z][\w&-]*|[A-Z]{2}|R&D|M&A)(?:\s+|\b)){1,5}"
)
_PAST = re.compile(
    r"\b(?:(?:former|formerly|previously|onetime|one-time|erstwhile)\s+(?:[^\s,;:]+\s+){0,4}|(?:ex|then)[\s-]+(?:\x00\s+)?)$",
    re.IGNORECASE,
)
_WAS = re.compile(r"\b(?:was|served|former|formerly|previously|ex-)")
_WORD = r"(?:(?!(?:and|or|the|an?|by|with|that|who|as|to|for|of|in|on|at|from|about|over|against|under|than|like|into|is|was|has|said|says|told|when|where|while)\b)[\w-]+\s+)"
_OWNED = re.compile(rf"(?:['’]s?)?\s+{_WORD}{{0,3}}")
_ITS = re.compile(
    rf"\b(?:(?P<owner>(?:company|startup|start-up|firm|group|its)\b)(?:['’]s)?)\s+{_WORD}{{0,2}}$",
    re.IGNORECASE,
)
_OF = re.compile(rf"\s*,?\s+(?:of|at|for|with|from)\s+(?:the\s+|an?\s+)?{_WORD}{{0,4}}")
_CAPITALISED = re.compile(
    r"(?:^|[\s(\[“\"])(?P<owner>(?!(?:The|An?|In|At|As|On|Its|His|Her|But|And|Now|Then|Both|Former|Our|Their)\b)(?:[A-Z][\w.&-]*\s+)?[A-Z0-9][\w.&-]*[A-Za-z])(?:['’]s?)?\s+(?:former\s+|new\s+|current\s+)?$"
)
_OF_CAPITALISED = re.compile(r"\s+(?:of|at)\s+(?P<owner>[A-Z][\w&-]*(?:\s+[A-Z][\w&-]*){0,3})")
_FOLLOWED = re.compile(rf"[\])]?\s*,?\s*(?:(?:of|at|for)\s+(?:the\s+)?{_WORD}{{0,3}}{_NAME}\s*,?\s*)?")
_JOINED = re.compile(r"\s*(?:,|,?\s*and|&)\s*")
_HOLDS = re.compile(
    r"(?:\s*\(|\s*,\s*(?:\d{1,3}\s*,\s*)?(?:(?:and|who)\s+(?:is|was|has\s+been|became|serves\s+as|served\s+as)\s+)?|"
    r"\s+(?:is|was|became|becomes|remains|has\s+been|will\s+be|will\s+become|serves\s+as|served\s+as|as|to\s+be|had\s+been)\s+|\s+[-–—]\s+)"
    r"(?:(?:now|currently|also|previously|formerly)\s+)?(?:one\s+of\s+)?(?:(?:the|an?|its|their|his|her)\s+)?"
    rf"(?:(?:company|startup|firm)['’]s\s+)?(?:{_WORD}{{0,2}}{_NAME}(?:['’]s?)?\s+)?{_WORD}{{0,2}}"
)
_ONE_OF = re.compile(r"\bone\s+of\b")
_NAMED = re.compile(r"\b(?:named|appointed|hired|promoted|made|elected|names|appoints|hires|promotes)\s*$")
_RUNS = re.compile(
    r",?\s+(?:who\s+)?(?:has\s+|had\s+|now\s+|currently\s+|also\s+)?(?P<verb>runs|leads|heads|chairs|founded|co-?founded|owns)\s+"
    rf"(?:the\s+)?{_WORD}{{0,3}}"
)
_TITLE_OF_VERB = {
    "runs": "head", "leads": "head", "heads": "head", "chairs": "chair", "founded": "founder",
    "co-founded": "co-founder", "cofounded": "co-founder", "owns": "owner",
}  # fmt: skip
_FOUNDED_BY = re.compile(
    r"\s*,?\s+(?:which\s+|that\s+)?(?:was\s+)?(?P<co>co-?)?founded\s+(?:in\s+\d{4}\s+)?by\s+"
)


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
        for match in _TITLE.finditer(self.text, self.span.start, self.span.end):
            yield from self._by_title(self._with_area(match))

    def _by_title(self, title: Span) -> Iterator[FoundRole]:
        words = " ".join(self.text[title.start : title.end].split())
        company = self._owner(title)
        past = self._past(title.start)
        after = self._people_after(title.end)
        before = self._person_before(title)
        if before and words.endswith("s") and not _ONE_OF.search(self.text[before.end : title.start]):
            return
        if before and words.endswith("s"):
            words = words.removesuffix("s")
        if before and not (after and self._touches(title, after[0])):
            past = past or bool(_WAS.search(self.text[before.end : title.start]))
            yield FoundRole(before, words, company, past, self.span)
        elif len(after) > 1:
            yield from (
                FoundRole(person, words.removesuffix("s"), company, past, self.span) for person in after
            )
        elif after and not words.endswith("s"):
            yield FoundRole(after[0], words, company, past, self.span)

    def _touches(self, title: Span, person: Span) -> bool:
        return "," not in self.text[title.end : person.start]

    def _with_area(self, match: re.Match[str]) -> Span:
        """The title with its field ("of marketing"), where that is no company's name."""
        area = _AREA.match(self.text, match.end(), self.span.end)
        if area is None or self._starting_in(self.companies, match.end(), area.end() + 1):
            return Span(match.start(), match.end())
        return Span(match.start(), match.start() + len(self.text[match.start() : area.end()].rstrip()))

    def _people_after(self, at: int) -> list[Span]:
        """The people right after a title, or after "of Company,"; several where "and" joins them."""
        holders: list[Span] = []
        first = bisect_left(self.people, Span(at, at))
        for person in self.people[first : first + _MOST_HOLDERS]:
            joint = _JOINED if holders else _FOLLOWED
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

    def _set_off(self, person: Span) -> bool:
        return self.text[person.end : person.end + 1] in ",.;:)—" or person.end >= self.span.end

    def _person_before(self, title: Span) -> Span | None:
        at = bisect_left(self.people, title) - 1
        if at < 0 or (gap := self._blanked(self.people[at].end, title.start)) is None:
            return None
        person = self.people[at]
        if not gap.strip():
            named = _NAMED.search(self.text[max(self.span.start, person.start - _REACH) : person.start])
            return person if named else None
        return person if _HOLDS.fullmatch(gap) else None

    def _owner(self, title: Span) -> Span | None:
        """The company before or after a title; else "its" or "the company" before it, or capitals that nobody proposed."""
        near = bisect_left(self.companies, Span(title.start, title.start))
        if near > 0 and _OWNED.fullmatch(self._between(self.companies[near - 1].end, title.start)):
            return self.companies[near - 1]
        if near < len(self.companies) and _OF.fullmatch(self._between(title.end, self.companies[near].start)):
            return self.companies[near]
        start = max(self.span.start, title.start - _REACH)
        before = self.text[start : title.start]
        if found := _ITS.search(before) or _CAPITALISED.search(before):
            return Span(start + found.start("owner"), start + found.end("owner"))
        named = _OF_CAPITALISED.match(self.text, title.end, min(title.end + _REACH, self.span.end))
        return Span(named.start("owner"), named.end("owner")) if named else None

    def _between(self, start: int, end: int) -> str:
        return self.text[start:end] if start <= end <= start + _REACH else _TOO_FAR

    def _past(self, at: int) -> bool:
        return bool(_PAST.search(self._blanked(max(self.span.start, at - _REACH), at) or ""))

    def _by_verb(self) -> Iterator[FoundRole]:
        for company in self.companies:
            before = bisect_left(self.people, company) - 1
            if before >= 0:
                runs = _RUNS.fullmatch(self._between(self.people[before].end, company.start))
                if runs:
                    yield FoundRole(
                        self.people[before],
                        _TITLE_OF_VERB[runs["verb"]],
                        company,
                        past=False,
                        sentence=self.span,
                    )
            after = bisect_left(self.people, company)
            if after < len(self.people):
                founded = _FOUNDED_BY.fullmatch(self._between(company.end, self.people[after].start))
                if founded:
                    title = "co-founder" if founded["co"] else "founder"
                    yield FoundRole(self.people[after], title, company, past=False, sentence=self.span)

    def _starting_in(self, names: Sequence[Span], start: int, end: int) -> Sequence[Span]:
        return names[bisect_left(names, Span(start, start)) : bisect_left(names, Span(end, end))]

    def _blanked(self, start: int, end: int) -> str | None:
        """The words between, with companies as one sign each; None where they are too many."""
        if end < start or end - start > _REACH:
            return None
        piece = self.text[start:end]
        for company in reversed(self._starting_in(self.companies, start, end)):
            if company.end <= end:
                piece = piece[: company.start - start] + _NAME + piece[company.end - start :]
        return piece
