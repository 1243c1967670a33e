"""One article."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from articles.models import Article


@require_safe
def page(request: HttpRequest, pk: int, slug: str) -> HttpResponse:
    """The article with what was found in it; a wrong slug leads to the right one."""
    article = get_object_or_404(Article.objects.select_related("source"), pk=pk)
    if slug != article.slug:
        return redirect(article, permanent=True)
    return render(request, "article.html", {"article": article})
