"""People: the directory, and a page for each."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from articles.models import Person, Role
from articles.search import directory
from articles.search.profile import profile
from articles.search.quote_results import newest_quotes
from articles.search.tantivy_engine import get_engine
from articles.views.kept import kept
from articles.views.unavailable import needs_index

QUOTES, ROLES, ALIASES = 5, 20, 20


@require_safe
@needs_index
@kept
def index(request: HttpRequest) -> HttpResponse:
    """The directory by surname, narrowed by `q` and `letter`."""
    criteria = directory.DirectoryCriteria.read(request.GET)
    return render(
        request,
        "people.html",
        {"criteria": criteria, "directory": directory.people(criteria, get_engine()), "param": "person"},
    )


@require_safe
@needs_index
def page(request: HttpRequest, slug: str) -> HttpResponse:
    """What was written about a person, what they did where, what they said. One that was merged leads to its winner."""
    person = get_object_or_404(Person.objects.select_related("merged_into"), slug=slug)
    if person.merged_into:
        return redirect("person", person.merged_into.slug)
    return render(
        request,
        "person.html",
        {
            "person": person,
            "aliases": person.aliases.exclude(name=person.name)[:ALIASES],
            "profile": profile(person, get_engine()),
            "roles": Role.objects.filter(person=person).latest_of_each("company")[:ROLES],
            "quotes": newest_quotes(person, QUOTES),
        },
    )
