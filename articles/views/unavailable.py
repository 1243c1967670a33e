"""Pages that need the search index, while there is none."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from articles.search.engine import IndexUnavailableError


def needs_index[**P](
    view: Callable[Concatenate[HttpRequest, P], HttpResponse],
) -> Callable[Concatenate[HttpRequest, P], HttpResponse]:
    """Answer 503, and say what to do, where `view` finds no index to ask."""

    @wraps(view)
    def checked(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        try:
            return view(request, *args, **kwargs)
        except IndexUnavailableError as error:
            return render(request, "unavailable.html", {"message": str(error)}, status=503)

    return checked
