"""What was done can be undone."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST

from articles.actions import rules, saved_searches, sources
from articles.actions.errors import ActionError
from articles.actions.undo import undo as undone
from articles.models import Article, Operation


@require_POST
@login_required
def undo(request: HttpRequest, pk: int) -> HttpResponse:
    """Put back what an operation changed; who may do so, its own action says."""
    operation = get_object_or_404(Operation, pk=pk)
    try:
        undone(operation=operation, by=request.user)
        messages.success(request, f"Undone: {operation.summary}")
    except ActionError as error:
        messages.error(request, str(error))
    article = Article.objects.for_list().filter(pk=operation.article_id or 0).first()
    return redirect(article or _page(operation))


def _page(operation: Operation) -> str:
    """The page that shows what operations of this kind are about, where that is no article."""
    if operation.kind in sources.KINDS:
        return "sources"
    if operation.kind in saved_searches.KINDS:
        return "searches"
    return "rules" if operation.kind in rules.KINDS else "browse"
