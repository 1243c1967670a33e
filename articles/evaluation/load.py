"""Reads the evaluation set: each article a text file as scraped, and a TOML file of the same name with its gold.

tests/golden/README.md says how the gold is written.
"""

import hashlib
import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from articles.evaluation.gold import (
    MINED,
    Gold,
    GoldError,
    GoldLine,
    GoldMoney,
    GoldName,
    GoldQuote,
    GoldRole,
)
from articles.evaluation.places import Places, claimed
from articles.extraction.findings import Span
from articles.resolution.links import EntityKind
from articles.text.article import BlockKind, NotAnArticleError
from articles.text.parse import parse


@dataclass(frozen=True, slots=True)
class Specimen:
    """A file of the set, as it is, and its gold; `words` counts those of the lines that are not furniture."""

    file: Path
    data: bytes
    gold: Gold
    words: int


def load(folder: Path) -> list[Specimen]:
    """The set's articles in the order of their names. Raises GoldError where gold is missing or does not fit."""
    files = sorted(folder.glob("*.txt"))
    if not files:
        raise GoldError(f"There are no .txt files in {folder}")
    return [_specimen(file) for file in files]


def fingerprint(folder: Path) -> str:
    """A hash of all texts and gold: it changes with the set."""
    digest = hashlib.sha256()
    for file in sorted((*folder.glob("*.txt"), *folder.glob("*.toml"))):
        digest.update(f"{file.name}\0".encode() + file.read_bytes())
    return digest.hexdigest()[:16]


def bind(name: str, text: str, written: dict[str, Any]) -> Gold:
    """The gold as `written` in TOML, with places in the article's `text`. Raises GoldError."""
    lines = _lines(text, written["lines"])
    mined = Places(text, (line.span for line in lines if line.kinds[0] in MINED))
    return Gold(
        name=name,
        lines=lines,
        names=_names(mined, written),
        quotes=tuple(_quote(mined, it) for it in written["quotes"]),
        roles=tuple(_role(it) for it in written["roles"]),
        money=tuple(_money(mined, it) for it in written["money"]),
        cited=frozenset(written["cited"]),
        topics=frozenset(written["topics"]),
        published=written.get("published"),
        open=tuple(span for words in written.get("open", ()) for span in mined.every(words)),
    )


def _specimen(file: Path) -> Specimen:
    data = file.read_bytes()
    try:
        written = tomllib.loads(file.with_suffix(".toml").read_text(encoding="utf-8"))
        text = parse(data).text
        gold = bind(file.stem, text, written)
    except (OSError, KeyError, ValueError, NotAnArticleError) as error:
        raise GoldError(f"{file.with_suffix('.toml').name}: {error}") from error
    kept = (line.span for line in gold.lines if not line.furniture)
    return Specimen(file, data, gold, sum(len(text[it.start : it.end].split()) for it in kept))


def _lines(text: str, kinds: str) -> tuple[GoldLine, ...]:
    """Each line that is not blank, with its kind from "title byline paragraph*3 date|boilerplate"."""
    expanded = [kind for word in kinds.split() for kind in _repeated(word)]
    spans = [Span(*match.span()) for match in re.finditer(r".*\S.*", text)]
    if len(spans) != len(expanded):
        raise GoldError(f"the text has {len(spans)} lines, `lines` speaks of {len(expanded)}")
    return tuple(map(GoldLine, spans, expanded))


def _repeated(word: str) -> list[tuple[BlockKind, ...]]:
    kinds, _, times = word.partition("*")
    return [tuple(BlockKind(kind) for kind in kinds.split("|"))] * int(times or 1)


def _names(mined: Places, written: dict[str, Any]) -> tuple[GoldName, ...]:
    kinds = {name: kind for kind in EntityKind for name in written.get(kind.value, {})}
    words = {name: tuple(written[kind.value][name]) for name, kind in kinds.items()}
    places = claimed(mined, words)
    return tuple(GoldName(name, kind, places[name]) for name, kind in kinds.items())


def _quote(mined: Places, quote: dict[str, Any]) -> GoldQuote:
    return GoldQuote(mined.quoted(quote["words"]), quote.get("by"), quote.get("fragment", False))


def _role(role: dict[str, Any]) -> GoldRole:
    return GoldRole(
        role["person"], role["title"], role.get("at"), role.get("past", False), role.get("any_company", False)
    )


def _money(mined: Places, money: dict[str, Any]) -> GoldMoney:
    amount = money["amount"]
    amounts = tuple(amount) if isinstance(amount, list) else (amount,)
    return GoldMoney(mined.only(money["text"]), amounts, money["currency"], money["kind"])


def unknown_names(gold: Gold) -> Iterable[str]:
    """Names that quotes, roles and citations use and that are nowhere in the gold."""
    used = {quote.speaker for quote in gold.quotes} | {role.person for role in gold.roles}
    used |= {role.company for role in gold.roles} | gold.cited
    return sorted(name for name in used - {it.name for it in gold.names} if name)
