"""Holds the machine's readings of the evaluation set against its gold."""

from collections.abc import Iterable
from dataclasses import dataclass

from articles.evaluation.alignment import Alignment
from articles.evaluation.facts import fact_figures
from articles.evaluation.gold import Gold
from articles.evaluation.names import name_figures, sure_of_names
from articles.evaluation.pages import page_figures
from articles.evaluation.reliability import Bin, Sure, bins
from articles.evaluation.tally import Tally
from articles.evaluation.voices import Voices
from articles.resolution.links import Links
from articles.text.article import ParsedArticle


@dataclass(frozen=True, slots=True)
class Evaluation:
    """A tally for each measure, by its key; how sure the machine was of `names` and `speakers`, and how often right."""

    figures: dict[str, Tally]
    reliability: dict[str, tuple[Bin, ...]]


def evaluate(readings: Iterable[tuple[Gold, ParsedArticle, Links]]) -> Evaluation:
    """The sums over all articles: each mention, quote and line weighs the same, wherever it stands."""
    totals: dict[str, Tally] = {}
    names: list[Sure] = []
    speakers: list[Sure] = []
    for gold, article, links in readings:
        alignment = Alignment(gold, article.text, links)
        voices = Voices(gold, article.text, links, alignment)
        figures = {
            **page_figures(gold, article),
            **voices.figures(),
            **name_figures(gold, article.text, alignment),
            **fact_figures(gold, article, links, alignment),
        }
        for measure, tally in figures.items():
            signed = Tally(
                tally.right, tally.found, tally.wanted, tuple(f"{gold.name} {note}" for note in tally.notes)
            )
            totals[measure] = totals.get(measure, Tally()) + signed
        names += sure_of_names(alignment)
        speakers += voices.sure()
    return Evaluation(totals, {"names": bins(names), "speakers": bins(speakers)})
