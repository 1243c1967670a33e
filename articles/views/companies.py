"""Companies."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """The list; its page is on its way."""
    return render(request, "companies.html")


@require_safe
def page(request: HttpRequest, slug: str) -> HttpResponse:
    """One of them; its page is on its way."""
    return render(request, "companies.html")
