"""The sources on the desk: what each has brought, by which names it goes, and which are one."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required, permission_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from articles.actions import sources
from articles.actions.errors import ActionError
from articles.forms import SourceMergeForm, SourceNameForm
from articles.ingest.health import health
from articles.models import Article, Operation, Rule, Source
from articles.views.undoable import tell

PAGE_SIZE = 50
RULES = 12  # lines shown of a source
RENAME, ALIAS, MERGE = "rename_%s", "alias_%s", "merge_%s"  # ids of the fields of three forms on one page

permitted = permission_required("articles.change_source", raise_exception=True)


@require_safe
@login_required
@permitted
def index(request: HttpRequest) -> HttpResponse:
    """The sources by name, with what their articles span; `q` narrows them."""
    words = request.GET.get("q", "").replace("\0", "")[:200].strip()
    page = Paginator(Source.objects.current().matching(words), PAGE_SIZE).get_page(request.GET.get("page"))
    spans, fares = Article.objects.spans(page), health(page)
    entries = [(source, spans.get(source.pk), fares.get(source.pk)) for source in page]
    return render(request, "sources.html", {"page": page, "entries": entries, "q": words})


@require_safe
@login_required
@permitted
def page(request: HttpRequest, slug: str) -> HttpResponse:
    """All about one source; one that was merged leads to what it is part of."""
    source = _source(slug)
    return redirect(source.merged_into) if source.merged_into else _show(request, source)


@require_POST
@login_required
@permitted
def rename(request: HttpRequest, slug: str) -> HttpResponse:
    """Give the source another name."""
    source, form = _source(slug), SourceNameForm(request.POST, auto_id=RENAME)
    return _done(request, source, "rename", form, lambda given: sources.rename(source=source, **given))


@require_POST
@login_required
@permitted
def merge(request: HttpRequest, slug: str) -> HttpResponse:
    """Count the source as part of another, to whose page this leads."""
    source = _source(slug)
    form = SourceMergeForm(source, request.POST, auto_id=MERGE)
    return _done(request, source, "merge", form, lambda given: sources.merge(source=source, **given))


@require_POST
@login_required
@permitted
def split_off(request: HttpRequest, slug: str) -> HttpResponse:
    """Count a source that was merged as one of its own again."""
    source = _source(slug)
    return _done(request, source, "", forms.Form({}), lambda given: sources.split_off(source=source, **given))


@require_POST
@login_required
@permitted
def add_alias(request: HttpRequest, slug: str) -> HttpResponse:
    """Take what comes in under another name for the source's."""
    source, form = _source(slug), SourceNameForm(request.POST, auto_id=ALIAS)
    return _done(request, source, "alias", form, lambda given: sources.add_alias(source=source, **given))


@require_POST
@login_required
@permitted
def remove_alias(request: HttpRequest, slug: str) -> HttpResponse:
    """Take what comes in under a name for a source of its own."""
    source, form = _source(slug), SourceNameForm(request.POST)
    return _done(request, source, "", form, lambda given: sources.remove_alias(source=source, **given))


def _done(
    request: HttpRequest,
    source: Source,
    name: str,
    form: forms.Form,
    action: Callable[[dict[str, Any]], Operation],
) -> HttpResponse:
    """Acts on what the form says, and goes to the source's page; back to the form `name` where that cannot be done."""
    try:
        if form.is_valid():
            tell(request, action({**form.cleaned_data, "by": request.user}))
            return redirect("source", source.slug)
    except ActionError as error:
        form.add_error(None, str(error))
    if name:
        return _show(request, source.current, status=400, **{name: form})
    messages.error(request, " ".join(str(message) for errors in form.errors.values() for message in errors))
    return redirect(source.current)


def _source(slug: str) -> Source:
    return get_object_or_404(Source.objects.select_related("merged_into"), slug=slug)


def _show(request: HttpRequest, source: Source, status: int = 200, **tried: forms.Form) -> HttpResponse:
    """The source's page; `tried` are the forms that could not be done, with their errors."""
    holding = Rule.objects.active().of_source(source).order_by("-articles", "pk")
    shown = {
        "rename": SourceNameForm(initial={"name": source.name}, auto_id=RENAME),
        "alias": SourceNameForm(auto_id=ALIAS),
        "merge": SourceMergeForm(source, auto_id=MERGE),
    }
    parts = [source, *source.merged.all()]
    fares = health(parts)
    context = {
        "source": source,
        "fares": [fares[part.pk] for part in parts if part.pk in fares],
        "span": Article.objects.spans([source]).get(source.pk),
        "aliases": source.aliases.all(),
        "merged": parts[1:],
        "rules": holding.select_related("source")[:RULES],
        "rule_count": holding.count(),
        **shown,
        **tried,
    }
    return render(request, "source.html", context, status=status)
