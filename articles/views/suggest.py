"""What the search box suggests."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from articles.search.engine import IndexUnavailableError
from articles.search.suggestions import suggest

LONGEST = 100  # characters of a name


@require_safe
def page(request: HttpRequest) -> HttpResponse:
    """A list to choose from for what is being typed; an empty one where there is nothing, or no index to ask."""
    typed = request.GET.get("q", "")
    try:
        found = suggest(typed) if len(typed) <= LONGEST else ()
    except IndexUnavailableError:
        found = ()
    return render(request, "components/suggestions.html", {"suggestions": found})
