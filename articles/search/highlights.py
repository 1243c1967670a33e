"""What of a hit was searched for: its title, and the passage of its body that answers best. Gives pieces, never HTML."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tantivy import Document

from articles.search.engine import Highlight, Reason
from articles.search.language.nodes import Match, Named, Node, Text, leaves
from articles.search.matcher import Matcher, Span
from articles.search.pieces import Piece, pieces

PASSAGE_CHARACTERS = 240
ELLIPSIS = "…"
PARAGRAPH = "\n\n"
NAMES = {"company", "person"}
SENTENCE_ENDS = (". ", "? ", "! ", "” ", PARAGRAPH)

type Range = tuple[int, int]


class Highlighter:
    """Marks hits for one query."""

    def __init__(self, node: Node | None) -> None:
        wanted = list(leaves(node, wanted=True))
        asked = [it for it in wanted if isinstance(it, Text)]
        names = [name for it in wanted if isinstance(it, Named) for name in _written(it)]
        self.title = Matcher([*(it for it in asked if it.field in {"", "title"}), *names])
        self.body = Matcher([*(it for it in asked if not it.field), *names])
        self.quotes = Matcher([it for it in asked if it.field == "quote"])
        self.asks_for_words = bool(asked)
        self.asks = bool(asked or names)

    def mark(self, hit: Document) -> Highlight:
        """The marked title, the best passage of the body, and why the hit is one."""
        title, body = hit.get_first("title") or "", hit.get_first("body") or ""
        in_title = self.title.spans(title)
        quotes = [(at, at + len(it)) for it in hit.get_all("quote") if (at := body.find(it)) >= 0]
        spans = self._in_body(body, quotes)
        passage = best_passage(body, spans)
        return Highlight(
            title=pieces(title, [(it.start, it.end) for it in in_title]),
            passage=passage.pieces if passage else (),
            reason=self._reason(in_title, passage, quotes),
        )

    def _in_body(self, body: str, quotes: Sequence[Range]) -> list[Span]:
        """The places of what is asked for anywhere, and of what is asked for inside quotes."""
        found = self.body.spans(body)
        beyond = len(self.body.asked)
        for start, end in quotes if self.quotes.asked else ():
            found += [
                Span(start + it.start, start + it.end, beyond + it.leaf)
                for it in self.quotes.spans(body[start:end])
            ]
        return sorted(found, key=lambda it: it.start)

    def _reason(
        self, in_title: Sequence[Span], passage: "Passage | None", quotes: Sequence[Range]
    ) -> Reason | None:
        if passage:
            return Reason.QUOTE if passage.is_within(quotes) else None
        if in_title:
            return Reason.TITLE
        if self.asks_for_words:
            return Reason.BYLINE
        return Reason.NAME if self.asks else None


def _written(named: Named) -> Iterator[Text]:
    """The names that an article may be found by, as it may write them; those of topics and sources stand in no text."""
    for it in named.found:
        if it.kind in NAMES:
            yield Text(it.label, Match.PHRASE)


@dataclass(frozen=True, slots=True)
class Passage:
    """A run of the body, as pieces, and the places in it."""

    pieces: tuple[Piece, ...]
    spans: tuple[Span, ...]

    def is_within(self, ranges: Sequence[Range]) -> bool:
        """Whether all that is marked lies inside the ranges."""
        return all(any(start <= it.start and it.end <= end for start, end in ranges) for it in self.spans)


def best_passage(body: str, spans: Sequence[Span]) -> Passage | None:
    """The run of one paragraph with most of what is asked for, then with most places, then the first; None of nothing.

    It begins with a sentence where one begins in reach, and is cut between words.
    """
    if not spans:
        return None
    windows = [_window(body, spans, it) for it in range(len(spans))]
    best = max(windows, key=lambda it: (len({span.leaf for span in it}), len(it), -it[0].start))
    start, end = _widened(body, best)
    inside = [it for it in spans if start <= it.start and it.end <= end]
    cut = pieces(body[start:end], [(it.start - start, it.end - start) for it in inside])
    return Passage((*_before(body, start), *cut, *_after(body, end)), tuple(inside))


def _window(body: str, spans: Sequence[Span], first: int) -> list[Span]:
    """The places from this one on that fit into a passage."""
    begin = spans[first].start
    end = min(_paragraph_end(body, begin), begin + PASSAGE_CHARACTERS)
    inside = [spans[first]]
    for span in spans[first + 1 :]:
        if span.start >= end:
            break
        if span.end <= end:
            inside.append(span)
    return inside


def _widened(body: str, spans: Sequence[Span]) -> Range:
    """The places with the text around them, to the length of a passage."""
    begin, end = spans[0].start, max(it.end for it in spans)
    _, _, before = body[:begin].rpartition(PARAGRAPH)
    floor = begin - len(before)
    ceiling = max(end, _paragraph_end(body, begin))
    spare = max(0, PASSAGE_CHARACTERS - (end - begin))
    start = _start(body, max(floor, begin - spare), begin)
    stop = min(ceiling, max(end, start + PASSAGE_CHARACTERS))
    if stop - start < PASSAGE_CHARACTERS:  # near the end of its paragraph: the rest is taken from before
        start = _start(body, max(floor, stop - PASSAGE_CHARACTERS), begin)
    if stop < ceiling:
        stop = max(end, body.rfind(" ", end, stop))
    return start, stop


def _start(body: str, earliest: int, begin: int) -> int:
    """Where a sentence begins between the two, else where a word does halfway, else at the first place."""
    if not body[:earliest].strip() or body[:earliest].endswith("\n"):
        return earliest
    ends = [at + len(it) for it in SENTENCE_ENDS if (at := body.rfind(it, earliest, begin)) >= 0]
    if ends:
        return min(max(ends), begin)
    space = body.find(" ", (earliest + begin) // 2, begin)
    return space + 1 if space >= 0 else begin


def _paragraph_end(body: str, at: int) -> int:
    end = body.find(PARAGRAPH, at)
    return len(body) if end < 0 else end


def _before(body: str, start: int) -> tuple[Piece, ...]:
    left_out = _left_out(body[:start])
    return (Piece(f"{left_out} " if body[:start].endswith(SENTENCE_ENDS) else left_out),) if left_out else ()


def _after(body: str, end: int) -> tuple[Piece, ...]:
    left_out = _left_out(body[end:])
    return (Piece(f" {left_out}" if body.startswith(PARAGRAPH, end) else left_out),) if left_out else ()


def _left_out(text: str) -> str:
    """What stands for the text beside a passage: nothing, its bare punctuation, or an ellipsis for words."""
    return ELLIPSIS if any(character.isalnum() for character in text) else text.strip()
