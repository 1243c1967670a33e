"""Quotes: what was said, by whom."""

from django.core.paginator import EmptyPage
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.http import require_safe

from articles.search.explanation import faults
from articles.search.quote_filter import ask_quotes
from articles.search.quote_results import find_quotes
from articles.views.unavailable import needs_index


@require_safe
@needs_index
def index(request: HttpRequest) -> HttpResponse:
    """The quotes that the query string asks for; 400 where a part of it means nothing, which is then left out."""
    asked = ask_quotes(request.GET)
    try:
        results = find_quotes(asked)
    except EmptyPage:
        return HttpResponseRedirect(asked.url())
    context = {
        "asked": asked,
        "form": asked.form,
        "results": results,
        "page": results.page,
        "faults": faults(asked.reading),
    }
    return render(request, "quotes.html", context, status=400 if asked.form.errors else 200)
