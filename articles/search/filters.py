"""The query string of the browse page, as criteria. Whatever it holds, it can be read; what is wrong is said in words."""

import datetime as dt
import re
from dataclasses import dataclass, field
from typing import Any

import django_filters
from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils.datastructures import MultiValueDict

from articles.models import Article, Company, Person, Source, Topic
from articles.search.addresses import Address
from articles.search.criteria import Criteria, Sort, asks_for_words
from articles.search.language.reader import MAX_CHARACTERS, Reading, clean
from articles.search.understanding import understand

MAX_VALUES = 10  # of one parameter
NOTHING = Reading("")
SLUG = re.compile(r"[-\w]{1,200}", re.ASCII)

type Named = Company | Person | Topic | Source


class WordsField(forms.Field):
    """What is typed into the search box: always something to search for, with its mistakes."""

    def to_python(self, value: str | None) -> Reading:
        return understand(value or "")


class SlugsField(forms.Field):
    """The slugs of rows; those of merged companies and people lead to what they became."""

    widget: type[forms.Widget] = forms.MultipleHiddenInput

    def __init__(self, *, model: type[Named], noun: str, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.model = model
        self.noun = noun

    def to_python(self, value: list[str] | None) -> tuple[Named, ...]:
        slugs = list(dict.fromkeys(filter(None, value or [])))
        if len(slugs) > MAX_VALUES:
            raise ValidationError(f"Choose at most {MAX_VALUES} values for {self.noun}.")
        found = self._found([it for it in slugs if SLUG.fullmatch(it)])
        if unknown := [it for it in slugs if it not in found]:
            shown = clean(unknown[0])[:50]
            raise ValidationError(
                f"There is no {self.noun} “{shown}” in the archive. Choose one from the list."
            )
        return tuple(dict.fromkeys(found[it] for it in slugs))

    def _found(self, slugs: list[str]) -> dict[str, Named]:
        if not slugs:
            return {}
        rows: QuerySet[Any] = self.model.objects.filter(slug__in=slugs)
        if issubclass(self.model, Company | Person):
            rows = rows.select_related("merged_into")
        return {it.slug: getattr(it, "merged_into", None) or it for it in rows[:MAX_VALUES]}


class SlugField(SlugsField):
    """One slug; of several, the last."""

    widget = forms.HiddenInput

    def to_python(self, value: Any) -> tuple[Named, ...]:
        return super().to_python([value] if value else [])


class DayField(forms.DateField):
    default_error_messages = {"invalid": "Write the date as year-month-day, such as 2025-06-24."}

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(input_formats=["%Y-%m-%d"], **kwargs)


def _filter(field_class: type[forms.Field], **kwargs: Any) -> Any:
    asked = django_filters.Filter(**kwargs)
    asked.field_class = field_class
    return asked


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
    company = _filter(SlugsField, model=Company, noun="company")
    person = _filter(SlugsField, model=Person, noun="person")
    topic = _filter(SlugsField, model=Topic, noun="topic")
    source = _filter(SlugField, model=Source, noun="source")
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


# `from` is a word of Python's: it can be declared only like this
BrowseFilter.base_filters |= {"from": _filter(DayField), "to": _filter(DayField)}


@dataclass(frozen=True, slots=True)
class Asked:
    """What a query string asks for. `errors` has messages by parameter, which was then left out; `notes` are for the reader."""

    reading: Reading = NOTHING
    companies: tuple[Company, ...] = ()
    people: tuple[Person, ...] = ()
    topics: tuple[Topic, ...] = ()
    source: Source | None = None
    date_from: dt.date | None = None
    date_to: dt.date | None = None
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
            companies=tuple(it.pk for it in self.companies),
            people=tuple(it.pk for it in self.people),
            topics=tuple(it.pk for it in self.topics),
            source=self.source.pk if self.source else None,
            date_from=self.date_from,
            date_to=self.date_to,
            sort=self.sort,
            page=self.page,
        )

    @property
    def address(self) -> Address:
        """Where this search is, on its first page."""
        named: list[tuple[str, str | None]] = [
            ("q", self.q),
            *(("company", it.slug) for it in self.companies),
            *(("person", it.slug) for it in self.people),
            *(("topic", it.slug) for it in self.topics),
            ("source", self.source.slug if self.source else None),
            ("from", self.date_from.isoformat() if self.date_from else None),
            ("to", self.date_to.isoformat() if self.date_to else None),
            ("sort", self.sort.value if self.sort is not usual_sort(self.reading) else None),
        ]
        return Address(tuple((name, value) for name, value in named if value))


def ask(query: MultiValueDict[str, str]) -> Asked:
    """Read a query string (`request.GET`); at most one SQL query a kind of filter that is in it."""
    form = BrowseFilter(query, queryset=Article.objects.none()).form
    form.is_valid()
    given = form.cleaned_data
    reading = given.get("q", NOTHING)
    source = given.get("source") or (None,)
    return Asked(
        reading=reading,
        companies=given.get("company", ()),
        people=given.get("person", ()),
        topics=given.get("topic", ()),
        source=source[0],
        date_from=given.get("from"),
        date_to=given.get("to"),
        sort=_sort(given.get("sort") or "", reading),
        page=given.get("page") or 1,
        errors={name: [str(it) for it in messages] for name, messages in form.errors.items()},
        notes=_notes(query.get("q") or "", reading),
    )


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
