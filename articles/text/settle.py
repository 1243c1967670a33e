"""The kinds of the lines of a page, once it is known where the article is: above it, and within."""

import re

from articles.text.article import BlockKind
from articles.text.boilerplate import Effect, fold
from articles.text.bylines import is_only_names
from articles.text.lines import Line
from articles.text.page import (
    CLOSINGS,
    FEW_WORDS,
    FURNITURE,
    NEAR_TOP,
    RUN,
    Page,
    below_byline,
    own_kind,
    repeats_title,
)
from articles.text.standfirst import is_standfirst

_LABEL_WORDS = 8  # more make a line between others a caption or a standfirst
_HEADING_WORDS = 16
_TOP_EDGE = 3  # lines of the article
_BOTTOM_EDGE = 10
_OPENINGS = "([{-–—@#*"
_BULLET = re.compile(r"^(?:[•·▪●○◦‣*–—-]|\(?\d{1,2}[.)])\s")


def settle_above(page: Page) -> None:
    """Title, bylines, dates and captions between the title and the first sentence; the rest there is furniture."""
    first = page.body.start if page.body else len(page.lines)
    start = page.title if page.title is not None else -1
    if page.title is not None:
        page.kinds[page.title] = BlockKind.TITLE
    left = [at for at in range(start + 1, first) if not _known_above(page, at)]
    fewest = FEW_WORDS + 1 if page.saved_page else 2
    labels = [at for at in left if page.lines[at].words < _LABEL_WORDS]
    if len(left) >= RUN and page.saved_page:
        return
    for at in left:
        if is_standfirst(page, at):
            page.kinds[at] = BlockKind.BOILERPLATE
        elif at not in labels or (len(labels) < RUN and page.lines[at].words >= fewest):
            page.kinds[at] = BlockKind.CAPTION


def _known_above(page: Page, at: int) -> bool:
    """Settles the kind of a line above the article that says itself what it is."""
    kind = own_kind(page, at)
    if kind is None and (_is_name_by_neighbour(page, at) or below_byline(page, at)):
        kind = BlockKind.BYLINE
    if kind is None and (page.effects[at] or repeats_title(page, at)):
        kind = BlockKind.BOILERPLATE
    if kind is not None:
        page.kinds[at] = kind
    return kind is not None


def _is_name_by_neighbour(page: Page, at: int) -> bool:
    """A name alone is a byline below "By" and next to a date."""
    line = page.lines[at]
    if page.effects[at] or not is_only_names(line.text):
        return False
    if at and fold(page.lines[at - 1].text) in ("by", "written by", "author"):
        return True
    return any(0 <= near < len(page.lines) and page.dates[near] for near in (at - 1, at + 1))


def settle_within(page: Page) -> None:
    """Kinds of the lines from the article's first sentence to its last."""
    run: list[int] = []
    below_list = False
    last_prose = _last_prose(page)
    for at in page.body:
        line = page.lines[at]
        if at == page.title:
            continue
        if page.effects[at] in CLOSINGS and at < last_prose:
            page.effects[at] = None  # the article goes on: the line is one of its own
        effect = page.effects[at]
        below_list = effect in (Effect.LIST, Effect.TAIL) or (below_list and not (line.prose or line.ends))
        if _settle(page, at, below_list=below_list):
            continue
        if line.prose or (line.ends and not _asks_as_heading(line)):
            _settle_run(page, run)
            run = []
            page.kinds[at] = BlockKind.PARAGRAPH
        else:
            run.append(at)
    _settle_run(page, run)


def _last_prose(page: Page) -> int:
    prose = (at for at in reversed(page.body) if page.lines[at].prose and page.effects[at] is None)
    return next(prose, -1)


def _settle(page: Page, at: int, *, below_list: bool) -> bool:
    """Gives a line of the article a kind that needs no look at its neighbours; whether it has one."""
    kind: BlockKind | None = None
    effect = page.effects[at]
    if effect is Effect.CREDIT:
        kind = own_kind(page, at)
    elif effect or below_list or repeats_title(page, at):
        kind = BlockKind.BOILERPLATE
    elif at < page.body.start + NEAR_TOP:
        kind = own_kind(page, at) or (BlockKind.BYLINE if below_byline(page, at) else None)
    elif page.dates[at] and not page.lines[at].ends:
        kind = BlockKind.BOILERPLATE
    if kind is not None:
        page.kinds[at] = kind
    return kind is not None


def _settle_run(page: Page, run: list[int]) -> None:
    """Short lines between two paragraphs: one or two are headings, more are a list, of the article or of links."""
    if not run:
        return
    before = page.lines[run[0] - 1].text if run[0] else ""
    listed = before.endswith(":") or _bullets(page, run)
    linked = len(run) >= RUN and not listed and _links(page, run)
    last = run[-1] == page.body.stop - 1
    for at in run:
        if linked:
            page.kinds[at] = BlockKind.BOILERPLATE
        elif last or len(run) >= RUN or (listed and len(run) > 1) or page.lines[at].words > _HEADING_WORDS:
            page.kinds[at] = BlockKind.PARAGRAPH
        else:
            page.kinds[at] = _heading_or_paragraph(page.lines[at])


def _links(page: Page, run: list[int]) -> bool:
    """Links and tags stand where an article begins or ends and among other furniture; a list in its middle is its own.

    A file without any furniture is trusted to hold nothing but the article.
    """
    if not page.saved_page:
        at_end = page.body.start < run[0] and all(page.effects[run[-1] + 1 : page.body.stop])
        return at_end and any(effect in FURNITURE for effect in page.effects)
    scattered = run[-1] - run[0] >= len(run)
    beside = any(
        page.effects[at] in FURNITURE for at in (run[0] - 1, run[-1] + 1) if 0 <= at < len(page.lines)
    )
    at_edge = run[0] < page.body.start + _TOP_EDGE or run[-1] >= page.body.stop - _BOTTOM_EDGE
    return scattered or beside or at_edge


def _bullets(page: Page, run: list[int]) -> bool:
    return sum(bool(_BULLET.match(page.lines[at].text)) for at in run) * 2 > len(run)


def _asks_as_heading(line: Line) -> bool:
    """A question in title case is a heading, one in sentence case belongs to the text."""
    long_words = [word for word in line.head.split() if len(word) > 3]  # noqa: PLR2004 (articles, prepositions)
    return line.text.endswith("?") and bool(long_words) and all(not word[0].islower() for word in long_words)


def _heading_or_paragraph(line: Line) -> BlockKind:
    """A heading opens with a capital or a number and is no piece of a sentence or a quotation."""
    text = line.text
    piece = text.endswith((",", ";", ":", "-", "–", "—")) or text[0].islower() or text[0] in _OPENINGS
    return BlockKind.PARAGRAPH if piece or text.count("“") != text.count("”") else BlockKind.HEADING
