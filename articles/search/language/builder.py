"""From the parser's tree to the meaning: fields reach into their brackets, and what a token says is read."""

import re
from collections.abc import Callable

from lark import Token, Tree

from articles.search.language.dates import DATES, read_date
from articles.search.language.mistakes import Mistake
from articles.search.language.nodes import Dated, Match, Named, Node, Text, all_of, any_of, opposite

TEXT_FIELDS = {"", "title", "quote", "by"}
LETTERS_OF_PREFIX = 2
NEAR_WORDS = 4  # each order of them is looked for
NEAR_BY_DEFAULT = 5
MAX_WORDS_BETWEEN = 50
MAX_EDITS = 2
TWO_EDITS_FROM = 6  # letters
WORD = re.compile(r"[^\W_]+")
MARK = re.compile(r"(?:~\d*|\*)$")


def build(tree: object) -> tuple[Node | None, list[Mistake]]:
    """The meaning of a tree of grammar.lark, None where it holds no word, and what could not be made sense of."""
    builder = _Builder()
    return builder.node(tree, ""), builder.mistakes


class _Builder:
    def __init__(self) -> None:
        self.mistakes: list[Mistake] = []

    def node(self, tree: object, field: str) -> Node | None:
        """The node of a subtree; `field` is the one whose brackets it is in."""
        assert isinstance(tree, Tree)  # noqa: S101  the grammar makes nothing else
        match tree.data:
            case "leaf":
                return self._leaf(tree, field)
            case "group":
                return self._group(tree, field)
            case "negated":
                return self._negated(tree, field)
            case "alternatives":
                return any_of(self.node(it, field) for it in tree.children)
            case _:
                return all_of(self.node(it, field) for it in tree.children)

    def _negated(self, tree: Tree[Token], field: str) -> Node | None:
        """The last child, with each sign before it turning it around."""
        *signs, clause = tree.children
        node = self.node(clause, field)
        return opposite(node) if len(signs) % 2 else node

    def _group(self, tree: Tree[Token], field: str) -> Node | None:
        *fields, inner = tree.children
        return self.node(inner, _field(fields[0]) if fields else field)

    def _leaf(self, tree: Tree[Token], field: str) -> Node | None:
        *fields, token = [it for it in tree.children if isinstance(it, Token)]
        if token.type == "DATED":
            return self._dated(token)
        field = _field(fields[0]) if fields else field
        if token.type == "UNCLOSED":
            self._note(token, "This quotation mark is never closed.")
        if not any(map(str.isalnum, token)):
            if field and token.type != "MISSING":
                self._note(token, f"There is no word for {field}: to look for.")
            return None
        if field not in TEXT_FIELDS:
            return self._named(token, field)
        text = self._text(token, field)
        if field == "by" and text and read_date(text.text):
            self._note(token, "by: finds a reporter's name. Dates are asked for with after: and before:.")
            return None
        return text

    def _note(self, token: Token, message: str) -> None:
        start = token.start_pos or 0
        self.mistakes.append(Mistake(start, start + len(token), message))

    def _dated(self, token: Token) -> Node | None:
        side, _, typed = token.partition(":")
        date = read_date(typed.strip('"'))
        if date is None:
            self._note(token, f"This date was not understood. {DATES}")
            return None
        return Dated(*date, since=side.lower() == "after")

    def _named(self, token: Token, field: str) -> Node:
        if token.type in {"PREFIX", "FUZZY", "NEAR"}:
            self._note(token, f"{field}: takes a name; the mark after it was passed over.")
            return Named(field, MARK.sub("", token).strip('" '))
        return Named(field, token.strip('" '))

    def _text(self, token: Token, field: str) -> Text | None:
        made: dict[str, Callable[[Token, str], Text | None]] = {
            "PREFIX": self._prefix,
            "FUZZY": self._fuzzy,
            "NEAR": self._near,
            "WORD": lambda it, within: Text(str(it), Match.WORD, within),
        }
        return made.get(token.type, _phrase)(token, field)

    def _prefix(self, token: Token, field: str) -> Text | None:
        text = token[:-1]
        if _words(text) > 1:
            self._note(token, "* follows a single word; this was read as a phrase.")
            return Text(text, Match.PHRASE, field)
        if sum(map(str.isalnum, text)) < LETTERS_OF_PREFIX:
            self._note(token, f"* needs at least {LETTERS_OF_PREFIX} letters before it.")
            return None
        return Text(text, Match.PREFIX, field)

    def _fuzzy(self, token: Token, field: str) -> Text | None:
        text, edits = _marked(token)
        if _words(text) > 1:
            self._note(token, "~ follows a single word or a phrase; this was read as a phrase.")
            return Text(text, Match.PHRASE, field)
        if edits is None:
            edits = 1 if len(text) < TWO_EDITS_FROM else MAX_EDITS
        elif not 1 <= edits <= MAX_EDITS:
            edits = MAX_EDITS if edits else 1
            self._note(token, f"~ allows for 1 or 2 letters; {edits} was taken.")
        return Text(text, Match.FUZZY, field, edits)

    def _near(self, token: Token, field: str) -> Text | None:
        quoted, distance = _marked(token)
        text = quoted.strip('" ')
        words = _words(text)
        if words == 1:
            return Text(text, Match.PHRASE, field)
        if words > NEAR_WORDS:
            self._note(token, f"~ takes up to {NEAR_WORDS} words; these were read as a phrase.")
            return Text(text, Match.PHRASE, field)
        if distance is None:
            distance = NEAR_BY_DEFAULT
        elif distance > MAX_WORDS_BETWEEN:
            distance = MAX_WORDS_BETWEEN
            self._note(token, f"Words can be up to {MAX_WORDS_BETWEEN} words apart; that was taken.")
        return Text(text, Match.NEAR, field, distance)


def _field(token: object) -> str:
    return str(token).rstrip(":").lower()


def _words(text: str) -> int:
    return len(WORD.findall(text))


def _marked(token: Token) -> tuple[str, int | None]:
    """The text before the tilde, and the number after it."""
    text, _, number = token.rpartition("~")
    return text, int(number[:4]) if number else None


def _phrase(token: Token, field: str) -> Text | None:
    return Text(token.strip('" '), Match.PHRASE, field)
