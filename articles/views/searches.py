"""Saved searches: the list, and a page for each with what is new in it."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.contrib.auth.models import User
from django.core import signing
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from articles.actions import saved_searches
from articles.actions.errors import ActionError
from articles.alerts import mailing
from articles.forms import AlertForm, LookForm, SearchNameForm
from articles.models import Article, News, SavedSearch
from articles.views.undoable import tell

PAGE_SIZE = 20


@require_safe
@login_required
def index(request: HttpRequest) -> HttpResponse:
    """The user's own, each with the number of articles that are new in it."""
    mine = SavedSearch.objects.filter(owner=request.user.pk).with_new()
    return render(request, "searches.html", {"searches": mine[: saved_searches.MOST]})


@require_POST
@login_required
def save(request: HttpRequest) -> HttpResponse:
    """Keep the search of the page that this comes from."""
    try:
        saved = saved_searches.save(query=request.POST.get("query", ""), by=request.user)
    except ActionError as error:
        messages.error(request, str(error))
        return redirect("searches")
    messages.success(request, f"Saved: {saved}. What comes in from now on is listed here.")
    return redirect(saved)


@require_safe
@login_required
def page(request: HttpRequest, pk: int) -> HttpResponse:
    """What is new in a search; its name can be changed there."""
    return show(request, _own(request, pk))


@require_POST
@login_required
def rename(request: HttpRequest, pk: int) -> HttpResponse:
    """Give it another name."""
    search, form = _own(request, pk), SearchNameForm(request.POST)
    if not form.is_valid():
        return show(request, search, form, status=400)
    saved_searches.rename(search=search, name=form.cleaned_data["name"], by=request.user)
    messages.success(request, "Renamed.")
    return redirect(search)


@require_POST
@login_required
def look(request: HttpRequest, pk: int) -> HttpResponse:
    """What was shown as new is new no longer."""
    search, form = _own(request, pk), LookForm(request.POST)
    if form.is_valid():
        saved_searches.look(search=search, until=form.cleaned_data["until"], by=request.user)
    return redirect("searches")


@require_POST
@login_required
def alert(request: HttpRequest, pk: int) -> HttpResponse:
    """Have what comes in mailed, or no longer."""
    search, form = _own(request, pk), AlertForm(request.POST)
    on = form.is_valid() and form.cleaned_data["on"]
    try:
        saved_searches.set_alert(search=search, on=on, by=request.user)
        said = f"What comes in will be mailed to {search.owner.email}." if on else "No more mail about it."
        messages.success(request, said)
    except ActionError as error:
        messages.error(request, str(error))
    return redirect(search)


@require_http_methods(["GET", "HEAD", "POST"])
@csrf_exempt
def stop(request: HttpRequest, token: str) -> HttpResponse:
    """Stop all mail to whom the token of a mail belongs: by a button, or by the click of a mail program, which has no session.

    The token, which the site has signed, proves what a form's would.
    """
    try:
        owner = mailing.owner_of(token)
    except (signing.BadSignature, User.DoesNotExist) as error:
        raise Http404 from error
    if request.method == "POST":
        saved_searches.stop_alerts(owner=owner)
    return render(request, "stop_mail.html", {"stopped": request.method == "POST"})


@require_POST
@login_required
def delete(request: HttpRequest, pk: int) -> HttpResponse:
    """Forget it."""
    tell(request, saved_searches.delete(search=_own(request, pk), by=request.user))
    return redirect("searches")


def show(
    request: HttpRequest, search: SavedSearch, form: SearchNameForm | None = None, status: int = 200
) -> HttpResponse:
    """The page of a search; `form` is a name that it could not be given."""
    news = News.objects.unseen(search)
    page = Paginator(news.values_list("pk", "article_id"), PAGE_SIZE).get_page(request.GET.get("page"))
    shown = [article for _, article in page.object_list]
    rows = {it.pk: it for it in Article.objects.for_results().filter(pk__in=shown)[:PAGE_SIZE]}
    context = {
        "search": search,
        "page": page,
        "articles": [rows[pk] for pk in shown if pk in rows],
        "until": news.values_list("pk", flat=True).first(),
        "obstacle": mailing.obstacle(search.owner),
        "form": form or SearchNameForm(initial={"name": search.name}),
    }
    return render(request, "search.html", context, status=status)


def _own(request: HttpRequest, pk: int) -> SavedSearch:
    """Raises Http404 where it is somebody else's."""
    return get_object_or_404(SavedSearch.objects.select_related("owner"), pk=pk, owner=request.user.pk)
