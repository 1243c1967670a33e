"""The blocks of a text: which lines are title, byline, date, caption, heading, paragraph, and which page furniture."""

import datetime as dt
from dataclasses import dataclass

from articles.text.article import Block, BlockKind, Published
from articles.text.boilerplate import Effect, furniture
from articles.text.bylines import read_names
from articles.text.credits import is_credits
from articles.text.dates import dateline_date
from articles.text.lines import split_lines
from articles.text.page import NEAR_TOP, Page, names_beside, neutral, not_a_title, read_page, repeats_title
from articles.text.region import find_body
from articles.text.repeats import cut_repeated_captions
from articles.text.settle import settle_above, settle_within
from articles.text.standfirst import below_standfirst
from articles.text.title import find_title, made_title, title_end

_ENDS = (Effect.LIST, Effect.TAIL, Effect.CLOSING, Effect.ABOUT)


@dataclass(frozen=True, slots=True)
class Layout:
    """What the lines of a text are."""

    title: str
    byline: tuple[str, ...]
    published: Published | None
    blocks: tuple[Block, ...]


def lay_out(text: str, known: frozenset[str] = frozenset(), *, headed: bool = False) -> Layout:
    """The blocks of a normalised text, in order, without overlap, and the facts that stand in lines of their own.

    `known` are the folded lines that are furniture in this text's source; `headed` says that the first line is the title.
    """
    page = read_page(split_lines(text), known)
    page.body = _body(page)
    page.title = find_title(page.lines, page.body.start if page.body else len(page.lines), not_a_title(page))
    if headed:
        page.title, page.body = 0, range(max(1, page.body.start), page.body.stop)
    if not page.body and not page.saved_page:
        page.body = range(0 if page.title is None else page.title + 1, len(page.lines))
    page.body = _below_headline(page)
    page.body = below_standfirst(page)
    settle_above(page)
    settle_within(page)
    _settle_rest(page)
    cut_repeated_captions(page)
    _keep_something(page)
    return Layout(_title_text(page), _names(page), _published(page), tuple(_blocks(page)))


def _settle_rest(page: Page) -> None:
    """What is left is furniture. Credits are kept, wherever they stand: they say who made the article."""
    for at, line in enumerate(page.lines):
        kind = page.kinds.setdefault(at, BlockKind.BOILERPLATE)
        if kind is BlockKind.BOILERPLATE and is_credits(line.text):
            page.kinds[at] = BlockKind.BYLINE


def _body(page: Page) -> range:
    """The article's lines. Where there is little furniture its last lines are its own, whatever they look like."""
    body = find_body(page.lines, page.effects, neutral(page))
    if not body or page.saved_page:
        return body
    ends = (at for at in range(body.stop, len(page.lines)) if page.effects[at] in _ENDS)
    return range(body.start, next(ends, len(page.lines)))


def _below_headline(page: Page) -> range:
    """The article without the teasers of others above its own headline, where the file opens with the page's title.

    Teasers are single sentences below a headline each: two paragraphs in a row are an article already.
    """
    if page.title is None or not page.saved_page:
        return page.body
    start = page.body.start
    for at in page.body:
        if page.lines[at].prose and at + 1 in page.body and page.lines[at + 1].prose:
            break
        if repeats_title(page, at):
            start = at + 1
    return range(start, page.body.stop)


def _keep_something(page: Page) -> None:
    """A text of nothing but furniture and short lines still has a paragraph: its longest line."""
    if any(kind in (BlockKind.PARAGRAPH, BlockKind.TITLE) for kind in page.kinds.values()):
        return
    longest = max(range(len(page.lines)), key=lambda at: len(page.lines[at].text))
    page.kinds[longest] = BlockKind.PARAGRAPH


def _title_text(page: Page) -> str:
    if page.title is not None:
        line = page.lines[page.title]
        return line.text[: _title_stop(page) - line.start]
    first = next(at for at, kind in sorted(page.kinds.items()) if kind is not BlockKind.BOILERPLATE)
    return made_title(page.lines[first].text)


def _title_stop(page: Page) -> int:
    at = page.title or 0
    near = [line.text for line in page.lines[at + 1 : at + 1 + NEAR_TOP * 2]]
    return title_end(page.lines[at], near)


def _names(page: Page) -> tuple[str, ...]:
    names: list[str] = []
    for at in sorted(at for at, kind in page.kinds.items() if kind is BlockKind.BYLINE):
        if is_credits(page.lines[at].text):
            continue
        date = page.dates[at]
        found = page.bylines[at] or (names_beside(date) if date else read_names(page.lines[at].text))
        names += [name for name in found if name not in names]
    return tuple(names)


def _published(page: Page) -> Published | None:
    """The date in a line of its own: above the article before below it, the first appearance before an update."""
    dated = [(at, date) for at, date in enumerate(page.dates) if date and date.date]
    if page.body:
        above = [entry for entry in dated if entry[0] < page.body.start + NEAR_TOP]
        dated = above or [entry for entry in dated if entry[0] >= page.body.stop and not entry[1].rest]
    dated.sort(key=lambda entry: (entry[1].updated, entry[0]))
    if dated and dated[0][1].date:
        return Published(dated[0][1].date, "file")
    date = _date_in_text(page)
    return Published(date, "text") if date else None


def _date_in_text(page: Page) -> dt.date | None:
    first = next((at for at in page.body if page.kinds[at] is BlockKind.PARAGRAPH), None)
    return dateline_date(page.lines[first].text) if first is not None else None


def _blocks(page: Page) -> list[Block]:
    blocks: list[Block] = []
    for at, line in enumerate(page.lines):
        end = _kept_end(page, at)
        blocks.append(Block(page.kinds[at], line.start, end))
        if end < line.end:
            rest = line.text[end - line.start :]
            blocks.append(Block(BlockKind.BOILERPLATE, line.end - len(rest.lstrip()), line.end))
    return blocks


def _kept_end(page: Page, at: int) -> int:
    """Where a title ends before the name of its site, and a caption before the credit of its picture."""
    line = page.lines[at]
    if at == page.title:
        return _title_stop(page)
    if page.kinds[at] is BlockKind.CAPTION:
        return line.start + furniture().caption_end(line.text)
    return line.end
