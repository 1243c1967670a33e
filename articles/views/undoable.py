"""What was done is said with a button that undoes it."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from articles.models import Article, Operation


def tell(request: HttpRequest, operation: Operation, words: str = "") -> None:
    """Says on the next page what was done, in `words` or those of the operation."""
    undo_url = reverse("operation-undo", args=[operation.pk])
    messages.success(request, words or f"{operation.summary}.", extra_tags=undo_url)


def done(request: HttpRequest, article: Article, operation: Operation) -> HttpResponse:
    """Back to the article, with what was done there."""
    tell(request, operation)
    return redirect(article)
