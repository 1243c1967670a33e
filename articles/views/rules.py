"""The rules of sources on the editors' desk: which lines are page furniture."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.contrib import messages
from django.contrib.auth.decorators import login_required, permission_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from articles import tasks
from articles.actions import rules
from articles.actions.errors import ActionError
from articles.forms import AddRuleForm, RuleSearchForm
from articles.models import Article, Operation, ReadingRun, Rule
from articles.views.undoable import tell

PAGE_SIZE = 50
READINGS = 10  # under way, one a source: more would push the rules off the screen
ADDED = "add_%s"  # ids of the second form's fields, apart from those of the search

permitted = permission_required("articles.decide_rule", raise_exception=True)


@dataclass(frozen=True, slots=True)
class Entry:
    """A rule, and articles that its line was met in."""

    rule: Rule
    examples: tuple[Article, ...]


@require_safe
@login_required
@permitted
def index(request: HttpRequest) -> HttpResponse:
    """The rules by source, narrowed by `source`, `q` and `state`; 400 where one of them means nothing."""
    return show(request, AddRuleForm(auto_id=ADDED))


@require_POST
@login_required
@permitted
def add(request: HttpRequest) -> HttpResponse:
    """Make a rule of a line, from the desk or from an article's page."""
    form = AddRuleForm(request.POST, auto_id=ADDED)
    if not form.is_valid():
        return show(request, form, status=400)
    fields = form.cleaned_data
    try:
        done = rules.add(
            source=fields["source"], line=fields["line"], article=fields["article"], by=request.user
        )
    except ActionError as error:
        if not fields["article"]:
            form.add_error("line", str(error))
            return show(request, form, status=400)
        messages.error(request, str(error))
        return redirect(fields["article"])
    return _done(request, done, fields["article"])


@require_POST
@login_required
@permitted
def revoke(request: HttpRequest, pk: int) -> HttpResponse:
    """Say that a line is no furniture."""
    rule = get_object_or_404(Rule, pk=pk)
    try:
        return _done(request, rules.revoke(rule=rule, by=request.user))
    except ActionError as error:
        messages.error(request, str(error))
        return redirect("rules")


@require_POST
@login_required
@permitted
def restore(request: HttpRequest, pk: int) -> HttpResponse:
    """Say that a line is furniture after all."""
    rule = get_object_or_404(Rule, pk=pk)
    try:
        return _done(request, rules.restore(rule=rule, by=request.user))
    except ActionError as error:
        messages.error(request, str(error))
        return redirect("rules")


def show(request: HttpRequest, form: AddRuleForm, status: int = 200) -> HttpResponse:
    """The desk's page; `form` is what could not be added, with its errors."""
    search = RuleSearchForm(request.GET)
    valid = search.is_valid()
    found = Rule.objects.for_list().matching(**search.cleaned_data) if valid else Rule.objects.none()
    page = Paginator(found, PAGE_SIZE).get_page(request.GET.get("page"))
    readings = ReadingRun.objects.unfinished().filter(scope=ReadingRun.Scope.RULES).select_related("source")
    readings = readings[:READINGS]
    context = {
        "search": search,
        "form": form,
        "page": page,
        "entries": list(_entries(page.object_list)),
        "narrowed": valid and any(search.cleaned_data.values()),
        "readings": readings,
        "alive": tasks.is_worker_alive(),
    }
    return render(request, "rules.html", context, status=status if valid else 400)


def _entries(found: Iterable[Rule]) -> Iterator[Entry]:
    """The rules with their articles, which take one query."""
    found = list(found)
    ids = {pk for rule in found for pk in rule.examples}
    articles = Article.objects.for_list().in_bulk(ids)
    for rule in found:
        yield Entry(rule, tuple(articles[pk] for pk in rule.examples if pk in articles))


def _done(request: HttpRequest, operation: Operation, article: Article | None = None) -> HttpResponse:
    """Back to where the editor was, with a message that can undo what was done."""
    words = f"{operation.summary} The articles concerned are being read again."
    tell(request, operation, words)
    return redirect(article or "rules")
