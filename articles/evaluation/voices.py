"""Scores quotes and who said them."""

from articles.evaluation.alignment import Alignment
from articles.evaluation.gold import Gold, GoldQuote
from articles.evaluation.reliability import Sure
from articles.evaluation.spans import SAME, bare, pairs, touches
from articles.evaluation.tally import Tally
from articles.resolution.links import Links, Quote


class Voices:
    """The machine's quotes beside the gold's.

    Two are one where they share four fifths of their characters, marks and stops at the ends aside. Fragments count
    neither for nor against: where a sentence of the writer's ends and a quote begins is a matter of taste.
    """

    def __init__(self, gold: Gold, text: str, links: Links, alignment: Alignment) -> None:
        self._text = text
        self._alignment = alignment
        self._wanted = [it for it in gold.quotes if not it.fragment]
        fragments = [it.span for it in gold.quotes if it.fragment]
        whole = [it.span for it in self._wanted]
        self._found = [
            it
            for it in links.quotes
            if not it.partial and (touches(it.span, whole) or not touches(it.span, [*fragments, *gold.open]))
        ]
        matched = pairs(
            [bare(text, it.span) for it in self._found], [bare(text, it.span) for it in self._wanted], SAME
        )
        self._pairs = [(self._found[i], self._wanted[j]) for i, j in sorted(matched.items())]

    def figures(self) -> dict[str, Tally]:
        """`quotes`, and `speakers`: of those the machine gives to somebody, and of those that somebody named says."""
        return {"quotes": self._quotes(), "speakers": self._speakers()}

    def sure(self) -> list[Sure]:
        """How sure the machine was of each quote that it gave to somebody, and whether that was right."""
        return [Sure(it.confidence, self._is_right(it, gold)) for it, gold in self._pairs if _speaks(it)]

    def _quotes(self) -> Tally:
        right_found = [found for found, _ in self._pairs]
        right_wanted = [wanted for _, wanted in self._pairs]
        notes = [f"wrong: {self._said(it)}" for it in self._found if it not in right_found]
        notes += [f"missed: {self._said(it)}" for it in self._wanted if it not in right_wanted]
        return Tally(len(self._pairs), len(self._found), len(self._wanted), tuple(notes))

    def _speakers(self) -> Tally:
        notes = [
            f"{self._alignment.name(found.speaker)} for {wanted.speaker}: {self._said(found)}"
            for found, wanted in self._pairs
            if (_speaks(found) or wanted.speaker) and not self._is_right(found, wanted)
        ]
        return Tally(
            sum(self._is_right(found, wanted) for found, wanted in self._pairs),
            sum(_speaks(found) for found, _ in self._pairs),
            sum(wanted.speaker is not None for wanted in self._wanted),
            tuple(notes),
        )

    def _is_right(self, found: Quote, wanted: GoldQuote) -> bool:
        return _speaks(found) and self._alignment.name(found.speaker) == wanted.speaker

    def _said(self, quote: Quote | GoldQuote) -> str:
        return self._text[quote.span.start : quote.span.end][:60]


def _speaks(quote: Quote) -> bool:
    return quote.speaker is not None and quote.speaker.linked
