"""The query string of the page of quotes, as criteria. Whatever it holds, it can be read; what is wrong is said in words."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, cast

import django_filters
from django import forms
from django.core.exceptions import ValidationError
from django.forms import DateInput
from django.urls import reverse
from django.utils.datastructures import MultiValueDict
from django.utils.http import urlencode

from articles.models import Company, Entity, Person, Quote, Source
from articles.resolution import names
from articles.search.criteria import Choice, Criteria, Sort
from articles.search.filters import NOTHING, WordsField, usual_sort
from articles.search.language.reader import Reading

KINDS = {"speaker": "speaker", "company": "employer", "about": "company", "source": "source"}
"""The facets of quotes, by their parameters."""

type Value = Company | Person | Source


class KnownField(forms.CharField):
    """The slug, name or alias of a company or person that is on record."""

    model: type[Company | Person]

    def clean(self, value: str | None) -> Entity | None:
        """The entity, None for nothing. Raises ValidationError for a name that nobody bears."""
        text = super().clean(value)
        if not text:
            return None
        slugged = self.model.objects.filter(slug=text).select_related("merged_into").first()
        found = (slugged.merged_into or slugged) if slugged else self.model.objects.known_as(names.key(text))
        if found is None:
            raise ValidationError(self.error_messages["unknown"] % {"name": text}, code="unknown")
        return found


class PersonField(KnownField):
    model = Person
    default_error_messages = {"unknown": "Nobody called “%(name)s” is on record. Check the spelling."}


class CompanyField(KnownField):
    model = Company
    default_error_messages = {"unknown": "No company called “%(name)s” is on record. Check the spelling."}


class SourceField(forms.CharField):
    """The slug of a source."""

    widget = forms.HiddenInput

    def clean(self, value: str | None) -> Source | None:
        """The source, or what it was merged into. Raises ValidationError for a slug of none."""
        text = super().clean(value)
        found = Source.objects.filter(slug=text).select_related("merged_into").first() if text else None
        if text and found is None:
            raise ValidationError(f"There is no source “{text}” in the archive.")
        return found.current if found else None


def _filter(field_class: type[forms.Field], **kwargs: Any) -> Any:
    made = django_filters.Filter(**kwargs)
    made.field_class = field_class
    return made


class QuoteFilter(django_filters.FilterSet):
    """The parameters of the page of quotes."""

    q = _filter(
        WordsField,
        label="Words in quotes",
        widget=forms.TextInput(attrs={"type": "search", "maxlength": 500}),
    )
    speaker = _filter(PersonField, label="Speaker", max_length=200)
    company = _filter(CompanyField, label="Speaking for", max_length=200)
    about = _filter(CompanyField, label="In articles about", max_length=200)
    source = _filter(SourceField, max_length=200)
    sort = _filter(
        forms.ChoiceField,
        choices=[(it.value, it.value) for it in Sort],
        widget=forms.HiddenInput,
        error_messages={"invalid_choice": "Sort by relevance, newest or oldest."},
    )

    class Meta:
        model = Quote
        fields: list[str] = []


def _date(label: str) -> Any:
    return _filter(forms.DateField, label=label, widget=DateInput(attrs={"type": "date"}))


# `from` is a word of Python's: it can be declared only like this
QuoteFilter.base_filters["from"] = _date("From")
QuoteFilter.base_filters["to"] = _date("To")


@dataclass(frozen=True, slots=True)
class AskedQuotes:
    """What a query string asks for: a value of each of some facets, by parameter. `form` has it, and what was wrong."""

    form: Any
    reading: Reading = NOTHING
    chosen: Mapping[str, Value] = field(default_factory=dict)
    date_from: dt.date | None = None
    date_to: dt.date | None = None
    sort: Sort = Sort.NEWEST
    page: int = 1

    @property
    def criteria(self) -> Criteria:
        choices = {KINDS[name]: Choice((it.pk,)) for name, it in self.chosen.items()}
        return Criteria(
            self.reading.node, choices, self.date_from, self.date_to, sort=self.sort, page=self.page
        )

    @property
    def params(self) -> dict[str, str]:
        """What makes its address."""
        given = {
            "q": self.reading.typed,
            **{name: it.slug for name, it in self.chosen.items()},
            "from": self.date_from.isoformat() if self.date_from else "",
            "to": self.date_to.isoformat() if self.date_to else "",
            "sort": self.sort.value if self.sort is not usual_sort(self.reading) else "",
        }
        return {name: value for name, value in given.items() if value}

    def url(self, **changes: str) -> str:
        """The address with other parameters; an empty one is left out."""
        params = {name: value for name, value in (self.params | changes).items() if value}
        return f"{reverse('quotes')}?{urlencode(params)}" if params else reverse("quotes")


def ask_quotes(query: MultiValueDict[str, str]) -> AskedQuotes:
    """Read a query string; what was wrong is left out, and in the form's errors."""
    form = QuoteFilter(query, queryset=Quote.objects.none()).form
    form.is_valid()
    given = form.cleaned_data
    reading = given.get("q", NOTHING)
    chosen = {name: cast("Value", given[name]) for name in KINDS if given.get(name)}
    usual = usual_sort(reading)
    sort = Sort(given.get("sort") or usual)
    page = query.get("page", "")
    return AskedQuotes(
        form=form,
        reading=reading,
        chosen=chosen,
        date_from=given.get("from"),
        date_to=given.get("to"),
        sort=usual if sort is Sort.RELEVANCE else sort,
        page=max(1, int(page)) if page.isdecimal() and len(page) < 10 else 1,  # noqa: PLR2004 -- digits
    )
