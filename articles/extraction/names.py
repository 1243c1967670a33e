"""Names in the text: what the model proposes."""

from collections.abc import Sequence

from articles.extraction.findings import Candidate, Label, Span
from articles.extraction.model import ModelName
from articles.text.article import ParsedArticle

_LABELS = {"ORG": Label.ORGANISATION, "PERSON": Label.PERSON, "GPE": Label.PLACE, "LOC": Label.PLACE}


def find_names(article: ParsedArticle, proposals: Sequence[ModelName]) -> tuple[Candidate, ...]:
    """The names of the text, in order, without overlap."""
    return tuple(
        Candidate(Span(start, end), article.text[start:end], _LABELS.get(label, Label.OTHER), ("model",), 0.6)
        for start, end, label in proposals
        if article.text[start:end].strip()
    )
