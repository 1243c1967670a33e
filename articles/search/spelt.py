"""Words by how they are spelt, among stems: which stems belong to words that begin so, or that are spelt almost so."""

from functools import lru_cache

from rapidfuzz.distance import OSA

from articles.search.schema import analyser, plain_analyser

_ENDINGS = """
    s es ies ied ed edly ing ings ingly e y ly er ers or ors est ment ments mental ational ationally
    izations izational isations izers izing ising ized ised ations ators ating ated ative atively tional
    ional ness nesses fulness ousness iveness fully ously ively ability abilities ibility ibilities
    ivities alities ality ances ancies ences encies antly ently able ably ible ibly ical ically icate
    icity alism alists ally ions logies logically ogist ogists aries eries ories ishly lessly iously
"""  # of English words, such as the stemmer takes away
_RESTS = sorted({ending[at:] for ending in _ENDINGS.split() for at in range(len(ending))})


@lru_cache(maxsize=1000)
def begun(beginning: str) -> frozenset[str]:
    """The stems that do not begin so themselves, but of words that can.

    `companie` begins *companies*, whose stem is *compani*, and `operati` begins *operating*, whose stem is *oper*.
    """
    forms = {stem for rest in ("", *_RESTS) for stem in analyser().analyze(beginning + rest)}
    return frozenset(it for it in forms if not it.startswith(beginning))


def begins(stem: str, beginning: str) -> bool:
    """Whether words of this stem can begin so."""
    return stem.startswith(beginning) or stem in begun(beginning)


@lru_cache(maxsize=1000)
def spellings(word: str) -> tuple[str, ...]:
    """What the stem of a word that is almost this one is near: the word, and what would be its stem."""
    return tuple(dict.fromkeys((*plain_analyser().analyze(word), *analyser().analyze(word))))


def is_near(stem: str, word: str, distance: int) -> bool:
    """Whether words of this stem are spelt almost like the word, with at most so many letters added, left out, replaced or exchanged."""
    return any(OSA.distance(stem, it, score_cutoff=distance) <= distance for it in spellings(word))
