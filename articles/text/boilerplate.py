"""Page furniture: what a single line says about itself, by the rules of `articles/data/furniture.toml`."""

import re
import tomllib
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, lru_cache
from pathlib import Path

from articles.text.runs import Runs

RULES = Path(__file__).resolve().parent.parent / "data" / "furniture.toml"
_HEAD = 400  # characters of a line that patterns see
_TAIL = 120
_DECORATION = " -–—*•·|»>▶►→"
_CAPTION_TAIL = 160
_FEWEST_CAPTION_WORDS = 3
_WORD = re.compile(r"[\w’&@+-]+")
_LONGEST_WHOLE_LINE = 80
_DEFAULT_MOST_WORDS = 90


class Effect(StrEnum):
    """What a rule says about a line and those below it; the file of rules explains them."""

    LINE = "line"
    LIST = "list"
    TAIL = "tail"
    CLOSING = "closing"
    ABOUT = "about"
    SOURCE = "source"
    CREDIT = "credit"


@dataclass(frozen=True, slots=True)
class _Rule:
    effect: Effect
    lines: frozenset[str]
    start: re.Pattern[str] | None
    end: re.Pattern[str] | None
    most_words: int
    needs: tuple[str, ...]

    def may_match(self, folded: str, words: int) -> bool:
        """Whether it is worth trying the patterns on a line, given without case, that has so many words."""
        return words <= self.most_words and (not self.needs or any(map(folded.__contains__, self.needs)))


class Furniture:
    """The rules, in the order in which they are tried: the first that matches decides."""

    def __init__(self, rules: tuple[_Rule, ...], credit: re.Pattern[str]) -> None:
        self._rules = rules
        self._credit = credit
        self._whole = {line: rule.effect for rule in reversed(rules) for line in rule.lines}

    def effect(self, line: str, words: int) -> Effect | None:
        """The effect of the rule that `line`, which has so many words, falls under; None for all the rest."""
        if len(line) <= _LONGEST_WHOLE_LINE:
            whole = self._whole.get(fold(line))
            if whole:
                return whole
        folded = line.casefold()
        head, tail = line[:_HEAD].lstrip(_DECORATION).replace("'", "’"), line[-_TAIL:].replace("'", "’")
        for rule in self._rules:
            if not rule.may_match(folded, words):
                continue
            if (rule.start and rule.start.match(head)) or (rule.end and rule.end.search(tail)):
                return rule.effect
        return None

    def caption_end(self, caption: str) -> int:
        """Where in the line the caption ends and the credit of its picture begins; the line's length without one."""
        offset = max(0, len(caption) - _CAPTION_TAIL)
        found = self._credit.search(caption[offset:].replace("'", "’"))
        end = len(caption[: offset + found.start()].rstrip()) if found else len(caption)
        return end if len(caption[:end].split()) >= _FEWEST_CAPTION_WORDS else len(caption)


@lru_cache(maxsize=1024)  # a line is asked for several times while its article is read
def fold(line: str) -> str:
    """The words of the first 400 characters of a line, in lower case, a space between them: equal for equal lines.

    A wrapped line may be given with its line feeds. Empty for a line without a word, which is like no other line.
    """
    return " ".join(filter(None, map(_folded.__getitem__, line[:_HEAD].lower().split())))


_folded = Runs(lambda run: " ".join(_WORD.findall(run.replace("'", "’"))))


@cache
def furniture() -> Furniture:
    """The bundled rules, read once a process."""
    with RULES.open("rb") as file:
        data = tomllib.load(file)
    credit = _any_of(data["captions"]["parts"])
    assert credit  # noqa: S101 (our own file)
    return Furniture(tuple(_rule(entry) for entry in data["rule"]), credit)


def _rule(entry: dict[str, object]) -> _Rule:
    lines, most_words = entry.get("lines", []), entry.get("most_words", _DEFAULT_MOST_WORDS)
    needs = entry.get("needs", [])
    assert isinstance(lines, list)  # noqa: S101 (our own file)
    assert isinstance(needs, list)  # noqa: S101
    assert isinstance(most_words, int)  # noqa: S101
    return _Rule(
        effect=Effect(str(entry["effect"])),
        lines=frozenset(fold(line) for line in lines),
        start=_any_of(entry.get("patterns")),
        end=_any_of(entry.get("ends")),
        most_words=most_words,
        needs=tuple(needs),
    )


def _any_of(patterns: object) -> re.Pattern[str] | None:
    if not isinstance(patterns, list):
        return None
    return re.compile("|".join(f"(?:{pattern})" for pattern in patterns), re.IGNORECASE)
