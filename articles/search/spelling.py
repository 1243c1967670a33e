"""Words that the archive does not have, and those of its own that they may be meant for."""

from collections.abc import Iterator

from rapidfuzz.distance import OSA
from tantivy import Query, Searcher

from articles.search.matcher import WORD
from articles.search.queries import near
from articles.search.schema import WORD_FIELDS, WRITTEN, analyser, plain_analyser, schema

SHORTEST = 4  # letters: shorter words are near too many others
TWO_EDITS_FROM = 6
RARE = 5  # times: a word that is more frequent is spelt as it should be
FAR_MORE = 20  # times as often
SAMPLE = 30  # articles looked into: most have the commonest of the words that come near


def correct(searcher: Searcher, word: str) -> str | None:
    """The archive's own word that is nearest to one it lacks, or hardly has; of several the most frequent.

    None where the archive has the word often enough, or nothing like it that it has far more often.
    """
    plain = plain_analyser().analyze(word)
    if len(plain) != 1 or len(plain[0]) < SHORTEST:
        return None
    own = _frequency(searcher, plain[0])
    if own > RARE:
        return None
    for distance in (1, 2) if len(plain[0]) >= TWO_EDITS_FROM else (1,):
        frequencies = {it: _frequency(searcher, it) for it in set(_near(searcher, plain[0], distance))}
        better = {it: count for it, count in frequencies.items() if count > FAR_MORE * own}
        if better:
            return max(better, key=lambda it: (better[it], it))
    return None


def _near(searcher: Searcher, word: str, distance: int) -> Iterator[str]:
    """Words at this distance, from articles that have one."""
    written = Query.fuzzy_term_query(schema(), WRITTEN, word, distance)
    for query in (written, near("body", word, distance)):
        for _, address in searcher.search(query, SAMPLE, count=False).hits:
            hit = searcher.doc(address)
            text = f"{hit.get_first('title')} {hit.get_first('body')}"
            for other in plain_analyser().analyze(" ".join(set(WORD.findall(text)))):
                if OSA.distance(other, word, score_cutoff=distance) <= distance:
                    yield other


def _frequency(searcher: Searcher, word: str) -> int:
    """In how many articles any form of the word stands."""
    return sum(searcher.doc_freq(field, stem) for stem in analyser().analyze(word) for field in WORD_FIELDS)
