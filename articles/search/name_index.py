"""Names to choose from while one types: whole or begun words in any order, with slips of the keyboard, with or without accents.

An index in memory. Each entry stands for one company, person, topic or source with all its names.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import tantivy
from tantivy import Occur, Query

from articles.search.schema import PLAIN_ANALYSER, plain_analyser

WORDS = 6  # of what is typed that are looked for
SLIP_FROM, TWO_SLIPS_FROM = 4, 8  # letters: shorter words are near too many others
LOOKED_AT = 60  # the best and most frequent; among them it is decided what is closest to what was typed
HEAP_BYTES = 30_000_000
EXACT, BEGUN, NEAR, NEARLY_BEGUN = 4.0, 3.0, 1.5, 1.0


@dataclass(frozen=True, slots=True)
class Entry:
    """`names` are all that it is known by, the one that pages show first; `count` the articles with it."""

    kind: str
    slug: str
    names: tuple[str, ...]
    count: int


@dataclass(frozen=True, slots=True)
class Found:
    """An entry, and the one of its names that answers best."""

    entry: Entry
    name: str


class NameIndex:
    """Made once of all entries; what changes later is not in it."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        self._entries = sorted(entries, key=lambda it: (-it.count, it.names[0], it.kind, it.slug))
        builder = tantivy.SchemaBuilder()
        builder.add_text_field("name", tokenizer_name=PLAIN_ANALYSER, index_option="basic")
        builder.add_unsigned_field("at", fast=True)
        self._schema = builder.build()
        index = tantivy.Index(self._schema)
        index.register_tokenizer(PLAIN_ANALYSER, plain_analyser())
        writer = index.writer(HEAP_BYTES, 1)
        for at, entry in enumerate(self._entries):
            made = tantivy.Document()
            made.add_unsigned("at", at)
            for name in entry.names:
                made.add_text("name", name)
            writer.add_document(made)
        writer.commit()
        writer.wait_merging_threads()
        index.reload()
        self._searcher = index.searcher()

    def __len__(self) -> int:
        return len(self._entries)

    def find(self, typed: str, count: int) -> list[Found]:
        """At most `count` entries with a name that has all words of `typed`, the last of them maybe only begun.

        The names that are closest come first, then the most frequent; slips are looked for only where nothing needs none.
        """
        words = plain_analyser().analyze(typed)[:WORDS]
        if not words:
            return []
        parts = [*(self._word(it) for it in words[:-1]), self._begun(words[-1])]
        query = Query.boolean_query([(Occur.Must, it) for it in parts])
        hits = self._searcher.search(
            query, LOOKED_AT, count=False
        ).hits  # of equal ones, those added first: the most frequent
        without_slips = [it for it in hits if (it[0] or 0) >= EXACT * (len(words) - 1) + BEGUN]
        hits = without_slips or hits
        columns = self._searcher.fast_field_values("at", [address for _, address in hits])
        found = [
            self._best(self._entries[int(at or 0)], words, float(score or 0))
            for (score, _), at in zip(hits, columns, strict=True)
        ]
        return [it for _, it in sorted(found, key=lambda it: it[0])[:count]]

    def _word(self, word: str) -> Query:
        return self._any([(EXACT, self._term(word)), *self._slips(word, NEAR, begun=False)])

    def _begun(self, word: str) -> Query:
        begun = Query.regex_query(self._schema, "name", f"{word}.*")
        slips = self._slips(word, NEARLY_BEGUN, begun=True)
        return self._any([(EXACT, self._term(word)), (BEGUN, begun), *slips])

    def _term(self, word: str) -> Query:
        return Query.term_query(self._schema, "name", word)

    def _slips(self, word: str, score: float, *, begun: bool) -> list[tuple[float, Query]]:
        if len(word) < SLIP_FROM:
            return []
        distance = 2 if len(word) >= TWO_SLIPS_FROM else 1
        return [(score, Query.fuzzy_term_query(self._schema, "name", word, distance, prefix=begun))]

    def _any(self, ways: Sequence[tuple[float, Query]]) -> Query:
        """The best of the ways counts, whatever else there is."""
        return Query.disjunction_max_query([Query.const_score_query(query, score) for score, query in ways])

    def _best(
        self, entry: Entry, words: Sequence[str], score: float
    ) -> tuple[tuple[float, bool, int, int], Found]:
        """How far an entry is from what was typed, less being better, and by which of its names."""
        closest = min(
            ((_unmet(name, words), at, name) for at, name in enumerate(entry.names)), key=lambda it: it[:2]
        )
        (missing, unlike), at, name = closest
        return (missing - score, unlike, -entry.count, at), Found(entry, name)


def _unmet(name: str, words: Sequence[str]) -> tuple[int, bool]:
    """How many of the words the name lacks, and whether it begins otherwise."""
    own = plain_analyser().analyze(name)
    missing = sum(word not in own for word in words[:-1]) + (not any(it.startswith(words[-1]) for it in own))
    return missing, not (own and own[0].startswith(words[0]))
