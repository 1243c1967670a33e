"""Versions of a story: side by side, and what editors say of them."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required, permission_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from articles.actions import stories
from articles.actions.errors import ActionError
from articles.forms import JoinStoryForm
from articles.models import Article
from articles.search.versions import compare
from articles.views.undoable import done

permitted = permission_required("articles.tag_article", raise_exception=True)


@require_safe
def comparison(request: HttpRequest, pk: int, other: int) -> HttpResponse:
    """What two versions of a story have apart."""
    try:
        compared = compare(pk, other)
    except Article.DoesNotExist as error:
        raise Http404("These are not two versions of one story.") from error
    return render(request, "comparison.html", {"comparison": compared})


@require_POST
@login_required
@permitted
def part(request: HttpRequest, pk: int) -> HttpResponse:
    """Say that an article is no version of its story."""
    article = get_object_or_404(Article.objects.for_list(), pk=pk)
    try:
        return done(request, article, stories.part(article=article, by=request.user))
    except ActionError as error:
        messages.error(request, str(error))
        return redirect(article)


@require_POST
@login_required
@permitted
def join(request: HttpRequest, pk: int) -> HttpResponse:
    """Say that another article tells the same text."""
    article = get_object_or_404(Article.objects.for_list(), pk=pk)
    form = JoinStoryForm(request.POST)
    if not form.is_valid():
        messages.error(request, " ".join(str(it) for found in form.errors.values() for it in found))
        return redirect(article)
    try:
        other = form.cleaned_data["other"]
        return done(request, article, stories.join(article=article, other=other, by=request.user))
    except ActionError as error:
        messages.error(request, str(error))
        return redirect(article)
