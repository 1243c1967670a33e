"""From the query string to quotes: by speaker, company and date."""

from typing import Any

import django_filters
from django import forms
from django.core.exceptions import ValidationError
from django.forms import DateInput

from articles.models import Company, Entity, Person, Quote
from articles.models.finding import QuoteQuerySet
from articles.resolution import names


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


class SpeakerFilter(django_filters.Filter):
    field_class = PersonField


class CompanyFilter(django_filters.Filter):
    field_class = CompanyField


class QuoteFilter(django_filters.FilterSet):
    """`speaker`, `company`, `from` and `to` narrow the quotes given; a company's are its own and its people's."""

    speaker = SpeakerFilter(field_name="person", label="Speaker", max_length=200)
    company = CompanyFilter(method="of_company", label="Company", max_length=200)

    class Meta:
        model = Quote
        fields: list[str] = []

    def of_company(self, quotes: QuoteQuerySet, name: str, company: Company) -> QuoteQuerySet:
        return quotes.of_company(company)


def _date(label: str, lookup: str) -> Any:
    widget = DateInput(attrs={"type": "date"})
    return django_filters.DateFilter("article__published", lookup, label=label, widget=widget)


# `from` is a word of Python's: it can be declared only like this
QuoteFilter.base_filters["from"] = _date("From", "gte")
QuoteFilter.base_filters["to"] = _date("To", "lte")
