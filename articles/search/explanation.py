"""What the page says about a query: how it was read, what was wrong in it, and whom nobody knows."""

from dataclasses import dataclass

from articles.search.addresses import Address
from articles.search.language.nodes import Leaf, Match, Named, Text, with_leaves
from articles.search.language.reader import Reading
from articles.search.language.wording import describe
from articles.search.language.writer import unparse
from articles.search.pieces import Piece, pieces
from articles.search.understanding import unknown

MAX_MISTAKES = 5
NOBODY = {
    "company": "No company or organisation in the archive is called",
    "person": "Nobody in the archive is called",
    "speaker": "Nobody in the archive is called",
    "topic": "There is no topic called",
    "source": "There is no source called",
}


@dataclass(frozen=True, slots=True)
class Fault:
    """What was typed, with the faulty part marked, and what is wrong with it."""

    typed: tuple[Piece, ...]
    message: str


@dataclass(frozen=True, slots=True)
class Stranger:
    """A name that leads nowhere; `url` is the search for it as words of the article."""

    message: str
    url: str


@dataclass(frozen=True, slots=True)
class Explanation:
    """`read_as` ends a sentence that begins with "Articles"; it is empty where there is nothing to explain."""

    read_as: tuple[Piece, ...]
    faults: tuple[Fault, ...]
    strangers: tuple[Stranger, ...]


def explain(reading: Reading, address: Address) -> Explanation:
    """The explanation of a query; `address` is that of its search."""
    strangers = (
        Stranger(f"{NOBODY[it.field]} “{it.name}”.", _as_words(reading, it, address))
        for it in unknown(reading.node)
    )
    return Explanation(describe(reading.node), faults(reading), tuple(strangers))


def faults(reading: Reading) -> tuple[Fault, ...]:
    """What was wrong in a query."""
    return tuple(
        Fault(pieces(reading.typed, [(it.start, it.end)]), it.message)
        for it in reading.mistakes[:MAX_MISTAKES]
    )


def _as_words(reading: Reading, stranger: Named, address: Address) -> str:
    def changed(leaf: Leaf) -> Leaf:
        return Text(stranger.name, Match.PHRASE) if leaf == stranger else leaf

    node = reading.node and with_leaves(reading.node, changed)
    return address.replaced([("q", unparse(node))]).url
