"""Firms that bear several surnames: "Carr, Hart and Moss LLP" is one name, "Vela and Norden" are two."""

import re
from bisect import bisect_right
from collections.abc import Sequence

from articles.extraction import context, lexicon
from articles.extraction.findings import Candidate, Label, Span
from articles.resolution.known import free

_REST = r"[\w’'-]*[a-z]"
_PART = rf"[A-Z]{_REST}"
_ORDINARY = lexicon.PLACES | lexicon.COMMON_WORDS
_FORM = "|".join(sorted(map(re.escape, lexicon.LEGAL_FORMS), key=len, reverse=True))
_CHAIN = re.compile(
    rf"(?P<parts>[A-Z](?<![\w&@#/.-].){_REST}(?:,[ \u00a0]{_PART}){{0,3}}),?[ \u00a0](?:and|&)[ \u00a0](?P<last>{_PART})(?P<form>,?[ \u00a0](?:{_FORM})\b\.?)?(?![\w-])"
)
_WORD = re.compile(_PART)
_IN_NAME = re.compile(r"(?P<word>\b[A-Z]\.|\b[A-Z][\w’'-]*),?\s$")
_IS_ONE = re.compile(
    r"\s(?:is|was|has|does|says|plans|makes|sells|owns|operates|employs|expects|offers|wants|declines)\b"
)
_BEGINS = re.compile(r"(?:^|[.!?:”\"]\s+|\n\s*|\bthat\s)$")
_NOUN = re.compile(r"\b([a-z][a-z-]+)(?:\sof)?\s$")
_REACH = 40  # characters
_FORMED = 0.95
_TOLD = 0.85


def with_partnerships(text: str, candidates: Sequence[Candidate], settled: Sequence[Span]) -> list[Candidate]:
    """The candidates, those that are parts of a firm's name made into one; no part may be in a settled span. Both are in order.

    One place that shows it is enough: a legal form behind the last part, "Sons" as the last, what the firm is called before the first,
    "&" for "and", or a verb that only one thing can have.
    """
    found = list(_CHAIN.finditer(text))
    if not found:
        return list(candidates)
    known, named = _Places(settled), _Places([it.span for it in candidates])
    surnames = frozenset(
        it.text.rpartition(" ")[2] for it in candidates if it.label is Label.PERSON and " " in it.text
    )
    apart = _apart(text, found)
    chains = [
        it
        for it in found
        if named.touch(it)
        and not known.touch(it)
        and _words(it).isdisjoint(apart)
        and _may_be_one(text, it, surnames)
    ]
    told = {_folded(it) for it in chains if _shows_one(text, it)}
    joined = [_candidate(text, it) for it in chains if _folded(it) in told and "&" not in it[0]]
    covered = [it.span for it in joined]
    return sorted([*free(candidates, covered), *joined], key=lambda it: it.span)


class _Places:
    """Spans in order and apart."""

    def __init__(self, spans: Sequence[Span]) -> None:
        self._spans = spans
        self._ends = [span.end for span in spans]

    def touch(self, chain: re.Match[str]) -> bool:
        """Whether one shares characters with the chain."""
        near = bisect_right(self._ends, chain.start())
        return near < len(self._spans) and self._spans[near].start < chain.end()


def _may_be_one(text: str, chain: re.Match[str], surnames: frozenset[str]) -> bool:
    """Whether nothing speaks against one name: a longer name, a place, a word, or some of the people of the article."""
    if _follows_name(text, chain.start()):
        return False
    if not chain["form"] and text[chain.end() : chain.end() + 2].strip(" \u00a0")[:1].isupper():
        return False
    words = _words(chain)
    if not words.isdisjoint(_ORDINARY) or words <= lexicon.GIVEN_NAMES:
        return False
    return words.isdisjoint(surnames) or bool(chain["form"] and words <= surnames)


def _apart(text: str, chains: Sequence[re.Match[str]]) -> set[str]:
    """The words of the chains that stand anywhere else, save behind somebody's given name."""
    words = frozenset[str]().union(*map(_words, chains))
    starts = {it.start() + word.start() for it in chains for word in _WORD.finditer(it[0])}
    return {
        it[0]
        for it in (_WORD.finditer(text) if words else ())
        if it[0] in words and it.start() not in starts and not _follows_name(text, it.start())
    }


def _follows_name(text: str, at: int) -> bool:
    """Whether a word with a capital, or an initial, stands right before a place."""
    before = _IN_NAME.search(text, max(0, at - _REACH), at)
    return before is not None and before["word"] not in lexicon.COMMON_WORDS


def _shows_one(text: str, chain: re.Match[str]) -> bool:
    """Whether a place shows that the chain is one name: its end, "&", a verb that only one thing has, the noun before it."""
    if chain["form"] or "&" in chain[0] or chain["last"] in lexicon.PARTNER_WORDS:
        return True
    start, end = chain.span()
    left = text[max(0, start - _REACH) : start]
    if _BEGINS.search(left) and _IS_ONE.match(text, end):
        return True
    noun = _NOUN.search(left)
    return noun is not None and noun[1] in context.TRADES


def _words(chain: re.Match[str]) -> frozenset[str]:
    return frozenset(_folded(chain)) - lexicon.PARTNER_WORDS


def _folded(chain: re.Match[str]) -> tuple[str, ...]:
    """The parts in order, whatever stands between and behind them."""
    return (*_WORD.findall(chain["parts"]), chain["last"])


def _candidate(text: str, chain: re.Match[str]) -> Candidate:
    span = Span(*chain.span())
    found = context.around(text, span.start, span.end, max(0, span.start - _REACH), span.end + _REACH)
    sure = _FORMED if chain["form"] or chain["last"] in lexicon.PARTNER_WORDS else _TOLD
    return Candidate(span, chain[0], Label.ORGANISATION, tuple(sorted({*found, "joined"})), sure)
