"""Searching and browsing the archive."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe


@require_safe
def page(request: HttpRequest) -> HttpResponse:
    """The results of what the query string asks for."""
    return render(request, "browse.html")
