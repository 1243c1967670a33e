"""The facets of the archive: by what articles can be filtered and counted, and the fields of the index that hold it."""

from dataclasses import dataclass

from articles.models import Company

LACKS = "lacks"  # the field with the numbers of those facets that an article has no value of


@dataclass(frozen=True, slots=True)
class FacetField:
    """A facet: `name` is its parameter in addresses, `number` stands for it in the field `lacks`.

    `counted` and `matched` are the fields whose values are counted and looked for; a facet without them is one of which
    articles have something or nothing. Of a `single` one an article has one value at most. Those `of_quotes` are about quotes alone.
    """

    name: str
    number: int
    counted: str = ""
    matched: str = ""
    single: bool = False
    of_quotes: bool = False


FACETS = {
    it.name: it
    for it in (
        FacetField("company", 1, counted="company", matched="organisation"),
        FacetField("person", 2, counted="person", matched="person"),
        FacetField("topic", 3, counted="topic", matched="topic"),
        FacetField("source", 4, counted="source", matched="source", single=True),
        FacetField("kind", 5, counted="kind", matched="kind"),
        FacetField("outlet", 6, counted="outlet", matched="outlet"),
        FacetField("quotes", 7),
        FacetField("dated", 8),
        FacetField("speaker", 9, counted="speaker", matched="speaker", single=True, of_quotes=True),
        FacetField("employer", 10, counted="employer", matched="employer", of_quotes=True),
    )
}
VALUED = tuple(name for name, it in FACETS.items() if it.counted and not it.of_quotes)
PRESENT = tuple(name for name, it in FACETS.items() if not it.counted)

OF_QUOTES = ("speaker", "employer", "company", "source")
"""The facets that quotes are counted by."""

KINDS = {kind.value: number for number, kind in enumerate(Company.Kind, 1)}
"""Kinds of organisation as the index has them. A new kind goes to the end, or `schema.VERSION` is raised."""
