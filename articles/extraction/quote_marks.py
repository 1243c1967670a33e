"""Pairing quotation marks: straight, curly, single, nested, and those that a writer or a scraper lost.

Works on one block at a time, because a quote that runs over paragraphs has an opening mark in each.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

_DOUBLE = re.compile(r"[“”„‟«»\"`'‘’](?:(?<=[“”„‟«»\"])|(?<=`)`|(?<=')'|(?<=‘)[‘’]|(?<=’)’)")
_OPENERS, _CLOSERS = frozenset("“„‟«"), frozenset("”»")
_INCHES = frozenset('"”')
_CLOSING_SIDE = frozenset(".,!?;:…)]}'’”—–-/")
_OPENING_SIDE = frozenset("([{—–-/‘'“…")
_SINGLE = re.compile(r"[‘’'](?:(?<=[‘'])(?<![\w’'].)(?=[\w“\"…$£€])|(?<=[’'])(?<=[^\s(\[].)(?!\w))")
_ELISION = re.compile(r"['‘’](?:\d\ds?\b|em\b|til\b|tis\b|twas\b|cause\b|n\b|cos\b|round\b)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Run:
    """Characters between marks; `outer_start` and `outer_end` include the marks that are there."""

    start: int
    end: int
    outer_start: int
    outer_end: int
    opened: bool = True
    closed: bool = True
    single: bool = False


@dataclass(frozen=True, slots=True)
class _Mark:
    start: int
    end: int
    opens: bool | None  # None: as the state has it
    inches: bool  # may be one, behind a figure
    shape: str


def quoted_runs(text: str, start: int, end: int) -> list[Run]:
    """The quoted runs of a block, in order, without overlap; those in single marks only outside double ones.

    A run whose closing mark is missing reaches to the next opening mark or the end of the block, one whose opening
    mark is missing begins where the last one ended or the block starts: what is said is for the caller to find there.
    """
    doubles = list(_pairs(_double_marks(text, start, end), start, end))
    runs: list[Run] = []
    at = start
    for run in (*doubles, None):
        runs.extend(_single_runs(text, at, run.outer_start if run else end))
        if run:
            runs.append(run)
            at = run.outer_end
    return runs


def _double_marks(text: str, start: int, end: int) -> list[_Mark]:
    marks = []
    for match in _DOUBLE.finditer(text, start, end):
        before = text[match.start() - 1] if match.start() > start else " "
        after = text[match.end()] if match.end() < end else " "
        inches = before.isdigit() and match[0] in _INCHES
        marks.append(_Mark(match.start(), match.end(), _side(match[0], before, after), inches, match[0]))
    return marks


def _side(mark: str, before: str, after: str) -> bool | None:
    """Whether a mark opens. Its neighbours say more than its shape: „these“ and ”these” are both met."""
    if before.isspace() and not after.isspace():
        return None if mark[0] in _CLOSERS and after in _CLOSING_SIDE else True
    if after.isspace() and not before.isspace():
        return False
    if mark[0] in _OPENERS or mark[0] in _CLOSERS:
        return mark[0] in _OPENERS
    opening, closing = before in _OPENING_SIDE, after in _CLOSING_SIDE
    return None if opening == closing else opening


def _pairs(marks: Sequence[_Mark], start: int, end: int) -> Iterator[Run]:
    opened: _Mark | None = None
    depth, free_from = 0, start
    for index, mark in enumerate(marks):
        opens = mark.opens if mark.opens is not None else opened is None
        if opened is None:
            if not opens and not mark.inches:
                yield Run(free_from, mark.start, free_from, mark.end, opened=False)
                free_from = mark.end
            opened, depth = mark if opens else None, 0
        elif mark.inches and mark.shape == '"' != opened.shape:
            continue
        elif opens and not _nests(marks, index):
            yield Run(opened.end, mark.start, opened.start, mark.start, closed=False)
            opened, depth = mark, 0
        elif opens or depth:
            depth += 1 if opens else -1
        else:
            yield Run(opened.end, mark.start, opened.start, mark.end)
            opened, free_from = None, mark.end
    if opened is not None:
        yield Run(opened.end, end, opened.start, end, closed=False)


def _nests(marks: Sequence[_Mark], index: int) -> bool:
    """Whether the opening mark at `index` is a quote in a quote: two closing marks follow it."""
    following = [mark.opens for mark in marks[index + 1 : index + 3]]
    return following == [False, False]


def _single_runs(text: str, start: int, end: int) -> Iterator[Run]:
    opened: re.Match[str] | None = None
    closer: re.Match[str] | None = None
    for match in _SINGLE.finditer(text, start, end):
        if (
            match.start() == start
            or not text[match.start() - 1].strip()
            or text[match.start() - 1] in _OPENING_SIDE
        ):
            if _ELISION.match(text, match.start()):
                continue
            if opened and closer:
                yield _single(opened, closer)
            opened, closer = match, None
        elif opened and (closer is None or text[closer.start() - 1] == "s"):
            closer = match
    if opened and closer:
        yield _single(opened, closer)


def _single(opened: re.Match[str], closer: re.Match[str]) -> Run:
    return Run(opened.end(), closer.start(), opened.start(), closer.end(), single=True)
