"""What the lines around a line say about it, before it is known where the article is."""

import re

from articles.text.boilerplate import Effect, fold
from articles.text.lines import Line

_MORE = frozenset(("read more", "learn more", "see more", "read article", "full story"))
_CAPTION_LABELS = frozenset(("image caption", "photo caption", "caption"))
_CAPTION_WORDS = 15
_LONG_CAPTION_WORDS = 40
_QUOTES = "\"“‘'"
_SENTENCES = re.compile(r"[a-z]{3}[.!?] [A-Z]")
_SHOUT_WORDS = 8
_SHOUT_SHARE = 0.85  # of the letters: names in mixed case stand in shouted links too
_SHOUT_SAMPLE = 80  # characters: as many as a headline has
_MOST_SMALL = _SHOUT_SAMPLE * (1 - _SHOUT_SHARE)  # letters of a shout, if the whole sample is letters
_FREQUENT = "etaoinsr"  # the commonest letters
_LINK_WORDS = 4
_LONGEST_LINK_WORDS = 14
_NEAR = 3  # lines between the two links to one story, that of its picture and that of its headline

type Effects = list[Effect | None]


def mark_neighbours(lines: tuple[Line, ...], effects: Effects) -> None:
    """Adds to `effects`, which holds what the rules say of each line alone, what follows from lines near by."""
    for at in range(1, len(lines)):
        _mark_above(lines, effects, at)
    first = next((at for at, line in enumerate(lines) if line.prose and effects[at] is None), len(lines))
    for at in range(first + 1, len(lines)):
        if effects[at] is None and (_shouts(lines[at]) or _is_first_link(lines, effects, at)):
            effects[at] = Effect.LINE
    _mark_links(lines, effects, first)


def _mark_above(lines: tuple[Line, ...], effects: Effects, at: int) -> None:
    """A lone "Read more" belongs to the link above it, the credit of a picture to the caption above it."""
    above = lines[at - 1]
    if effects[at - 1] is not None:
        _mark_below_label(lines, effects, at)
    elif not above.ends and not above.prose and fold(lines[at].text) in _MORE:
        effects[at - 1] = Effect.LINE
    elif effects[at] is Effect.SOURCE and _may_be_caption(lines, effects, at - 1):
        effects[at - 1] = Effect.CREDIT


def _mark_below_label(lines: tuple[Line, ...], effects: Effects, at: int) -> None:
    """What stands below "Image caption" is one, if it is no whole sentence of the text."""
    if effects[at] is None and not lines[at].ends and fold(lines[at - 1].text) in _CAPTION_LABELS:
        effects[at] = Effect.CREDIT


def _is_first_link(lines: tuple[Line, ...], effects: Effects, at: int) -> bool:
    """Below the head of a list of links stands one at least, even if it reads like a sentence."""
    return effects[at - 1] is Effect.LIST and lines[at].words <= _LONGEST_LINK_WORDS


def _may_be_caption(lines: tuple[Line, ...], effects: Effects, at: int) -> bool:
    """One sentence or less between other lines, not the article's last and not a quotation.

    A long one is a caption only where no paragraph stands above it.
    """
    line = lines[at]
    among = 0 < at < len(lines) - 2 and lines[at + 2].prose
    parted = at and effects[at - 1] not in (None, Effect.CREDIT, Effect.SOURCE)
    most = _LONG_CAPTION_WORDS if parted else _CAPTION_WORDS
    return among and line.words <= most and line.text[0] not in _QUOTES and not _SENTENCES.search(line.text)


def _shouts(line: Line) -> bool:
    """A link in capitals among the paragraphs."""
    return line.words >= _SHOUT_WORDS and _in_capitals(line)


def _in_capitals(line: Line) -> bool:
    sample = line.text[:_SHOUT_SAMPLE]
    if sum(map(sample.count, _FREQUENT)) > _MOST_SMALL:
        return False
    letters = list(filter(str.isalpha, sample))
    return sum(map(str.isupper, letters)) >= _SHOUT_SHARE * max(1, len(letters))


def _mark_links(lines: tuple[Line, ...], effects: Effects, first: int) -> None:
    """A line in capitals that stands twice is a button; a title twice within a few lines is a link to another story.

    With the link, that of its picture and that of its headline, go the label between or above the two, and the sentence below.
    """
    seen: dict[str, int] = {}
    for at in range(first + 1, len(lines)):
        if effects[at] or lines[at].prose or lines[at].words < _LINK_WORDS:
            continue
        words = fold(lines[at].text)
        before = seen.get(words, -len(lines))
        seen[words] = at
        if before >= 0 and _in_capitals(lines[at]):
            effects[before] = effects[at] = Effect.LINE
        elif at - before <= _NEAR and not any(lines[near].prose for near in range(before, at)):
            _mark_link(lines, effects, before, at)


def _mark_link(lines: tuple[Line, ...], effects: Effects, start: int, end: int) -> None:
    labels = {fold(lines[at].text) for at in range(start + 1, end)}
    if start and fold(lines[start - 1].text) in labels:
        start -= 1
    if end + 2 < len(lines) and lines[end + 1].prose and (lines[end + 2].prose or effects[end + 2]):
        end += 1
    for at in range(start, end + 1):
        effects[at] = effects[at] or Effect.LINE
