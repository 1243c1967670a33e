"""Scores names: the places of people and organisations, whom an article names, and what kinds of organisations they are."""

from articles.evaluation.alignment import Alignment, is_person
from articles.evaluation.gold import Gold
from articles.evaluation.reliability import Sure
from articles.evaluation.tally import Tally, of_sets, share
from articles.extraction.findings import Span


def name_figures(gold: Gold, text: str, alignment: Alignment) -> dict[str, Tally]:
    """`people` and `organisations`: mentions, right where start, end and sort are the gold's to the character.

    `people named` and `organisations named`: each once an article, right where it shares a mention with the one
    it stands for. `kinds`: the share of organisations found that are companies, media, public bodies… as the gold says.
    """
    figures = {}
    for sort, people in (("people", True), ("organisations", False)):
        wanted = [place for place, name in alignment.places.items() if is_person(name.kind) == people]
        found = [
            (place, it.entity) for place, it in alignment.mentions if is_person(it.entity.kind) == people
        ]
        figures[sort] = of_sets(
            (_said(text, place) for place, _ in found), (_said(text, place) for place in wanted)
        )
        figures[f"{sort} named"] = of_sets(
            (alignment.pairs[it].name if it in alignment.pairs else f"{it.name}?" for _, it in found),
            (name.name for name in gold.names if is_person(name.kind) == people),
        )
    return {**figures, "kinds": _kinds(alignment)}


def sure_of_names(alignment: Alignment) -> list[Sure]:
    """How sure the machine was of each mention, and whether it was right about place and sort."""
    return [Sure(it.confidence, alignment.is_right(place, it)) for place, it in alignment.mentions]


def _said(text: str, place: Span) -> tuple[int, str]:
    return place.start, text[place.start : place.end]


def _kinds(alignment: Alignment) -> Tally:
    return share(
        (entity.kind is name.kind, f"{name.name} is no {entity.kind}")
        for entity, name in alignment.pairs.items()
        if not is_person(name.kind)
    )
