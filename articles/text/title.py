"""The title among the lines above an article, and how much of its line is the title."""

import re

from articles.text.boilerplate import fold
from articles.text.lines import Line

_FEWEST_WORDS = 4  # as many as make a title more likely than a name of a section
_MOST_WORDS = 45
_LONGEST = 300
_SENTENCE_WORDS = 15  # a line of so many words that ends with a full stop is a paragraph
_STANDFIRST_WORDS = 18
_SITE = re.compile(r"\s+(?:\||::|»|[-–—:])\s+(?=\S)")
_MOST_SITE_WORDS = 5
_MADE_LONGEST = 80


def find_title(lines: tuple[Line, ...], before: int, passed_over: list[bool]) -> int | None:
    """The index of the line that is the title, looked for above line `before` and at it.

    `passed_over` says which lines are furniture, dates, bylines or captions. None where no line reads like a title.
    """
    candidates = [
        at for at in range(min(before + 1, len(lines))) if not passed_over[at] and _can_be(lines[at])
    ]
    above = [at for at in candidates if at < before]
    if 0 in candidates and (
        lines[0].words >= _FEWEST_WORDS or len(above) == 1 or _above_standfirst(lines, above)
    ):
        return 0
    longer = [at for at in above if lines[at].words >= _FEWEST_WORDS]
    return next(iter(longer or above or candidates), None)


def _above_standfirst(lines: tuple[Line, ...], above: list[int]) -> bool:
    """A short first line above a whole sentence is a title, above another title the name of a section."""
    if lines[0].words == 1 or len(above) < 2:  # noqa: PLR2004 - the line below it is asked for
        return False
    below = lines[above[1]]
    return below.stop or below.words >= _STANDFIRST_WORDS


def title_end(line: Line, others: list[str]) -> int:
    """Where in the text the title on `line` ends and the name of the site begins ("Title | The Daily").

    `others` are the lines near the top: one that repeats the title alone confirms where it ends.
    """
    return line.start + _title_length(line.text, others)


def _title_length(text: str, others: list[str]) -> int:
    cuts = list(_SITE.finditer(text))
    repeats = {fold(other) for other in others} if cuts else set()
    for cut in reversed(cuts):
        title, site = text[: cut.start()], text[cut.end() :]
        piped = (
            "|" in cut[0] and len(title.split()) >= _FEWEST_WORDS and len(site.split()) <= _MOST_SITE_WORDS
        )
        if piped or (fold(title) and fold(title) in repeats):
            return _title_length(title, others)
    return len(text)


def made_title(text: str) -> str:
    """A title for an article without one: its first words."""
    words = " ".join(text[: _MADE_LONGEST * 2].split())
    if len(words) <= _MADE_LONGEST:
        return words
    return words[:_MADE_LONGEST].rsplit(" ", 1)[0].rstrip(",;:–—-") + " …"


def _can_be(line: Line) -> bool:
    if line.words > _MOST_WORDS or len(line.text) > _LONGEST or not any(map(str.isalpha, line.text)):
        return False
    return not (line.stop and line.words >= _SENTENCE_WORDS) and not line.text.rstrip().endswith((",", ";"))
