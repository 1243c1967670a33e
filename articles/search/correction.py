"""What a query was meant to be, where it is misspelt: in the archive's own words."""

from dataclasses import replace

from articles.search.engine import Engine
from articles.search.language.nodes import Leaf, Match, Node, Text, leaves, with_leaves
from articles.search.language.reader import Reading
from articles.search.language.writer import unparse
from articles.search.matcher import WORD

SPELT = {Match.WORD, Match.PHRASE, Match.NEAR}  # the others allow for other spellings already


def corrected(node: Node | None, engine: Engine) -> Reading | None:
    """The query with better words for those that look misspelt; None where none does. Raises as the engine does."""
    words = {
        word
        for it in leaves(node, wanted=True)
        if isinstance(it, Text) and it.match in SPELT
        for word in WORD.findall(it.text)
    }
    better = engine.corrections(sorted(words)) if words else {}
    if node is None or not better:
        return None

    def change(leaf: Leaf) -> Leaf:
        if not isinstance(leaf, Text) or leaf.match not in SPELT:
            return leaf
        return replace(leaf, text=WORD.sub(lambda it: better.get(it.group(), it.group()), leaf.text))

    made = with_leaves(node, change)
    return Reading(unparse(made), made)
