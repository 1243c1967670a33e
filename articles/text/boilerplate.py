"""Page furniture: what a single line says about itself, by the rules of `articles/data/furniture.toml`."""

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

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
class _Form:
    """A pattern of a rule, for lines of so many words at most, at their start or their end; of what it `needs` each has something."""

    effect: Effect
    pattern: re.Pattern[str]
    at_end: bool
    most_words: int
    needs: tuple[str, ...] = ()

    def may_match(self, folded: str) -> bool:
        """Whether it is worth trying on a line, which is given without case."""
        return not self.needs or any(map(folded.__contains__, self.needs))


class Furniture:
    """The rules, in the order in which they are tried: the first that matches decides."""

    def __init__(self, whole: Mapping[str, Effect], forms: Sequence[_Form], credit: re.Pattern[str]) -> None:
        self._whole = whole
        self._forms = forms
        self._needs = {need for form in forms for need in form.needs}
        self._credit = credit

    def effects(self, lines: Sequence[tuple[str, int]]) -> list[Effect | None]:
        """For each line of a text, given with the number of its words, the effect of the rule that it falls under, if any."""
        folded = "\n".join(line for line, _ in lines).casefold()
        there = {need for need in self._needs if need in folded}
        forms = [form for form in self._forms if not form.needs or not there.isdisjoint(form.needs)]
        return [self._whole_line(line) or _by_form(forms, line, words) for line, words in lines]

    def _whole_line(self, line: str) -> Effect | None:
        return self._whole.get(fold(line)) if len(line) <= _LONGEST_WHOLE_LINE else None

    def caption_end(self, caption: str) -> int:
        """Where in the line the caption ends and the credit of its picture begins; the line's length without one."""
        offset = max(0, len(caption) - _CAPTION_TAIL)
        found = self._credit.search(caption[offset:].replace("'", "’"))
        end = len(caption[: offset + found.start()].rstrip()) if found else len(caption)
        return end if len(caption[:end].split()) >= _FEWEST_CAPTION_WORDS else len(caption)


def _by_form(forms: Iterable[_Form], line: str, words: int) -> Effect | None:
    head, tail = line[:_HEAD].lstrip(_DECORATION).replace("'", "’"), line[-_TAIL:].replace("'", "’")
    folded = line.casefold()
    for form in forms:
        if words > form.most_words or not form.may_match(folded):
            continue
        if form.pattern.search(tail) if form.at_end else form.pattern.match(head):
            return form.effect
    return None


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
    rules = data["rule"]
    whole = {fold(line): Effect(it["effect"]) for it in reversed(rules) for line in it.get("lines", ())}
    forms = [form for rule in rules for form in _forms(rule)]
    return Furniture(whole, forms, _any_of(data["captions"]["parts"]))


def _forms(rule: Mapping[str, Any]) -> Iterator[_Form]:
    effect, most_words = Effect(rule["effect"]), rule.get("most_words", _DEFAULT_MOST_WORDS)
    for key in ("patterns", "ends"):
        at_end = key == "ends"
        plain = [it for it in rule.get(key, ()) if isinstance(it, str)]
        if plain:
            yield _Form(effect, _any_of(plain), at_end, most_words)
        for it in rule.get(key, ()):
            if not isinstance(it, str):
                yield _Form(effect, _any_of([it["pattern"]]), at_end, most_words, tuple(it["needs"]))


def _any_of(patterns: Iterable[str]) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{pattern})" for pattern in patterns), re.IGNORECASE)
