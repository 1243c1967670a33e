"""Where in a page the article is: the run of lines that holds the most running text and the least furniture."""

from articles.text.boilerplate import Effect
from articles.text.lines import Line

_MOST_FOR_PROSE = 60
_COST = {
    Effect.LINE: -2.0,
    Effect.LIST: -6.0,
    Effect.TAIL: -30.0,
    Effect.CLOSING: -15.0,
    Effect.ABOUT: -60.0,
    Effect.SOURCE: 0.0,
    Effect.CREDIT: 0.0,
}
_ENDINGS = (Effect.CLOSING, Effect.ABOUT)  # may end an article, but never begin it anew
_LEAST = 1.0
_COST_OF_LABEL = -3.0
_COST_BELOW_LIST = -6.0
_SHORT_SENTENCE = 2.0
_QUESTION_WORDS = 16  # a headline that asks, below a list, is a link


def find_body(lines: tuple[Line, ...], effects: list[Effect | None], neutral: list[bool]) -> range:
    """The indices of the lines from the article's first sentence to its last.

    `effects` says what the rules of furniture think of each line, `neutral` which lines (bylines, dates, captions)
    neither belong to running text nor speak against it. Empty where there is no running text.
    """
    best, best_sum = range(0), 0.0
    start, total = 0, 0.0
    below_list = False
    for index, line in enumerate(lines):
        below_list = _below_list(line, effects[index], below_list=below_list)
        if total <= 0:
            start, total = index, 0.0
        weight = 0.0 if neutral[index] else _weight(line, effects[index], below_list=below_list)
        total = max(total + weight, _LEAST) if effects[index] in _ENDINGS and total > 0 else total + weight
        if total > best_sum:
            best, best_sum = range(start, index + 1), total
    return best


def _below_list(line: Line, effect: Effect | None, *, below_list: bool) -> bool:
    if effect in (Effect.LIST, Effect.TAIL):
        return True
    return below_list and (not line.prose or (line.text.endswith("?") and line.words < _QUESTION_WORDS))


def _weight(line: Line, effect: Effect | None, *, below_list: bool) -> float:
    if effect:
        return _COST[effect]
    if below_list and line.text.endswith("?") and line.words < _QUESTION_WORDS:
        return _COST_BELOW_LIST
    if line.prose:
        return float(min(line.words, _MOST_FOR_PROSE))
    if below_list:
        return _COST_BELOW_LIST
    return _SHORT_SENTENCE if line.ends and line.words > 1 else _COST_OF_LABEL
