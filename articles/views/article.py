"""One article."""

from django.contrib.auth.decorators import login_required, permission_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from articles.forms import AddTagForm
from articles.models import Article
from articles.search.article_page import article_page
from articles.search.earlier import changes


@require_safe
def page(request: HttpRequest, pk: int, slug: str) -> HttpResponse:
    """The article with what was found in it; a wrong slug leads to the right one."""
    return show(request, pk, slug)


@require_safe
@login_required
@permission_required("articles.tag_article", raise_exception=True)
def earlier(request: HttpRequest, pk: int) -> HttpResponse:
    """What the article was before imports changed it."""
    article = get_object_or_404(Article.objects.select_related("source__merged_into"), pk=pk)
    page = changes(article, request.GET.get("page"))
    return render(request, "earlier.html", {"article": article, "page": page})


def show(
    request: HttpRequest,
    pk: int,
    slug: str | None = None,
    *,
    form: AddTagForm | None = None,
    status: int = 200,
) -> HttpResponse:
    """The page of article `pk`; `form` is what an editor could not add, with its errors."""
    may_tag = request.user.has_perm("articles.tag_article")
    try:
        page = article_page(pk, all_topics=may_tag)
    except Article.DoesNotExist as error:
        message = f"No article has the number {pk}."
        raise Http404(message) from error
    if slug not in {page.article.slug, None}:
        return redirect(page.article, permanent=True)
    return render(request, "article.html", {"page": page, "may_tag": may_tag, "form": form}, status=status)
