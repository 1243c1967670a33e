"""What kind of organisation a name is: what its own words say, else what the article says of it."""

from collections.abc import Sequence

from articles.extraction import lexicon
from articles.extraction.findings import Candidate
from articles.resolution.investors import investors
from articles.resolution.links import EntityKind

_KINDS = tuple((EntityKind(kind), words) for kind, words in lexicon.KINDS.items())
_PRESS = frozenset(["outlet after", "outlet before", "reports first"])


def kind_of(name: str) -> EntityKind:
    """The kind of an organisation by the words of its name; a company where they say nothing."""
    words = {word.rstrip(".") for word in name.split()}
    for kind, telling in _KINDS:
        if words & telling:
            return kind
    return EntityKind.COMPANY


def kinds_told(text: str, candidates: Sequence[Candidate]) -> dict[str, EntityKind]:
    """The kinds of those names that do not tell theirs, and of which the article tells it: funds and media."""
    paying = investors(text, candidates)
    reporting = {it.text for it in candidates if _reports(it)}
    told = dict.fromkeys(paying, EntityKind.FUND) | dict.fromkeys(reporting, EntityKind.MEDIA)
    return {name: kind for name, kind in told.items() if kind_of(name) is EntityKind.COMPANY}


def _reports(it: Candidate) -> bool:
    """Whether the article takes something from the name as one does from an outlet."""
    evidence = frozenset(it.evidence)
    first, _, last = it.text.rpartition(" ")
    return bool(evidence & _PRESS) or (
        bool(first) and last in lexicon.OUTLET_WORDS and "source before" in evidence
    )
