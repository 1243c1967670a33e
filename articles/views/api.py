"""The API, which is only read: searches and articles as JSON. docs/api.md tells what it answers."""

from collections.abc import Callable, Mapping, Sequence
from functools import wraps
from typing import Concatenate

from django.core.paginator import EmptyPage
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.http import conditional_page, require_safe

from articles.models import Article
from articles.search.article_page import article_page
from articles.search.engine import IndexUnavailableError
from articles.search.filters import ask
from articles.search.representation import article_record, listing
from articles.search.results import find
from articles.search.tantivy_engine import get_engine
from articles.views.kept import kept


def says_why[**P](
    view: Callable[Concatenate[HttpRequest, P], HttpResponse],
) -> Callable[Concatenate[HttpRequest, P], HttpResponse]:
    """Answer 503 with a sentence where `view` finds no index to ask."""

    @wraps(view)
    def answered(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        try:
            return view(request, *args, **kwargs)
        except IndexUnavailableError as error:
            return _refused(503, str(error))

    return answered


@require_safe
@says_why
@conditional_page
@kept
def articles(request: HttpRequest) -> HttpResponse:
    """A page of what the query string asks for, which is read as that of the search page is."""
    asked = ask(request.GET)
    if asked.errors:
        first = next(message for messages in asked.errors.values() for message in messages)
        return _refused(400, first, asked.errors)
    try:
        found = listing(asked, find(asked.criteria), get_engine(), request.build_absolute_uri)
    except EmptyPage:
        return _refused(404, f"The result has no page {asked.page}.")
    return JsonResponse(found)


@require_safe
@conditional_page
def article(request: HttpRequest, pk: int) -> HttpResponse:
    """One article with all that its page shows."""
    try:
        found = article_page(pk)
    except Article.DoesNotExist:
        return _refused(404, f"No article has the number {pk}.")
    return JsonResponse(article_record(found, request.build_absolute_uri))


def _refused(
    status: int, sentence: str, parameters: Mapping[str, Sequence[str]] | None = None
) -> HttpResponse:
    return JsonResponse({"error": sentence, "parameters": parameters or {}}, status=status)
