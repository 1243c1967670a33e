"""The runs of quotation marks that can be speech, with the ends that lost marks leave open."""

import re
from collections.abc import Iterator

from articles.extraction.prose import sentence_ends
from articles.extraction.quote_marks import Run, quoted_runs
from articles.text.article import Block

_LOST_CLOSE = re.compile(
    r"(?<=[,.!?])\s+(?=(?:[A-Z][\w.’'-]+\s+){1,3}(?:said|says|told|tells|added|adds|wrote|writes|explained|explains|tweeted)\b"
    r"|(?:he|she|they)\s+(?:said|says|told|added|wrote|explained)\b|(?:said|says|added|wrote|explained)\s+(?:[A-Z]|the\s|an?\s|he\b|she\b))"
)
_ENDED = re.compile(r"[.,!?…—–-]$")
_INTRODUCED = re.compile(r"(?:^|[.,:!?…])\s*$")
_WORD = re.compile(r"\w+")
_LEAST_LOST_WORDS, _MOST_LOST_WORDS = 3, 150
_SINGLE_LONGEST = 600
_SINGLE_FRAGMENT_WORDS = 8
_LEAD_REACH = 40


def settled_runs(text: str, block: Block) -> Iterator[Run]:
    """The runs of a block that may be quotes, trimmed of white space; none is empty, none overlap."""
    for run in quoted_runs(text, block.start, block.end):
        found: Run | None = run
        if run.single:
            found = run if _plausible_single(text, run) else None
        elif not run.opened:
            found = _with_start(text, block, run)
        elif not run.closed:
            found = _with_end(text, block, run)
        if found and (trimmed := _trimmed(text, found)):
            yield trimmed


def _trimmed(text: str, run: Run) -> Run | None:
    inside = text[run.start : run.end]
    if not _WORD.search(inside):
        return None
    start = run.start + len(inside) - len(inside.lstrip())
    return Run(
        start,
        run.start + len(inside.rstrip()),
        run.outer_start,
        run.outer_end,
        run.opened,
        run.closed,
        run.single,
    )


def _plausible_single(text: str, run: Run) -> bool:
    """Single marks are apostrophes more often than not: a fragment, or words that end like speech."""
    if run.end - run.start > _SINGLE_LONGEST:
        return False
    inside = text[run.start : run.end]
    words = len(_WORD.findall(inside))
    return bool(_ENDED.search(inside)) or (
        words <= _SINGLE_FRAGMENT_WORDS and not re.search(r"[.,;:!?]\s", inside)
    )


def _with_start(text: str, block: Block, run: Run) -> Run | None:
    """A run whose opening mark is lost begins with the block, or behind the sentence that ends the quote before it."""
    if not _ENDED.search(text[run.start : run.end].rstrip()):
        return None
    start = (
        run.start if run.start == block.start else next(iter(sentence_ends(text, run.start, run.end)), None)
    )
    if start is None or not _LEAST_LOST_WORDS <= len(_WORD.findall(text, start, run.end)) <= _MOST_LOST_WORDS:
        return None
    return Run(start, run.end, start, run.outer_end, opened=False)


def _with_end(text: str, block: Block, run: Run) -> Run | None:
    """A run whose closing mark is lost ends before "X said", or with the block, or with the sentence before the next mark."""
    cut = _LOST_CLOSE.search(text, run.start, run.end)
    if cut:
        return Run(run.start, cut.start(), run.outer_start, cut.start(), closed=False)
    lead = text[max(block.start, run.outer_start - _LEAD_REACH) : run.outer_start]
    introduced = run.outer_start == block.start or _INTRODUCED.search(lead)
    whole = introduced and (run.end == block.end or _ENDED.search(text[run.start : run.end].rstrip()))
    return run if whole else None
