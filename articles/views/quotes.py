"""Quotes: what was said, by whom."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from articles.models import Quote
from articles.search.quote_filter import QuoteFilter

PAGE_SIZE = 25


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """Quotes, newest first, narrowed by `speaker`, `company`, `from` and `to`; 400 where one of them means nothing."""
    found = QuoteFilter(request.GET, queryset=Quote.objects.whole().for_list())
    valid = found.form.is_valid()
    page = Paginator(found.qs if valid else Quote.objects.none(), PAGE_SIZE).get_page(request.GET.get("page"))
    narrowed = valid and any(found.form.cleaned_data.values())
    return render(
        request,
        "quotes.html",
        {"form": found.form, "page": page, "narrowed": narrowed},
        status=200 if valid else 400,
    )
