"""A page of lines: what each looks like alone, before its neighbours are asked."""

import re
from dataclasses import dataclass, field

from articles.text.article import BlockKind
from articles.text.boilerplate import Effect, fold, furniture
from articles.text.bylines import is_only_names, is_role, read_byline, read_names
from articles.text.dates import DateLine, read_date_line
from articles.text.lines import Line
from articles.text.neighbours import mark_neighbours

NEAR_TOP = 12  # lines into the article in which bylines and dates still stand
_START = 64  # characters of a line in which its first word ends, mostly
RUN = 3  # so many short lines in a row are a list, of links as often as not
FEW_WORDS = 3
CLOSINGS = (Effect.CLOSING, Effect.ABOUT)
FURNITURE = (Effect.LINE, Effect.LIST, Effect.TAIL)
_FURNISHED = 3  # lines of furniture that make a file a saved page
_BY = re.compile(r"(?:by|written by) [A-Z]", re.IGNORECASE)
_DASHES = "-–—"


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
    effects = furniture().effects([(line.text, line.words) for line in lines])
    page = Page(lines, [], [], [])
    for line, effect in zip(lines, effects, strict=True):
        short = not line.prose and line.text[0] not in _DASHES  # a dash opens the signature of a quoted post
        page.effects.append(_effect(line, effect))
        page.dates.append(_date_line(line) if short else None)
        page.bylines.append(read_byline(line.text) if short or _BY.match(line.text) else None)
    _mark_known(page, known)
    mark_neighbours(lines, page.effects)
    page.saved_page = sum(effect in FURNITURE for effect in page.effects) >= _FURNISHED
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
        return BlockKind.DATE if date.date and not _only_updates(page, date) else BlockKind.BOILERPLATE
    return BlockKind.CAPTION if page.effects[at] is Effect.CREDIT else None


def _only_updates(page: Page, date: DateLine) -> bool:
    """Whether a line says when the article was changed, and another when it appeared."""
    return date.updated and any(other and other.date and not other.updated for other in page.dates)


def names_beside(date: DateLine) -> tuple[str, ...]:
    """The writers named on a line together with a date."""
    return read_byline(date.rest) or (read_names(date.rest) if is_only_names(date.rest) else ())


def below_byline(page: Page, at: int) -> bool:
    """A writer's title below a byline: "Opinion Columnist"."""
    return at > 0 and page.kinds.get(at - 1) is BlockKind.BYLINE and is_role(page.lines[at].text)


def repeats_title(page: Page, at: int) -> bool:
    if page.title is None or page.title == at:
        return False
    text, title = page.lines[at].text, fold(page.lines[page.title].text)
    run, more, _ = text[:_START].partition(" ")
    word = fold(run).partition(" ")[0]
    if word and more and " " in title and f"{word} " not in title:
        return False  # as nearly all lines, and without folding them: the first word is none of the title's
    line = fold(text)
    most = (title.startswith(line) or title.endswith(line)) and 2 * len(line.split()) >= len(title.split())
    return len(line.split()) > 1 and (most or line.startswith(title))


def _mark_known(page: Page, known: frozenset[str]) -> None:
    """Bylines and dates stay what they are, in however many articles they stand; so does what heads or ends more."""
    if not known:
        return
    for at, line in enumerate(page.lines):
        own = page.dates[at] or page.bylines[at] is not None or page.effects[at] in FURNITURE
        if not own and fold(line.text) in known:
            page.effects[at] = Effect.LINE


def _effect(line: Line, effect: Effect | None) -> Effect | None:
    if effect is None and not any(map(str.isalpha, line.head)):
        return Effect.LINE
    return effect


def _date_line(line: Line) -> DateLine | None:
    """A date line has, apart from the date, room for a name, a place or a section."""
    read = read_date_line(line.text)
    if read is None or (read.rest and (line.ends or read.date is None)):
        return None
    return read if len(read.rest.split()) <= 2 * FEW_WORDS else None
