"""Known names in running text: a trie of words, so that a text is read once however many names are known."""

import functools
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from articles.extraction import lexicon
from articles.extraction.findings import Span
from articles.resolution import names
from articles.resolution.knowledge import Knowledge, Known
from articles.text.article import Block

_TOKEN = re.compile(r"\w+|[^\w\s]")
_SHOUTED_LENGTH = 4  # letters; shorter names in capitals are other words' abbreviations
_SAME = {"’": "'", "–": "-"}
_IN_SUM = re.compile(r"(?:\d[.,]|[$€£¥₹])$")
_SUM_REACH = 2  # characters
_AND = " & "
_ATTACHED = frozenset("@/_#\\")


@dataclass(frozen=True, slots=True)
class Hit:
    """A known name in the text. Without `entries` it is known to be neither an organisation nor a person."""

    span: Span
    entries: tuple[Known, ...]
    ambiguous: bool


@dataclass(slots=True)
class _Node:
    children: dict[str, "_Node"] | None = None
    entries: tuple[Known, ...] = ()
    ends: bool = False
    ambiguous: bool = False


class Gazetteer:
    """The names of a snapshot of knowledge, compiled."""

    def __init__(self, knowledge: Knowledge) -> None:
        self._root = _Node({})
        self._known = knowledge.known
        for known in knowledge.known:
            for alias in {known.name: None} | dict.fromkeys(known.aliases + known.ambiguous):
                self._add(alias, known, ambiguous=alias in known.ambiguous)
        for other in lexicon.OTHERS:
            self._block(other)

    @functools.cached_property
    def _by_key(self) -> dict[str, list[Known]]:
        """Those that bear each folded name, ambiguous names left out."""
        by_key = dict[str, list[Known]]()
        for known in self._known:
            for alias in (known.name, *known.aliases):
                if alias not in known.ambiguous:
                    by_key.setdefault(names.key(alias), []).append(known)
        return by_key

    def hits(self, text: str, blocks: Iterable[Block]) -> list[Hit]:
        """The longest known names in the blocks, in order, without overlap."""
        return [hit for block in blocks for hit in self._in_block(text, block)]

    def called(self, name: str) -> Sequence[Known]:
        """Those that go by the name whatever its case, accents and legal form, ambiguous names left out."""
        return self._by_key.get(names.key(name), ())

    def _add(self, alias: str, known: Known, *, ambiguous: bool) -> None:
        forms = [alias]
        if _AND in alias and not _are_given_names(alias.split(_AND)):
            forms.append(alias.replace(_AND, " and "))
        if not ambiguous and not alias.isupper() and sum(map(str.isalpha, alias)) >= _SHOUTED_LENGTH:
            forms.append(alias.upper())
        for form in forms:
            node = self._node(form)
            node.ends = True
            node.entries += (known,)
            node.ambiguous = node.ambiguous or ambiguous

    def _block(self, name: str) -> None:
        """A name that is none, unless somebody is known by it: then that is to be shown in the text."""
        node = self._node(name)
        node.ends = True
        node.ambiguous = True

    def _node(self, name: str) -> _Node:
        node = self._root
        for word in _TOKEN.findall(name):
            token = _SAME.get(word, word)
            if node.children is None:
                node.children = {}
            node = node.children.get(token) or node.children.setdefault(token, _Node())
        return node

    def _in_block(self, text: str, block: Block) -> Iterator[Hit]:
        tokens = list(map(_as_written, _TOKEN.findall(text, block.start, block.end)))
        roots = self._root.children or {}
        places = list[tuple[int, int]]()
        position = 0
        for index, token in enumerate(tokens):
            if token in roots and index >= position:
                end, node = self._longest(tokens, index)
                if node is None:
                    continue
                places = places or [it.span() for it in _TOKEN.finditer(text, block.start, block.end)]
                span = Span(places[index][0], places[end - 1][1])
                if _stands_alone(text, span.start, span.end):
                    yield Hit(span, node.entries, node.ambiguous)
                    position = end

    def _longest(self, tokens: Sequence[str], index: int) -> tuple[int, _Node | None]:
        node, found, end = self._root, None, index
        while index < len(tokens) and node.children and (child := node.children.get(tokens[index])):
            node = child
            index += 1
            if node.ends:
                found, end = node, index
        return end, found


def _as_written(token: str) -> str:
    """The token with plain marks, as names of the list have them."""
    return _SAME.get(token, token)


def _stands_alone(text: str, start: int, end: int) -> bool:
    """Whether the place is a word of the text, rather than part of an address, a handle or a sum ("$7.3M")."""
    if _IN_SUM.search(text, max(0, start - _SUM_REACH), start):
        return False
    if text[start - 1 : start] in _ATTACHED or text[end : end + 1] in _ATTACHED - {"/"}:
        return False
    after = text[end : end + 2]
    return not (after[:1] == "." and after[1:].islower())


def _are_given_names(parts: Sequence[str]) -> bool:
    """Whether "and" between the parts would name people: Alice & Bob."""
    return all(part in lexicon.GIVEN_NAMES for part in parts)
