"""Editors put right what an article is tagged with."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required, permission_required
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from articles.actions import entities, tagging
from articles.actions.errors import ActionError
from articles.actions.permissions import Editor
from articles.forms import AddTagForm, RemoveTagForm
from articles.models import Article, Company, Operation, Person, Topic
from articles.views.article import show
from articles.views.undoable import done

permitted = permission_required("articles.tag_article", raise_exception=True)


@require_POST
@login_required
@permitted
def add(request: HttpRequest, pk: int) -> HttpResponse:
    """Tag the article with a name; a company or person that is new is made."""
    article = get_object_or_404(Article.objects.for_list(), pk=pk)
    form = AddTagForm(request.POST)
    if form.is_valid():
        try:
            return done(request, article, _add(article, form, request.user))
        except ActionError as error:
            form.add_error("name", str(error))
    return show(request, pk, form=form, status=400)


@require_POST
@login_required
@permitted
def remove(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a tag off the article, for good."""
    article = get_object_or_404(Article.objects.for_list(), pk=pk)
    form = RemoveTagForm(request.POST)
    if not form.is_valid():
        messages.error(request, "Nothing was removed: the request did not say what to remove.")
        return show(request, pk, status=400)
    kind, subject = form.cleaned_data["kind"], form.cleaned_data["subject"]
    try:
        operation = tagging.remove(article=article, subject=_stored(kind, subject), by=request.user)
        return done(request, article, operation)
    except ActionError as error:
        messages.error(request, str(error))
        return redirect(article)


@require_safe
@login_required
@permitted
def names(request: HttpRequest) -> HttpResponse:
    """Names to choose from that begin like the one being typed."""
    model = Person if request.GET.get("kind") == "person" else Company
    typed = request.GET.get("name", "").replace("\0", "").strip()[:200]
    found = model.objects.current().filter(name__istartswith=typed).order_by("name")[:20] if typed else ()
    return render(request, "components/names.html", {"names": found})


@transaction.atomic
def _add(article: Article, form: AddTagForm, by: Editor) -> Operation:
    subject = _subject(form.cleaned_data["kind"], form.cleaned_data["name"], by)
    return tagging.add(article=article, subject=subject, by=by)


def _stored(kind: str, pk: int) -> tagging.Subject:
    if kind == "company":
        return get_object_or_404(Company, pk=pk)
    return get_object_or_404(Person, pk=pk) if kind == "person" else get_object_or_404(Topic, pk=pk)


def _subject(kind: str, name: str, by: Editor) -> tagging.Subject:
    if kind == "company":
        return entities.company_named(name=name, by=by)
    if kind == "person":
        return entities.person_named(name=name, by=by)
    topic = Topic.objects.filter(name__iexact=name).first()
    if topic is None:
        msg = f"There is no topic “{name}”. Choose one of the list."
        raise ActionError(msg)
    return topic
