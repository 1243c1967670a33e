"""Places that gold names by their words: "Hale" for all, "Hale#2" for the second, "We will … by May" for a passage."""

import re
from collections.abc import Iterable, Mapping

from articles.evaluation.gold import GoldError
from articles.extraction.findings import Span

_NTH = re.compile(r"(?P<words>.+)#(?P<nth>\d+)", re.DOTALL)
_OPENS = "\"'“‘«„\n"
_GAP = " … "
_NOTHING = "\0"


class Places:
    """Finds words in those parts of a text that `spans` cover; offsets count characters of the whole text."""

    def __init__(self, text: str, spans: Iterable[Span]) -> None:
        masked = [_NOTHING] * len(text)
        for span in spans:
            masked[span.start : span.end] = text[span.start : span.end]
        self._text = "".join(masked)

    def every(self, reference: str) -> list[Span]:
        """All places of the words, or the one that `#n` names, counted from 1. Raises GoldError where there is none."""
        words, nth = _parted(reference)
        pattern = (
            rf"(?<!\w){re.escape(words)}(?!\w)" if words[-1:].isalnum() else rf"(?<!\w){re.escape(words)}"
        )
        found = [Span(*match.span()) for match in re.finditer(pattern, self._text)]
        if len(found) < (nth or 1):
            raise GoldError(f"“{reference}” is not in the text")
        return [found[nth - 1]] if nth else found

    def only(self, reference: str) -> Span:
        """The one place of the words. Raises GoldError where there are several or none."""
        found = self.every(reference)
        if len(found) > 1:
            raise GoldError(f"“{reference}” stands {len(found)} times in the text: say which with #n")
        return found[0]

    def quoted(self, reference: str) -> Span:
        """The one passage that opens with a quotation mark or a line, and reads as `reference`; " … " leaves words out."""
        head, gap, tail = reference.partition(_GAP)
        found = [it for it in self._after_marks(head) if tail in self._text[it.end :]]
        if len(found) != 1:
            raise GoldError(f"“{reference}” opens {len(found)} quotes in the text, not one")
        end = self._text.index(tail, found[0].end) + len(tail) if gap else found[0].end
        return Span(found[0].start, end)

    def _after_marks(self, words: str) -> list[Span]:
        matches = re.finditer(re.escape(words), self._text)
        return [
            Span(*it.span())
            for it in matches
            if self._text[it.start() - 1 : it.start()] in {*_OPENS, "", _NOTHING}
        ]


def claimed(places: Places, references: Mapping[str, tuple[str, ...]]) -> dict[str, tuple[Span, ...]]:
    """The places of each name, by the words that `references` gives for it; longer words take a place before shorter ones.

    Raises GoldError where two names claim one place, or a name is left without any.
    """
    wanted = [(words, name) for name, several in references.items() for words in several]
    taken: dict[Span, str] = {}
    for words, name in sorted(wanted, key=lambda it: -len(_parted(it[0])[0])):
        free = [span for span in places.every(words) if not any(_overlap(span, other) for other in taken)]
        clash = [it for it in places.every(words) if taken.get(it, name) != name]
        if clash or not free:
            raise GoldError(
                f"“{words}” of {name} is taken by {taken.get(clash[0]) if clash else 'longer names'}"
            )
        taken.update(dict.fromkeys(free, name))
    return {name: tuple(sorted(span for span, it in taken.items() if it == name)) for name in references}


def _parted(reference: str) -> tuple[str, int]:
    match = _NTH.fullmatch(reference)
    return (match["words"], int(match["nth"])) if match else (reference, 0)


def _overlap(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end
