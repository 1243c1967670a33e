"""What a query means, as a tree."""

import datetime as dt
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum


class Match(StrEnum):
    """How words are compared with those of an article."""

    WORD = "word"  # in any form: plant finds planted
    PHRASE = "phrase"  # side by side, in this order
    NEAR = "near"  # in any order, with at most `distance` words in between
    PREFIX = "prefix"  # words that begin like this
    FUZZY = "fuzzy"  # words that differ in at most `distance` letters


class Precision(StrEnum):
    YEAR = "year"
    MONTH = "month"
    DAY = "day"


@dataclass(frozen=True, slots=True)
class Text:
    """Words to find. `field` is `title`, `quote` or `by`; empty for the whole article."""

    text: str
    match: Match = Match.WORD
    field: str = ""
    distance: int = 0


@dataclass(frozen=True, slots=True)
class Found:
    """A row of the archive that a name leads to; `kind` is `company`, `person`, `topic` or `source`."""

    kind: str
    id: int
    label: str


@dataclass(frozen=True, slots=True)
class Named:
    """An article of or with any of `found`. `field` is `company`, `person`, `speaker`, `topic` or `source`.

    As read, nothing is found yet; once looked up, nothing found means that nothing bears the name.
    """

    field: str
    name: str
    found: tuple[Found, ...] = ()


@dataclass(frozen=True, slots=True)
class Dated:
    """Published since `day` (`since`), or before it. `precision` says how much of the day was given."""

    day: dt.date
    precision: Precision
    since: bool


@dataclass(frozen=True, slots=True)
class Not:
    node: "Node"


@dataclass(frozen=True, slots=True)
class And:
    nodes: tuple["Node", ...]


@dataclass(frozen=True, slots=True)
class Or:
    nodes: tuple["Node", ...]


type Leaf = Text | Named | Dated
type Node = Leaf | Not | And | Or


def all_of(nodes: Iterable[Node | None]) -> Node | None:
    """All of these that there are: one stands alone, and those of an And become part of it."""
    flat = tuple(part for it in nodes if it for part in (it.nodes if isinstance(it, And) else (it,)))
    return And(flat) if len(flat) > 1 else next(iter(flat), None)


def any_of(nodes: Iterable[Node | None]) -> Node | None:
    """Any of these that there are, as `all_of` does it."""
    flat = tuple(part for it in nodes if it for part in (it.nodes if isinstance(it, Or) else (it,)))
    return Or(flat) if len(flat) > 1 else next(iter(flat), None)


def opposite(node: Node | None) -> Node | None:
    """What is left without these articles."""
    return node.node if isinstance(node, Not) else node and Not(node)


def leaves(node: Node | None, *, wanted: bool = False) -> Iterator[Leaf]:
    """The leaves from left to right; those that articles may have, without those excluded, if `wanted`."""
    match node:
        case And(nodes) | Or(nodes):
            for it in nodes:
                yield from leaves(it, wanted=wanted)
        case Not(inner):
            if not wanted:
                yield from leaves(inner)
        case Text() | Named() | Dated():
            yield node


def with_leaves(node: Node, change: Callable[[Leaf], Leaf]) -> Node:
    """The tree with each leaf as `change` makes it."""
    match node:
        case And(nodes):
            return And(tuple(with_leaves(it, change) for it in nodes))
        case Or(nodes):
            return Or(tuple(with_leaves(it, change) for it in nodes))
        case Not(inner):
            return Not(with_leaves(inner, change))
        case Text() | Named() | Dated():
            return change(node)
