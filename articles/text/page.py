"""A page of lines: what each looks like alone, before its neighbours are asked."""

import re
from dataclasses import dataclass, field

from articles.text.article import BlockKind
from articles.text.boilerplate import Effect, fold, furniture
from articles.text.bylines import is_only_names, is_role, read_byline, read_names
from articles.text.dates import DateLine, read_date_line
from articles.text.lines import Line

NEAR_TOP = 12  # lines into the article in which bylines and dates still stand
RUN = 3  # so many short lines in a row are a list, of links as often as not
FEW_WORDS = 3
_FURNITURE = (Effect.LINE, Effect.LIST, Effect.TAIL)
_FURNISHED = 3  # lines of furniture that make a file a saved page
_DASHES = "-–—"
_QUOTES = "\"“‘'"
_SENTENCES = re.compile(r"[a-z]{3}[.!?] [A-Z]")
_CAPTION_WORDS = 15
_SHOUT_WORDS = 8
_MORE = frozenset(("read more", "learn more", "see more", "read article", "full story"))


@dataclass(slots=True)
class Page:
    """The lines of one text, what they look like each alone, and, step by step, what they are.

    `saved_page` tells that there is so much furniture that short lines in a row are rather links than words of the article.
    """

    lines: tuple[Line, ...]
    effects: list[Effect | None]
    dates: list[DateLine | None]
    bylines: list[tuple[str, ...] | None]
    saved_page: bool = False
    body: range = range(0)
    title: int | None = None
    kinds: dict[int, BlockKind] = field(default_factory=dict)


def read_page(lines: tuple[Line, ...], known: frozenset[str]) -> Page:
    """The lines, each by itself. `known` are folded lines that are furniture in this source, whatever the rules say."""
    rules = furniture()
    page = Page(lines, [], [], [])
    for line in lines:
        short = not line.prose and line.text[0] not in _DASHES  # a dash opens the signature of a quoted post
        page.effects.append(_effect(line, rules.effect(line.text, line.words)))
        page.dates.append(_date_line(line) if short else None)
        page.bylines.append(read_byline(line.text) if short else None)
    _mark_known(page, known)
    for at in range(1, len(lines)):
        _mark_above(page, at)
    page.saved_page = sum(effect in _FURNITURE for effect in page.effects) >= _FURNISHED
    return page


def neutral(page: Page) -> list[bool]:
    return [
        bool(date or byline is not None or effect in (Effect.CREDIT, Effect.SOURCE))
        for date, byline, effect in zip(page.dates, page.bylines, page.effects, strict=True)
    ]


def not_a_title(page: Page) -> list[bool]:
    rows = zip(page.dates, page.bylines, page.effects, strict=True)
    return [
        bool((date and len(date.rest.split()) <= FEW_WORDS) or byline is not None or effect)
        for date, byline, effect in rows
    ]


def own_kind(page: Page, at: int) -> BlockKind | None:
    date = page.dates[at]
    if page.bylines[at] is not None or (date and names_beside(date)):
        return BlockKind.BYLINE
    if date:
        return BlockKind.DATE if date.date else BlockKind.BOILERPLATE
    return BlockKind.CAPTION if page.effects[at] is Effect.CREDIT else None


def names_beside(date: DateLine) -> tuple[str, ...]:
    """The writers named on a line together with a date."""
    return read_byline(date.rest) or (read_names(date.rest) if is_only_names(date.rest) else ())


def below_byline(page: Page, at: int) -> bool:
    """A writer's title below a byline: "Opinion Columnist"."""
    return at > 0 and page.kinds.get(at - 1) is BlockKind.BYLINE and is_role(page.lines[at].text)


def repeats_title(page: Page, at: int) -> bool:
    if page.title is None or page.title == at:
        return False
    line, title = fold(page.lines[at].text), fold(page.lines[page.title].text)
    return len(line.split()) > 1 and (title.startswith(line) or line.startswith(title))


def _mark_known(page: Page, known: frozenset[str]) -> None:
    """Bylines and dates stay what they are, in however many articles they stand; so does what heads or ends more."""
    if not known:
        return
    for at, line in enumerate(page.lines):
        own = page.dates[at] or page.bylines[at] is not None or page.effects[at] in _FURNITURE
        if not own and fold(line.text) in known:
            page.effects[at] = Effect.LINE


def _mark_above(page: Page, at: int) -> None:
    """A lone "Read more" belongs to the link above it, the credit of a picture to the caption above it."""
    above = page.lines[at - 1]
    if page.effects[at - 1] is not None:
        return
    if fold(page.lines[at].text) in _MORE and not above.ends and not above.prose:
        page.effects[at - 1] = Effect.LINE
    elif page.effects[at] is Effect.SOURCE and _may_be_caption(page, at - 1):
        page.effects[at - 1] = Effect.CREDIT


def _may_be_caption(page: Page, at: int) -> bool:
    """One sentence or less between other lines, not the article's last and not a quotation."""
    line = page.lines[at]
    among = 0 < at < len(page.lines) - 2 and page.lines[at + 2].prose
    return (
        among
        and line.words <= _CAPTION_WORDS
        and line.text[0] not in _QUOTES
        and not _SENTENCES.search(line.text)
    )


def _effect(line: Line, effect: Effect | None) -> Effect | None:
    if effect is None and (
        not any(map(str.isalpha, line.head)) or (line.words >= _SHOUT_WORDS and line.head.isupper())
    ):
        return Effect.LINE
    return effect


def _date_line(line: Line) -> DateLine | None:
    """A date line has, apart from the date, room for a name, a place or a section."""
    read = read_date_line(line.text)
    if read is None or (read.rest and (line.ends or read.date is None)):
        return None
    return read if len(read.rest.split()) <= 2 * FEW_WORDS else None
