"""Editors put right what an article's metadata says."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required, permission_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from articles.actions import corrections
from articles.actions.errors import ActionError
from articles.forms import CorrectionForm
from articles.models import Article, Operation
from articles.search.decided import decided
from articles.views.undoable import done

permitted = permission_required("articles.correct_article", raise_exception=True)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
@permitted
def page(request: HttpRequest, pk: int) -> HttpResponse:
    """The article's title, date, authors, source and address, to be decided, each beside what the file says."""
    article = get_object_or_404(Article.objects.for_list(), pk=pk)
    form = CorrectionForm(article, request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            operation = corrections.correct(article=article, parts=form.parts(), by=request.user)
            return _done(request, article, operation)
        except ActionError as error:
            form.add_error(None, str(error))
    standing = decided(article)
    context = {"article": article, "form": form, "fields": [(it, standing.get(it.name)) for it in form]}
    return render(
        request, "correct.html", {**context, "decided": standing}, status=400 if form.errors else 200
    )


@require_POST
@login_required
@permitted
def follow_file(request: HttpRequest, pk: int) -> HttpResponse:
    """Let the file have its word again on a part."""
    article = get_object_or_404(Article.objects.for_list(), pk=pk)
    try:
        part = request.POST.get("part", "")
        operation = corrections.follow_file(article=article, part=part, by=request.user)
        return _done(request, article, operation)
    except ActionError as error:
        messages.error(request, str(error))
        return redirect(article)


def _done(request: HttpRequest, article: Article, operation: Operation) -> HttpResponse:
    """Back to the article, whose address may have a new title in it."""
    return done(request, Article.objects.for_list().get(pk=article.pk), operation)
