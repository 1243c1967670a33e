"""The figures of the last evaluation, as they are kept in articles/data/accuracy.json and shown to readers."""

import datetime as dt
import functools
import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from importlib.resources import files
from typing import Any

from articles.evaluation.reliability import Bin
from articles.evaluation.tally import Tally

FILE = "accuracy.json"


@dataclass(frozen=True, slots=True)
class Measure:
    """One thing that is measured; a `share` has one figure, everything else a precision and a recall."""

    key: str
    label: str
    share: bool = False


MEASURES = (
    Measure("body", "Article text, by characters"),
    Measure("furniture", "Page furniture, by lines"),
    Measure("lines", "Kinds of lines: title, byline, caption…", share=True),
    Measure("quotes", "Quotes"),
    Measure("speakers", "Speakers of quotes"),
    Measure("people", "Mentions of people"),
    Measure("people named", "People, once an article"),
    Measure("organisations", "Mentions of organisations"),
    Measure("organisations named", "Organisations, once an article"),
    Measure("kinds", "Kinds of organisations", share=True),
    Measure("roles", "Roles"),
    Measure("money", "Sums of money"),
    Measure("money kinds", "What a sum is for", share=True),
    Measure("cited", "Cited outlets"),
    Measure("topics", "Topics"),
    Measure("dates", "Date of the article"),
)


@dataclass(frozen=True, slots=True)
class Accuracy:
    """An evaluation, when and of what.

    `version` is `reading.VERSION`, `golden` the fingerprint of the set, `words` those of the kept lines.
    """

    date: dt.date
    version: str
    model: str
    golden: str
    articles: int
    words: int
    figures: dict[str, Tally] = field(default_factory=dict)
    reliability: dict[str, tuple[Bin, ...]] = field(default_factory=dict)


def to_json(accuracy: Accuracy) -> str:
    """The file's text, a line for each measure and bin, so that changes are easy to read."""
    head = {name: getattr(accuracy, name) for name in ("version", "model", "golden", "articles", "words")}
    figures = {
        key: {"right": it.right, "found": it.found, "wanted": it.wanted}
        for key, it in accuracy.figures.items()
    }
    bins = {key: [asdict(it) for it in several] for key, several in accuracy.reliability.items()}
    return (
        "{\n"
        + "".join(
            f'  "{key}": {json.dumps(it)},\n' for key, it in {"date": f"{accuracy.date}", **head}.items()
        )
        + f'  "figures": {{\n{_lines(figures)}\n  }},\n  "reliability": {{\n{_lines(bins)}\n  }}\n}}\n'
    )


def from_json(text: str) -> Accuracy:
    """The evaluation that `to_json` wrote."""
    data: dict[str, Any] = json.loads(text)
    figures = {key: Tally(**counts) for key, counts in data.pop("figures").items()}
    bins = {key: tuple(Bin(**it) for it in several) for key, several in data.pop("reliability").items()}
    return Accuracy(
        **{**data, "date": dt.date.fromisoformat(data["date"])}, figures=figures, reliability=bins
    )


@functools.cache
def load_accuracy() -> Accuracy:
    """The evaluation that came with this version."""
    return from_json(files("articles").joinpath("data", FILE).read_text(encoding="utf-8"))


def report(accuracy: Accuracy) -> Iterator[str]:
    """The lines of Markdown that say what was measured, and a table of the figures in the order of MEASURES."""
    yield (
        f"Measured on {accuracy.date} with version {accuracy.version} and the model {accuracy.model}: "
        f"{accuracy.articles} articles, {accuracy.words:,} words."
    )
    yield ""
    yield "| what | precision | recall | F1 | right / found / wanted |"
    yield "|---|---|---|---|---|"
    for measure in MEASURES:
        it = accuracy.figures[measure.key]
        counts = f"{it.right:,} / {it.found:,}" + ("" if measure.share else f" / {it.wanted:,}")
        rest = "| | |" if measure.share else f"| {it.recall:.3f} | {it.f1:.3f} |"
        yield f"| {measure.label} | {it.precision:.3f} {rest} {counts} |"


def _lines(rows: dict[str, Any]) -> str:
    return ",\n".join(f'    "{key}": {json.dumps(it)}' for key, it in rows.items())
