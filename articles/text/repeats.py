"""Captions that stand twice on a page, for two sizes of one picture: the first holds.

Paragraphs that stand twice are left alone: who reads the file sees them twice, and either may be the one that counts.
"""

from articles.text.article import BlockKind
from articles.text.boilerplate import fold
from articles.text.page import Page

_WORDS = 25  # from the start: a shorter form of a caption ends sooner


def cut_repeated_captions(page: Page) -> None:
    """Makes furniture of captions that stand above already."""
    seen: set[str] = set()
    for at, line in enumerate(page.lines):
        if page.kinds[at] is BlockKind.CAPTION:
            start = " ".join(fold(line.text).split()[:_WORDS])
            if start in seen:
                page.kinds[at] = BlockKind.BOILERPLATE
            seen.add(start)
