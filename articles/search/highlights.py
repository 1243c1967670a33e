"""Which runs of a hit's title and body were searched for. Gives pieces, never HTML."""

from itertools import pairwise

from tantivy import Document, Query, Schema, Searcher, SnippetGenerator

from articles.search.engine import Highlight, Piece
from articles.search.schema import analyser
from articles.search.words import read

PASSAGE_CHARACTERS = 240
ELLIPSIS = "…"

type Ranges = list[tuple[int, int]]


class Highlighter:
    """Marks hits for one query."""

    def __init__(self, searcher: Searcher, schema: Schema, typed: str, query: Query) -> None:
        self.stems = {stem for it in read(typed) if not it.exclude for stem in analyser().analyze(it.text)}
        self.passages = SnippetGenerator.create(searcher, query, schema, "body")
        self.passages.set_max_num_chars(PASSAGE_CHARACTERS)

    def mark(self, hit: Document) -> Highlight:
        """The marked title, and the best passage of the body."""
        return Highlight(self._title(hit.get_first("title") or ""), self._passage(hit))

    def _title(self, title: str) -> tuple[Piece, ...]:
        tokens = analyser().pre_tokenize(title).tokens
        return pieces(
            title, [(it.char_offset_from, it.char_offset_to) for it in tokens if it.text in self.stems]
        )

    def _passage(self, hit: Document) -> tuple[Piece, ...]:
        snippet = self.passages.snippet_from_doc(hit)
        text = snippet.fragment()
        places = [(it.start, it.end) for it in snippet.highlighted()]
        if not places:
            return ()
        before, _, after = (hit.get_first("body") or "").partition(text)
        return (*_left_out(before), *pieces(text, _characters(text, places)), *_left_out(after))


def _left_out(text: str) -> tuple[Piece, ...]:
    """What stands for the text beside a passage: nothing, its bare punctuation, or an ellipsis for words."""
    if any(character.isalnum() for character in text):
        return (Piece(ELLIPSIS),)
    return (Piece(text.strip()),) if text.strip() else ()


def _characters(text: str, places: Ranges) -> Ranges:
    """Tantivy counts the bytes of UTF-8; these are characters."""
    if text.isascii():
        return places
    raw = text.encode()
    return [(len(raw[:start].decode()), len(raw[:end].decode())) for start, end in places]


def pieces(text: str, places: Ranges) -> tuple[Piece, ...]:
    """The text cut at the places, which are marked; places that overlap are taken for one."""
    cuts = sorted({0, len(text), *(it for place in places for it in place)})
    marked = (
        Piece(text[start:end], any(first <= start and end <= last for first, last in places))
        for start, end in pairwise(cuts)
    )
    return tuple(marked)
