"""From what is typed to a tree. Anything can be read: a mistake is noted with its place, and the rest is taken as it stands."""

from dataclasses import dataclass
from functools import cache

from lark import Lark, Token
from lark.exceptions import UnexpectedToken
from lark.parsers.lalr_interactive_parser import InteractiveParser

from articles.search.language.builder import build
from articles.search.language.mistakes import Mistake
from articles.search.language.nodes import Node

MAX_CHARACTERS = 500
MAX_CLAUSES = 40  # more than anyone types; each costs a look-up in every field
MAX_PATTERNS = 8  # with a star or a tilde; each goes through the list of all words
MAX_DEPTH = 10

OPEN, CLOSE, END = "_OPEN", "_CLOSE", "$END"
PATTERNS = {"PREFIX", "FUZZY"}
CLAUSES = {"WORD", "PHRASE", "UNCLOSED", "NEAR", "DATED", *PATTERNS}
QUOTATION_MARKS = str.maketrans({"“": '"', "”": '"', "„": '"', "«": '"', "»": '"'})
NOTHING_FOLLOWS = {
    "_OR": "Nothing follows OR.",
    "_AND": "Nothing follows AND.",
    "NOT": "Nothing follows NOT.",
    "MINUS": "Nothing follows the minus.",
    OPEN: "There is nothing to search for between these brackets.",
}


@dataclass(frozen=True, slots=True)
class Reading:
    """What was typed, on one line, and what it means: None where there is nothing to search for."""

    typed: str
    node: Node | None = None
    mistakes: tuple[Mistake, ...] = ()


def clean(typed: str) -> str:
    """What was typed without control characters and halves of surrogate pairs, on one line, cut to MAX_CHARACTERS."""
    whole = typed.encode("utf-8", "ignore").decode()
    printable = "".join(it if it.isprintable() else " " for it in whole)
    return " ".join(printable.split())[:MAX_CHARACTERS].rstrip()


def parse(typed: str) -> Reading:
    """Read a query, in time that grows with its length.

    Never raises. Names are not looked up: `articles.search.understanding` does that.
    """
    line = clean(typed)
    return _Reader(line).read()


@cache
def _grammar() -> Lark:
    return Lark.open("grammar.lark", rel_to=__file__, parser="lalr", lexer="basic", propagate_positions=True)


class _Reader:
    """Hands the tokens of one query to the parser, and mends their order where the grammar has no place for one."""

    def __init__(self, line: str) -> None:
        self.line = line
        self.parser: InteractiveParser = _grammar().parse_interactive()
        self.mistakes: list[Mistake] = []
        self.opened: list[Token] = []
        self.passed_over = 0  # brackets too deep, whose ends are still to come
        self.clauses = 0
        self.patterns = 0
        self.last: Token | None = None

    def read(self) -> Reading:
        for token in _grammar().lex(self.line.translate(QUOTATION_MARKS)):
            if token.type in CLAUSES and self.clauses == MAX_CLAUSES:
                self._note(token, f"Only the first {MAX_CLAUSES} words and phrases were searched for.")
                break
            if not self._too_much(token):
                self._take(token)
        tree = self._end()
        node, mistakes = build(tree)
        ordered = sorted((*self.mistakes, *mistakes), key=lambda it: (it.start, it.end))
        return Reading(self.line, node, tuple(ordered))

    def _note(self, token: Token, message: str) -> None:
        start = token.start_pos or 0
        self.mistakes.append(Mistake(start, start + len(token), message))

    def _too_much(self, token: Token) -> bool:
        """Whether the token is left out because there are too many like it."""
        if token.type == OPEN and len(self.opened) == MAX_DEPTH:
            self._note(token, f"Brackets go {MAX_DEPTH} deep at most; this one was passed over.")
            self.passed_over += 1
            return True
        if token.type == CLOSE and self.passed_over:
            self.passed_over -= 1
            return True
        if token.type in PATTERNS:
            self.patterns += 1
            if self.patterns > MAX_PATTERNS:
                self._note(
                    token, f"At most {MAX_PATTERNS} words can have a * or ~; this one was passed over."
                )
                return True
        return False

    def _take(self, token: Token) -> None:
        if (
            token.type == CLOSE and not self.opened
        ):  # never shown to the parser, which would end the query here
            self._note(token, "This bracket closes none.")
            return
        try:
            self.parser.feed_token(token)
        except UnexpectedToken:
            self._mend(token)
            return
        self.last = token
        self.clauses += token.type in CLAUSES
        if token.type == OPEN:
            self.opened.append(token)
        elif token.type == CLOSE:
            self.opened.pop()

    def _mend(self, token: Token) -> None:
        """Leave out an operator that has nothing before it; put what is missing before any other token."""
        if token.type in {"_OR", "_AND"} and not self._follows_field():
            self._note(token, f"{token} stands here with nothing before it.")
            return
        self._missing()
        self._take(token)

    def _follows_field(self) -> bool:
        return self.last is not None and self.last.type == "FIELD"

    def _missing(self) -> None:
        if self.last is not None:
            said = NOTHING_FOLLOWS.get(self.last.type, f"Nothing to search for follows {self.last}")
            self._note(self.last, said)
        self.parser.feed_token(Token("MISSING", ""))

    def _end(self) -> object:
        """Supply what the end of the line lacks, and give the tree."""
        if self.last is not None and END not in (wanted := self.parser.choices()) and "MISSING" in wanted:
            self._missing()
        for token in reversed(self.opened):
            self._note(token, "This bracket is never closed.")
            self.parser.feed_token(Token(CLOSE, ")"))
        tree: object = self.parser.feed_eof()
        return tree
