"""Reprints as they happen to articles: each edit of a text gives another version of it."""

import random
from collections.abc import Callable, Sequence

FILLER = (
    "This report was first published in the evening edition and has been shortened for length by the desk.",
    "The figures were released after markets had closed, and neither side wished to add to them on Friday.",
    "Readers will remember the earlier dispute over the harbour, which was settled out of court in the spring.",
)
SYNONYMS = {"said": "told reporters", "the": "that", "company": "firm", "million": "m", "and": "as well as"}

type Edit = Callable[[Sequence[str], random.Random], list[str]]


def cut_tail(text: Sequence[str], lots: random.Random) -> list[str]:
    """Six tenths of the words are kept, whole paragraphs and the beginning of one."""
    words = [it.split(" ") for it in text]
    left = int(0.6 * sum(map(len, words)))
    kept = []
    for paragraph in words:
        kept.append(" ".join(paragraph[:left]))
        left -= len(paragraph)
        if left <= 0:
            break
    return kept


def new_lead(text: Sequence[str], lots: random.Random) -> list[str]:
    return [lots.choice(FILLER), *text[1:]] if len(text) > 2 else [lots.choice(FILLER), *text]


def changed_words(text: Sequence[str], lots: random.Random) -> list[str]:
    """One word in thirty, and some frequent ones, are others."""
    words = [it.split(" ") for it in text]
    return [
        " ".join(
            SYNONYMS.get(it, "x") if lots.random() < (0.15 if it in SYNONYMS else 0.033) else it
            for it in paragraph
        )
        for paragraph in words
    ]


def furniture(text: Sequence[str], lots: random.Random) -> list[str]:
    """Lines of the page that were not cut."""
    return ["Share this story", *text, "Read more: what happens next", *FILLER[:1]]


def joined(text: Sequence[str], lots: random.Random) -> list[str]:
    """Other ends of paragraphs."""
    return [" ".join(text[at : at + 2]) for at in range(0, len(text), 2)]


def shortened_and_changed(text: Sequence[str], lots: random.Random) -> list[str]:
    return changed_words(new_lead(cut_tail(text, lots), lots), lots)


EDITS: dict[str, Edit] = {
    "cut tail": cut_tail,
    "new lead": new_lead,
    "changed words": changed_words,
    "furniture": furniture,
    "joined": joined,
    "all of it": shortened_and_changed,
}
