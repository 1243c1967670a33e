"""The standfirst of a saved page: what the desk wrote between the headline and the writer's name."""

from articles.text.boilerplate import Effect
from articles.text.page import Page, own_kind

_MOST_WORDS = 60
_FEW_WORDS = 12
_PARTING = (Effect.LINE, Effect.SOURCE, Effect.CREDIT)
_NEAR = 8  # lines between the headline and a standfirst, and between it and the writer's name


def below_standfirst(page: Page) -> range:
    """The article from its own first sentence on.

    A standfirst is one paragraph below the headline, parted from the rest by a byline, a date, buttons or a picture.
    """
    second = next((at for at in page.body[1:] if _is_prose(page, at)), None)
    if not page.saved_page or page.title is None or second is None:
        return page.body
    first = page.body.start
    if second - first <= _NEAR and (_above_name(page, first, second) or _above_furniture(page, first)):
        return range(second, page.body.stop)
    return page.body


def _above_name(page: Page, first: int, second: int) -> bool:
    """Whether the writer is named, or the date given, only between the first two paragraphs."""
    above = range((page.title or 0) + 1, first)
    return (
        len(above) < _NEAR
        and page.lines[first].words <= _MOST_WORDS
        and any(_signs(page, at) for at in range(first + 1, second))
        and not any(_signs(page, at) for at in above)
    )


def _above_furniture(page: Page, first: int) -> bool:
    """Whether the first paragraph is one short sentence, parted from the others by buttons or by a picture."""
    return page.lines[first].words <= _FEW_WORDS and page.effects[first + 1] in _PARTING


def is_standfirst(page: Page, at: int) -> bool:
    """Whether a line between the headline and the article stands above the writer's name or the date, on a saved page."""
    if not page.saved_page or page.title is None or page.effects[at]:
        return False
    signed_above = any(_signs(page, near) for near in range(page.title + 1, at))
    signed_below = any(_signs(page, near) for near in range(at + 1, page.body.start))
    return page.lines[at].prose or (signed_below and not signed_above)


def _signs(page: Page, at: int) -> bool:
    return page.bylines[at] is not None or (
        own_kind(page, at) is not None and page.effects[at] is not Effect.CREDIT
    )


def _is_prose(page: Page, at: int) -> bool:
    return page.lines[at].prose and page.effects[at] is None
