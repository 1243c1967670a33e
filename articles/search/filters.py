"""The query string of the browse page, as criteria. Whatever it holds, it can be read; what is wrong is said in words."""

import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qs

import django_filters
from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils.datastructures import MultiValueDict

from articles.models import Article, Company, Person, Source, Topic
from articles.search.addresses import Address
from articles.search.criteria import NONE, Choice, Criteria, Sort, asks_for_words
from articles.search.facet_fields import FACETS, PRESENT, VALUED
from articles.search.labels import KIND_LABELS, MODELS
from articles.search.language.reader import MAX_CHARACTERS, Reading, clean
from articles.search.understanding import understand

MAX_VALUES = 10  # of one parameter
NOTHING = Reading("")
NONE_SLUG = "-"  # stands for having no value of a facet; no row has it
YES, NO = "yes", "no"
SLUG = re.compile(r"[-\w]{1,200}", re.ASCII)
NOUNS = {
    "company": "company",
    "person": "person",
    "topic": "topic",
    "source": "source",
    "kind": "kind of organisation",
    "outlet": "outlet",
}

type Model = type[Company | Person | Topic | Source]


@dataclass(frozen=True, slots=True)
class Named:
    """A value of a facet that an address names; `NONE` has no name."""

    pk: int
    slug: str
    name: str = ""


NOTHING_OF_IT = Named(NONE, NONE_SLUG)


@dataclass(frozen=True, slots=True)
class Chosen:
    """What an address asks of one facet; see `Choice`."""

    values: tuple[Named, ...] = ()
    without: tuple[Named, ...] = ()
    any: bool = False

    @property
    def choice(self) -> Choice:
        return Choice(tuple(it.pk for it in self.values), tuple(it.pk for it in self.without), self.any)


class WordsField(forms.Field):
    """What is typed into the search box: always something to search for, with its mistakes."""

    def to_python(self, value: str | None) -> Reading:
        return understand(value or "")


class ValuesField(forms.Field):
    """Slugs of values of a facet, or `NONE_SLUG`; those of merged companies and people lead to what they became."""

    widget: type[forms.Widget] = forms.MultipleHiddenInput

    def __init__(self, *, facet: str, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.facet = facet

    def to_python(self, value: list[str] | None) -> tuple[Named, ...]:
        slugs = list(dict.fromkeys(filter(None, value or [])))
        noun = NOUNS[self.facet]
        if len(slugs) > MAX_VALUES:
            raise ValidationError(f"Choose at most {MAX_VALUES} values for {noun}.")
        found = self._found([it for it in slugs if SLUG.fullmatch(it)])
        if unknown := [it for it in slugs if it not in found]:
            shown = clean(unknown[0])[:50]
            raise ValidationError(f"There is no {noun} “{shown}” in the archive. Choose one from the list.")
        return tuple(dict.fromkeys(found[it] for it in slugs))

    def _found(self, slugs: list[str]) -> dict[str, Named]:
        if self.facet == "kind":
            known = {label.slug: Named(pk, label.slug, label.name) for pk, label in KIND_LABELS.items()}
        else:
            known = _rows(MODELS[self.facet], [it for it in slugs if it != NONE_SLUG])
        return known | {NONE_SLUG: NOTHING_OF_IT}


def _rows(model: Model, slugs: list[str]) -> dict[str, Named]:
    if not slugs:
        return {}
    rows: QuerySet[Any] = model.objects.filter(slug__in=slugs)
    if issubclass(model, Company | Person | Source):
        rows = rows.select_related("merged_into")
    found = {it.slug: getattr(it, "merged_into", None) or it for it in rows[:MAX_VALUES]}
    return {slug: Named(it.pk, it.slug, it.name) for slug, it in found.items()}


class DayField(forms.DateField):
    default_error_messages = {"invalid": "Write the date as year-month-day, such as 2025-06-24."}

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(input_formats=["%Y-%m-%d"], **kwargs)


def _filter(field_class: type[forms.Field], **kwargs: Any) -> Any:
    asked = django_filters.Filter(**kwargs)
    asked.field_class = field_class
    return asked


def _choice(*values: str) -> Any:
    """A parameter with few values."""
    message = f"Write {' or '.join(values)}, or leave it out."
    choices = [(it, it) for it in values]
    return _filter(forms.ChoiceField, choices=choices, error_messages={"invalid_choice": message})


class BrowseForm(forms.Form):
    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        first, last = given.get("from"), given.get("to")
        if first and last and first > last:
            self.add_error("to", "The last day lies before the first. Exchange the two.")
        return given


class BrowseFilter(django_filters.FilterSet):
    """The parameters of the browse page."""

    q = _filter(WordsField)
    sort = _filter(
        forms.ChoiceField,
        choices=[(it.value, it.value) for it in Sort],
        error_messages={"invalid_choice": "Sort by relevance, newest or oldest."},
    )
    page = _filter(
        forms.IntegerField,
        min_value=1,
        error_messages={"invalid": "The page is a number.", "min_value": "Pages are counted from 1."},
    )

    class Meta:
        model = Article
        fields: list[str] = []
        form = BrowseForm

    def __init__(self, given: MultiValueDict[str, str]) -> None:
        # of some twenty filters, each of which is copied, most searches need two
        self.base_filters = {name: it for name, it in FILTERS.items() if name in given}
        super().__init__(given, queryset=Article.objects.none())


FILTERS: dict[str, Any] = {
    **BrowseFilter.get_filters(),
    "from": _filter(DayField),
    "to": _filter(DayField),
    **{name: _filter(ValuesField, facet=facet) for facet in VALUED for name in (facet, f"{facet}_not")},
    **{f"{facet}_any": _choice(YES) for facet in VALUED if not FACETS[facet].single},
    **{facet: _choice(YES, NO) for facet in PRESENT},
    "copies": _choice(YES),
}
"""The filters by parameter: `from` is a word of Python's, and the facets are a table, so that a class cannot declare them."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What a query string asks for. `errors` has messages by parameter, which was then left out; `notes` are for the reader."""

    reading: Reading = NOTHING
    chosen: Mapping[str, Chosen] = field(default_factory=dict)
    date_from: dt.date | None = None
    date_to: dt.date | None = None
    copies: bool = False
    sort: Sort = Sort.NEWEST
    page: int = 1
    errors: dict[str, list[str]] = field(default_factory=dict)
    notes: tuple[str, ...] = ()

    @property
    def q(self) -> str:
        return self.reading.typed

    @property
    def criteria(self) -> Criteria:
        return Criteria(
            words=self.reading.node,
            choices={facet: it.choice for facet, it in self.chosen.items()},
            date_from=self.date_from,
            date_to=self.date_to,
            copies=self.copies,
            sort=self.sort,
            page=self.page,
        )

    @property
    def address(self) -> Address:
        """Where this search is, on its first page."""
        named: list[tuple[str, str | None]] = [
            ("q", self.q),
            *(pair for facet, chosen in self.chosen.items() for pair in _params(facet, chosen)),
            ("from", self.date_from.isoformat() if self.date_from else None),
            ("to", self.date_to.isoformat() if self.date_to else None),
            ("copies", YES if self.copies else None),
            ("sort", self.sort.value if self.sort is not usual_sort(self.reading) else None),
        ]
        return Address(tuple((name, value) for name, value in named if value))


def ask(query: MultiValueDict[str, str]) -> Asked:
    """Read a query string (`request.GET`); at most one SQL query a kind of filter that is in it."""
    form = BrowseFilter(query).form
    form.is_valid()
    given = form.cleaned_data
    reading = given.get("q", NOTHING)
    return Asked(
        reading=reading,
        chosen={facet: chosen for facet in FACETS if (chosen := _chosen(facet, given))},
        date_from=given.get("from"),
        date_to=given.get("to"),
        copies=bool(given.get("copies")),
        sort=_sort(given.get("sort") or "", reading),
        page=given.get("page") or 1,
        errors={name: [str(it) for it in messages] for name, messages in form.errors.items()},
        notes=_notes(query.get("q") or "", reading),
    )


def reread(query: str) -> Asked:
    """Read a query string that was kept, as the archive understands it by now."""
    return ask(MultiValueDict(parse_qs(query)))


def _chosen(facet: str, given: Mapping[str, Any]) -> Chosen | None:
    if facet in PRESENT:
        one = {YES: Chosen(without=(NOTHING_OF_IT,)), NO: Chosen(values=(NOTHING_OF_IT,))}
        return one.get(given.get(facet, ""))
    values, without = given.get(facet, ()), given.get(f"{facet}_not", ())
    several = FACETS[facet].single or bool(given.get(f"{facet}_any"))
    return Chosen(values, without, any=several) if values or without else None


def _params(facet: str, chosen: Chosen) -> list[tuple[str, str | None]]:
    if facet in PRESENT:
        return [(facet, NO if chosen.values else YES)]
    return [
        *((facet, it.slug) for it in chosen.values),
        *((f"{facet}_not", it.slug) for it in chosen.without),
        (f"{facet}_any", YES if chosen.any and not FACETS[facet].single else None),
    ]


def usual_sort(reading: Reading) -> Sort:
    """The order where none is chosen."""
    return Sort.RELEVANCE if asks_for_words(reading.node) else Sort.NEWEST


def _sort(chosen: str, reading: Reading) -> Sort:
    usual = usual_sort(reading)
    return usual if not chosen or (chosen == Sort.RELEVANCE and usual is Sort.NEWEST) else Sort(chosen)


def _notes(typed: str, reading: Reading) -> tuple[str, ...]:
    notes = []
    if len(typed) > MAX_CHARACTERS:
        notes.append(f"Only the first {MAX_CHARACTERS} characters were searched for.")
    if reading.typed and not reading.node and not reading.mistakes:
        notes.append(f"There is no word to search for in “{reading.typed}”.")
    return tuple(notes)
