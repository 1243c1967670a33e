"""How a query was read, in words."""

from collections.abc import Sequence
from itertools import chain

from articles.search.language.nodes import And, Dated, Found, Match, Named, Node, Not, Or, Precision, Text
from articles.search.pieces import Piece

type Pieces = tuple[Piece, ...]

FIELDS = {"": "", "title": " in the title", "quote": " inside a quote"}
NAMED = {
    "company": "that name",
    "person": "that name",
    "speaker": "with a quote by",
    "topic": "about",
    "source": "from",
}
LETTERS = {1: "one letter", 2: "two letters"}


def describe(node: Node | None) -> Pieces:
    """What the query asks for, as the end of a sentence that begins with "Articles"; what was typed is marked.

    Empty where there is nothing to explain: for mere words, all of which are wanted.
    """
    parts = _parts(node)
    if all(isinstance(it, Text) and it.match is Match.WORD and not it.field for it in parts):
        return ()
    words = [it for it in parts if _noun(it)]
    others = [it for it in parts if not _noun(it)]
    said = [_with(words)] if words else []
    return _joined([*said, *map(_predicate, others)], last=", ")


def _parts(node: Node | None) -> tuple[Node, ...]:
    if node is None:
        return ()
    return node.nodes if isinstance(node, And) else (node,)


def _with(words: Sequence[Node]) -> Pieces:
    return (Piece("with "), *_joined([_noun(it) for it in words]))


def _predicate(node: Node) -> Pieces:
    """What is said of an article: "from The Ledger", "without wind"."""
    match node:
        case Named() | Dated():
            return _named(node) if isinstance(node, Named) else _dated(node)
        case Not(inner):
            return _without(inner)
        case Or(nodes) if not _noun(node):
            return _either(nodes, [_predicate(it) for it in nodes])
        case And(nodes):
            return _joined([_predicate(it) for it in nodes])
        case Text(field="by"):
            return (Piece("by "), *_text(node))
        case _:
            return _with([node])


def _noun(node: Node) -> Pieces:
    """What an article is with or without; nothing where the node is no matter of words."""
    match node:
        case Text():
            return () if node.field == "by" else (*_text(node), *_plain(FIELDS[node.field]))
        case Or(nodes):
            return _either(nodes, nouns) if all(nouns := _nouns(nodes)) else ()
        case And(nodes):
            return (Piece("both "), *_joined(nouns)) if all(nouns := _nouns(nodes)) else ()
    return ()


def _either(nodes: Sequence[Node], said: Sequence[Pieces]) -> Pieces:
    several = any(isinstance(it, And) for it in nodes)
    return (Piece("either "), *_joined(said, last=", or " if several else " or "))


def _nouns(nodes: Sequence[Node]) -> list[Pieces]:
    return [_noun(it) for it in nodes]


def _plain(text: str) -> Pieces:
    return (Piece(text),) if text else ()


def _text(node: Text) -> Pieces:
    words = Piece(node.text, match=True)
    match node.match:
        case Match.WORD:
            return (words,)
        case Match.PHRASE:
            return (Piece("“"), words, Piece("”"))
        case Match.PREFIX:
            return (Piece("words that begin with "), words)
        case Match.FUZZY:
            return (words, Piece(f" give or take {LETTERS[node.distance]}"))
        case Match.NEAR:
            between = (
                f" at most {node.distance} words apart" if node.distance else " side by side in any order"
            )
            return (words, Piece(between))


def _named(node: Named) -> Pieces:
    verb = Piece(f"{NAMED[node.field]} ")
    if not node.found:
        return (verb, Piece(node.name, match=True), Piece(" (nothing in the archive is called that)"))
    return (verb, *_joined([_label(it) for it in node.found], last=" or "))


def _label(found: Found) -> Pieces:
    return (Piece(found.label, match=True),)


def _without(node: Node) -> Pieces:
    noun = _noun(node)
    return (Piece("without "), *noun) if noun else (Piece("but not those "), *_predicate(node))


def _dated(node: Dated) -> Pieces:
    side = "since" if node.since else "before"
    return (Piece(f"published {side} "), Piece(_day(node), match=True))


def _day(node: Dated) -> str:
    if node.precision is Precision.YEAR:
        return str(node.day.year)
    month = f"{node.day:%B} {node.day.year}"
    return month if node.precision is Precision.MONTH else f"{node.day.day} {month}"


def _joined(parts: Sequence[Pieces], *, last: str = " and ") -> Pieces:
    """One after the other: a, b and c."""
    joined: list[Pieces] = []
    for number, part in enumerate(parts):
        if number:
            joined.append((Piece(last if number == len(parts) - 1 else ", "),))
        joined.append(part)
    return tuple(chain.from_iterable(joined))
