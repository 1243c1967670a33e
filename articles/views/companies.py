"""Companies: the directory, and a page for each."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from articles.models import Company, Role
from articles.search import directory
from articles.search.profile import profile
from articles.search.quote_results import newest_quotes
from articles.search.tantivy_engine import get_engine
from articles.views.kept import kept
from articles.views.unavailable import needs_index

QUOTES, ROLES, ALIASES = 5, 40, 20


@require_safe
@needs_index
@kept
def index(request: HttpRequest) -> HttpResponse:
    """The directory, narrowed by `q`, `letter` and `kind`."""
    criteria = directory.DirectoryCriteria.read(request.GET)
    return render(
        request,
        "companies.html",
        {
            "criteria": criteria,
            "directory": directory.companies(criteria, get_engine()),
            "kinds": Company.Kind.choices,
            "param": "company",
        },
    )


@require_safe
@needs_index
def page(request: HttpRequest, slug: str) -> HttpResponse:
    """What was written about a company, who spoke for it, what was said. One that was merged leads to its winner."""
    company = get_object_or_404(Company.objects.select_related("merged_into"), slug=slug)
    if company.merged_into:
        return redirect("company", company.merged_into.slug)
    return render(
        request,
        "company.html",
        {
            "company": company,
            "aliases": company.aliases.exclude(name=company.name)[:ALIASES],
            "profile": profile(company, get_engine()),
            "roles": Role.objects.filter(company=company).latest_of_each("person")[:ROLES],
            "quotes": newest_quotes(company, QUOTES),
        },
    )
