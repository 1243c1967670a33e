import datetime as dt

from django.http import QueryDict
from django.test import TestCase
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase as PropertyTestCase

from articles.models import Alias, Quote, Role
from articles.search.quote_filter import QuoteFilter
from tests import factories


def found(query: str) -> list[str]:
    quotes = QuoteFilter(QueryDict(query), queryset=Quote.objects.for_list())
    assert quotes.form.is_valid(), quotes.form.errors
    return [quote.text for quote in quotes.qs]


class QuoteFilterTest(TestCase):
    def setUp(self) -> None:
        self.ana, self.sam = factories.person("Ana Petrov"), factories.person("Sam Zeller")
        self.vela = factories.company("Vela Robotics")
        self.old = factories.article(published=dt.date(2025, 3, 4))
        self.new = factories.article(published=dt.date(2026, 3, 4))
        factories.quote(self.old, "We build", person=self.ana)
        factories.quote(self.new, "We sell", person=self.ana)
        factories.quote(self.new, "They lose", person=self.sam)
        factories.quote(self.new, "No comment", company=self.vela)

    def test_without_a_filter_all_are_listed_newest_first(self) -> None:
        assert found("") == ["We sell", "They lose", "No comment", "We build"]

    def test_by_speaker_under_any_name(self) -> None:
        Alias.objects.create(name="A. Petrov", key="a petrov", person=self.ana)
        for name in ("ana-petrov", "Ana+Petrov", "A.+Petrov"):
            assert found(f"speaker={name}") == ["We sell", "We build"]

    def test_by_company_with_those_who_had_a_role_there_in_the_article(self) -> None:
        role = {
            "sentence": "Ana Petrov runs Vela",
            "title": "chief executive",
            "start": 0,
            "end": 5,
            "version": "test",
        }
        Role.objects.create(article=self.new, person=self.ana, company=self.vela, **role)
        Role.objects.create(article=self.new, person=self.sam, company=self.vela, past=True, **role)
        assert found("company=vela-robotics") == ["We sell", "No comment"]

    def test_by_date(self) -> None:
        assert found("from=2025-01-01&to=2025-12-31") == ["We build"]
        assert found("speaker=ana-petrov&from=2026-01-01") == ["We sell"]

    def test_unknown_names_and_bad_dates_are_pointed_out(self) -> None:
        form = QuoteFilter(
            QueryDict("speaker=Nobody&company=None&from=soon"), queryset=Quote.objects.all()
        ).form
        assert not form.is_valid()
        assert "“Nobody”" in form.errors["speaker"][0]
        assert "“None”" in form.errors["company"][0]
        assert "valid date" in form.errors["from"][0]


class AnyQueryTest(PropertyTestCase):
    @settings(max_examples=50, deadline=None)
    @given(
        st.dictionaries(st.sampled_from(["speaker", "company", "from", "to", "page"]), st.text(max_size=300))
    )
    def test_any_query_string_is_read_or_refused(self, query: dict[str, str]) -> None:
        data = QueryDict(mutable=True)
        data.update(query)
        quotes = QuoteFilter(data, queryset=Quote.objects.for_list())
        assert quotes.form.is_valid() == (not quotes.form.errors)
        assert list(quotes.qs[:5]) == []
