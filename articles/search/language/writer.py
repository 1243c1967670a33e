"""From the tree back to what could be typed."""

from articles.search.language.nodes import And, Dated, Leaf, Match, Named, Node, Not, Or, Precision, Text

DATE_FORMS = {Precision.YEAR: "%Y", Precision.MONTH: "%Y-%m", Precision.DAY: "%Y-%m-%d"}


def unparse(node: Node | None) -> str:
    """A query that `parse` reads as this tree, names not looked up; empty for None."""
    match node:
        case And(nodes):
            return " ".join(map(unparse, nodes))
        case Or(nodes):
            return " OR ".join(f"({unparse(it)})" if isinstance(it, And) else unparse(it) for it in nodes)
        case Not(inner):
            return f"-({unparse(inner)})" if isinstance(inner, And | Or) else f"-{unparse(inner)}"
        case None:
            return ""
        case _:
            return _leaf(node)


def _leaf(node: Leaf) -> str:
    match node:
        case Dated(day, precision, since):
            return f"{'after' if since else 'before'}:{day.strftime(DATE_FORMS[precision])}"
        case Named(field, name):
            return f'{field}:"{name}"'
        case Text():
            return _text(node)


def _text(node: Text) -> str:
    written = _words(node)
    if not node.field:
        return written
    # a colon right after that of the field would make one word of both
    return f"{node.field}:({written})" if written.startswith(":") else f"{node.field}:{written}"


def _words(node: Text) -> str:
    match node.match:
        case Match.WORD:
            return node.text
        case Match.PHRASE:
            return f'"{node.text}"'
        case Match.NEAR:
            return f'"{node.text}"~{node.distance}'
        case Match.PREFIX:
            return f"{node.text}*"
        case Match.FUZZY:
            return f"{node.text}~{node.distance}"
