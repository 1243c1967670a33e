"""All values of a facet."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from articles.search.chips import chips
from articles.search.facet_fields import VALUED
from articles.search.facet_values import Order, facet_values
from articles.search.filters import ask
from articles.search.language.reader import clean
from articles.views.unavailable import needs_index

LONGEST_NAME = 100  # characters that are looked for


@require_safe
@needs_index
def page(request: HttpRequest, name: str) -> HttpResponse:
    """The values that the result of a search has of a facet, with their counts; for htmx the list alone."""
    if name not in VALUED:
        raise Http404
    asked = ask(request.GET)
    find = clean(request.GET.get("find", ""))[:LONGEST_NAME].strip()
    order = Order.NAME if request.GET.get("order") == Order.NAME else Order.COUNT
    context = {"asked": asked, "chips": chips(asked), "values": facet_values(asked, name, find, order)}
    template = "facet.html#values" if request.headers.get("HX-Target") == "values" else "facet.html"
    response = render(request, template, context, status=400 if asked.errors else 200)
    response.headers["Vary"] = "HX-Target"
    return response
