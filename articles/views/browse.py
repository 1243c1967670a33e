"""Searching and browsing the archive."""

from dataclasses import replace

from django.core.paginator import EmptyPage
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.http import require_safe

from articles.charts.timeline import Timeline, timeline
from articles.search.chips import chips, counting, sorts, title
from articles.search.explanation import explain
from articles.search.facets import facets, period_link
from articles.search.filters import Asked, ask
from articles.search.results import Results, browse
from articles.search.telling import lookups
from articles.views.kept import kept
from articles.views.unavailable import needs_index


@require_safe
@needs_index
@kept
def page(request: HttpRequest) -> HttpResponse:
    """The results of what the query string asks for; for htmx without the frame around them."""
    typed = ask(request.GET)
    results = browse(typed.criteria)
    asked = replace(typed, reading=results.instead) if results.instead else typed
    try:
        page = results.page
    except EmptyPage:
        return HttpResponseRedirect(asked.address.url)
    context = {
        "asked": asked,
        "title": title(asked),
        "typed": typed.q,
        "meant": results.meant and replace(asked, reading=results.meant),
        "explanation": explain(asked.reading, asked.address),
        "results": results,
        "page": page,
        "facets": facets(asked, results.answer),
        "chips": chips(asked),
        "sorts": sorts(asked),
        "timeline": _timeline(asked, results),
        "counting": counting(asked),
        "lookups": lookups(results.answer, asked.q),
    }
    template = "browse.html#swap" if _wants_fragment(request) else "browse.html"
    return render(request, template, context, status=400 if asked.errors else 200)


def _timeline(asked: Asked, results: Results) -> Timeline | None:
    """By months, where there is more than one to choose from."""
    months = results.answer.months
    return timeline(months, period_link(asked)) if len(months) > 1 else None


def _wants_fragment(request: HttpRequest) -> bool:
    """Going back in history, htmx fetches whole pages."""
    return bool(request.headers.get("HX-Request")) and not request.headers.get("HX-History-Restore-Request")
