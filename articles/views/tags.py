"""Editors put right what an article is tagged with."""

from django.contrib.auth.decorators import permission_required
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_POST

may_tag = permission_required("articles.tag_article", raise_exception=True)


@require_POST
@may_tag
def add(request: HttpRequest, pk: int) -> HttpResponse:
    """Tag the article."""
    return HttpResponse()


remove = undo = add
