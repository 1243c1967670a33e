"""The blocks of a text: which lines are title, byline, date, caption, heading, paragraph, and which page furniture."""

import datetime as dt
import re
from dataclasses import dataclass, field

from articles.text.article import Block, BlockKind, Published
from articles.text.boilerplate import Effect, fold, furniture
from articles.text.bylines import is_only_names, is_role, read_byline, read_names
from articles.text.dates import DateLine, dateline_date, read_date_line
from articles.text.lines import Line, split_lines
from articles.text.region import find_body
from articles.text.title import find_title, made_title, title_end

_LABEL_WORDS = 8  # more make a line between others a caption or a standfirst
_HEADING_WORDS = 16
_RUN = 3  # so many short lines in a row are a list, of links as often as not
_FURNISHED = 3  # lines of furniture that make a file a saved page
_NEAR_TOP = 12
_FEW_WORDS = 3
_DASHES = "-–—"
_SENTENCES = re.compile(r"[a-z]{3}[.!?] [A-Z]")
_OPENINGS = "([{-–—@#*"
_QUOTES = "\"“‘'"
_CAPTION_WORDS = 25
_SHOUT_WORDS = 8
_MORE = frozenset(("read more", "learn more", "see more", "read article", "full story"))
_BULLET = re.compile(r"^(?:[•·▪●○◦‣*–—-]|\(?\d{1,2}[.)])\s")


@dataclass(frozen=True, slots=True)
class Layout:
    """What the lines of a text are."""

    title: str
    byline: tuple[str, ...]
    published: Published | None
    blocks: tuple[Block, ...]


@dataclass(slots=True)
class _Page:
    """The lines of one text, what they look like each alone, and, step by step, what they are."""

    lines: tuple[Line, ...]
    effects: list[Effect | None]
    dates: list[DateLine | None]
    bylines: list[tuple[str, ...] | None]
    body: range = range(0)
    title: int | None = None
    kinds: dict[int, BlockKind] = field(default_factory=dict)

    @property
    def saved_page(self) -> bool:
        """Whether there is so much furniture that short lines in a row are rather links than words of the article."""
        return (
            sum(effect not in (None, Effect.CREDIT, Effect.SOURCE, Effect.CLOSING) for effect in self.effects)
            >= _FURNISHED
        )


def lay_out(text: str) -> Layout:
    """The blocks of a normalised text, in order, without overlap, and the facts that stand in lines of their own."""
    page = _read(split_lines(text))
    page.body = find_body(page.lines, page.effects, _neutral(page))
    if page.body and not page.saved_page:
        page.body = range(
            page.body.start, len(page.lines)
        )  # nothing but the article, whatever its last lines look like
    page.title = find_title(page.lines, page.body.start if page.body else len(page.lines), _not_a_title(page))
    _above(page)
    _within(page)
    for index in range(len(page.lines)):
        page.kinds.setdefault(index, BlockKind.BOILERPLATE)
    _keep_something(page)
    return Layout(_title_text(page), _names(page), _published(page), tuple(_blocks(page)))


def _first_end(page: _Page) -> int:
    """Where an article without much furniture ends: its last lines are its own, whatever they look like."""
    below = range(page.body.stop, len(page.lines))
    return next((at for at in below if page.effects[at] in (Effect.LIST, Effect.TAIL)), len(page.lines))


# --- each line by itself ---


def _read(lines: tuple[Line, ...]) -> _Page:
    rules = furniture()
    page = _Page(lines, [], [], [])
    for line in lines:
        short = not line.prose and line.text[0] not in _DASHES  # a dash opens the signature of a quoted post
        page.effects.append(_effect(line, rules.effect(line.text, line.words)))
        page.dates.append(_date_line(line) if short else None)
        page.bylines.append(read_byline(line.text) if short else None)
    for at in range(1, len(lines)):
        _mark_above(page, at)
    return page


def _mark_above(page: _Page, at: int) -> None:
    """A lone "Read more" belongs to the link above it, the credit of a picture to the caption above it."""
    above = page.lines[at - 1]
    if page.effects[at - 1] is not None:
        return
    if fold(page.lines[at].text) in _MORE and not above.ends and not above.prose:
        page.effects[at - 1] = Effect.LINE
    elif page.effects[at] is Effect.SOURCE and _may_be_caption(page, at - 1):
        page.effects[at - 1] = Effect.CREDIT


def _effect(line: Line, effect: Effect | None) -> Effect | None:
    if effect is None and (
        not any(map(str.isalpha, line.head)) or (line.words >= _SHOUT_WORDS and line.head.isupper())
    ):
        return Effect.LINE
    return effect


def _date_line(line: Line) -> DateLine | None:
    """A date line has, apart from the date, room for a name, a place or a section."""
    read = read_date_line(line.text)
    return (
        read if read and len(read.rest.split()) <= 2 * _FEW_WORDS and not (read.rest and line.ends) else None
    )


def _neutral(page: _Page) -> list[bool]:
    return [
        bool(date or byline is not None or effect in (Effect.CREDIT, Effect.SOURCE))
        for date, byline, effect in zip(page.dates, page.bylines, page.effects, strict=True)
    ]


def _not_a_title(page: _Page) -> list[bool]:
    rows = zip(page.dates, page.bylines, page.effects, strict=True)
    return [
        bool((date and len(date.rest.split()) <= _FEW_WORDS) or byline is not None or effect)
        for date, byline, effect in rows
    ]


def _may_be_caption(page: _Page, at: int) -> bool:
    """One sentence or less between other lines, not the article's last and not a quotation."""
    line = page.lines[at]
    among = 0 < at < len(page.lines) - 2 and page.lines[at + 2].prose
    return (
        among
        and line.words <= _CAPTION_WORDS
        and line.text[0] not in _QUOTES
        and not _SENTENCES.search(line.text)
    )


# --- above the article ---


def _above(page: _Page) -> None:
    """Title, bylines, dates and captions between the title and the first sentence; the rest there is furniture."""
    first = page.body.start if page.body else len(page.lines)
    start = page.title if page.title is not None else -1
    if page.title is not None:
        page.kinds[page.title] = BlockKind.TITLE
    left = [at for at in range(start + 1, first) if not _known_above(page, at)]
    fewest = _FEW_WORDS + 1 if page.saved_page else 2
    labels = [at for at in left if page.lines[at].words < _LABEL_WORDS]
    if len(left) >= _RUN and page.saved_page:
        return
    for at in left:
        if at not in labels or (len(labels) < _RUN and page.lines[at].words >= fewest):
            page.kinds[at] = BlockKind.CAPTION


def _known_above(page: _Page, at: int) -> bool:
    """Settles the kind of a line above the article that says itself what it is."""
    kind = _own_kind(page, at)
    if kind is None and (_is_name_by_neighbour(page, at) or _is_role(page, at)):
        kind = BlockKind.BYLINE
    if kind is None and (page.effects[at] or _repeats_title(page, at)):
        kind = BlockKind.BOILERPLATE
    if kind is not None:
        page.kinds[at] = kind
    return kind is not None


def _own_kind(page: _Page, at: int) -> BlockKind | None:
    date = page.dates[at]
    if page.bylines[at] is not None or (date and _names_beside(date)):
        return BlockKind.BYLINE
    if date:
        return BlockKind.DATE if date.date else BlockKind.BOILERPLATE
    return BlockKind.CAPTION if page.effects[at] is Effect.CREDIT else None


def _names_beside(date: DateLine) -> tuple[str, ...]:
    """The writers named on a line together with a date."""
    return read_byline(date.rest) or (read_names(date.rest) if is_only_names(date.rest) else ())


def _is_name_by_neighbour(page: _Page, at: int) -> bool:
    """A name alone is a byline below "By" and next to a date."""
    line = page.lines[at]
    if page.effects[at] or not is_only_names(line.text):
        return False
    if at and fold(page.lines[at - 1].text) in ("by", "written by", "author"):
        return True
    return any(0 <= near < len(page.lines) and page.dates[near] for near in (at - 1, at + 1))


def _is_role(page: _Page, at: int) -> bool:
    """A writer's title below a byline: "Opinion Columnist"."""
    return at > 0 and page.kinds.get(at - 1) is BlockKind.BYLINE and is_role(page.lines[at].text)


def _repeats_title(page: _Page, at: int) -> bool:
    if page.title is None or page.title == at:
        return False
    line, title = fold(page.lines[at].text), fold(page.lines[page.title].text)
    return len(line.split()) > 1 and (title.startswith(line) or line.startswith(title))


# --- the article ---


def _within(page: _Page) -> None:
    run: list[int] = []
    below_list = False
    for at in page.body:
        line, effect = page.lines[at], page.effects[at]
        if at == page.title:
            continue
        below_list = effect in (Effect.LIST, Effect.TAIL) or (below_list and not (line.prose or line.ends))
        if effect is Effect.CLOSING and _goes_on(page, at):
            page.kinds[at] = BlockKind.PARAGRAPH
            continue
        if _settle(page, at, below_list=below_list):
            continue
        if line.prose or (line.ends and not _asks_as_heading(line)):
            _settle_run(page, run)
            run = []
            page.kinds[at] = BlockKind.PARAGRAPH
        else:
            run.append(at)
    _settle_run(page, run)


def _goes_on(page: _Page, at: int) -> bool:
    rest = range(at + 1, page.body.stop)
    return any(page.lines[below].prose and page.effects[below] is None for below in rest)


def _settle(page: _Page, at: int, *, below_list: bool) -> bool:
    """Gives a line of the article a kind that needs no look at its neighbours; whether it has one."""
    kind: BlockKind | None = None
    effect = page.effects[at]
    if effect is Effect.CREDIT:
        kind = BlockKind.CAPTION
    elif effect or below_list or _repeats_title(page, at):
        kind = BlockKind.BOILERPLATE
    elif at < page.body.start + _NEAR_TOP:
        kind = _own_kind(page, at) or (BlockKind.BYLINE if _is_role(page, at) else None)
    elif page.dates[at] and not page.lines[at].ends:
        kind = BlockKind.BOILERPLATE
    if kind is not None:
        page.kinds[at] = kind
    return kind is not None


def _settle_run(page: _Page, run: list[int]) -> None:
    """Short lines between two paragraphs: one or two are headings, more are a list."""
    if not run:
        return
    before = page.lines[run[0] - 1].text if run[0] else ""
    listed = before.endswith(":") or _bullets(page, run)
    linked = len(run) >= _RUN and page.saved_page and not listed
    last = run[-1] == page.body.stop - 1
    for at in run:
        if linked:
            page.kinds[at] = BlockKind.BOILERPLATE
        elif last or len(run) >= _RUN or (listed and len(run) > 1) or page.lines[at].words > _HEADING_WORDS:
            page.kinds[at] = BlockKind.PARAGRAPH
        else:
            page.kinds[at] = _heading_or_paragraph(page.lines[at])


def _bullets(page: _Page, run: list[int]) -> bool:
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


def _keep_something(page: _Page) -> None:
    """A text of nothing but furniture and short lines still has a paragraph: its longest line."""
    if any(kind in (BlockKind.PARAGRAPH, BlockKind.TITLE) for kind in page.kinds.values()):
        return
    longest = max(range(len(page.lines)), key=lambda at: len(page.lines[at].text))
    page.kinds[longest] = BlockKind.PARAGRAPH


# --- what comes out ---


def _title_text(page: _Page) -> str:
    if page.title is not None:
        line = page.lines[page.title]
        return line.text[: _title_stop(page) - line.start]
    first = next(at for at, kind in sorted(page.kinds.items()) if kind is not BlockKind.BOILERPLATE)
    return made_title(page.lines[first].text)


def _title_stop(page: _Page) -> int:
    at = page.title or 0
    near = [line.text for line in page.lines[at + 1 : at + 1 + _NEAR_TOP * 2]]
    return title_end(page.lines[at], near)


def _names(page: _Page) -> tuple[str, ...]:
    names: list[str] = []
    for at in sorted(at for at, kind in page.kinds.items() if kind is BlockKind.BYLINE):
        date = page.dates[at]
        found = page.bylines[at] or (_names_beside(date) if date else read_names(page.lines[at].text))
        names += [name for name in found if name not in names]
    return tuple(names)


def _published(page: _Page) -> Published | None:
    """The date in a line of its own: above the article before below it, the first appearance before an update."""
    dated = [(at, date) for at, date in enumerate(page.dates) if date and date.date]
    if page.body:
        above = [entry for entry in dated if entry[0] < page.body.start + _NEAR_TOP]
        dated = above or [entry for entry in dated if entry[0] >= page.body.stop and not entry[1].rest]
    dated.sort(key=lambda entry: (entry[1].updated, entry[0]))
    if dated and dated[0][1].date:
        return Published(dated[0][1].date, "file")
    date = _date_in_text(page)
    return Published(date, "text") if date else None


def _date_in_text(page: _Page) -> dt.date | None:
    first = next((at for at in page.body if page.kinds[at] is BlockKind.PARAGRAPH), None)
    return dateline_date(page.lines[first].text) if first is not None else None


def _blocks(page: _Page) -> list[Block]:
    blocks: list[Block] = []
    for at, line in enumerate(page.lines):
        end = _title_stop(page) if at == page.title else line.end
        blocks.append(Block(page.kinds[at], line.start, end))
        if end < line.end:
            rest = line.text[end - line.start :]
            blocks.append(Block(BlockKind.BOILERPLATE, line.end - len(rest.lstrip()), line.end))
    return blocks
