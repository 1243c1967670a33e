"""How the search index is, on the desk."""

from django.contrib.auth.decorators import login_required, permission_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from articles.search.health import health


@require_safe
@login_required
@permission_required("articles.add_readingrun", raise_exception=True)
def page(request: HttpRequest) -> HttpResponse:
    """What it has, how far it is behind, and what stands in its way."""
    return render(request, "search_index.html", {"health": health()})
