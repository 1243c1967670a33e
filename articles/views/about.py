"""About the archive itself."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from articles.charts.accuracy import figures, sure_rows
from articles.evaluation.accuracy import load_accuracy
from articles.search.verdicts import LEAST_DECISIONS, verdicts


@require_safe
def accuracy(request: HttpRequest) -> HttpResponse:
    """How right the machine is: on the evaluation set, and by what editors made of its tags."""
    measured = load_accuracy()
    context = {
        "accuracy": measured,
        "figures": figures(measured),
        "sure": {said: sure_rows(bins) for said, bins in measured.reliability.items()},
        "verdicts": verdicts(),
        "least": LEAST_DECISIONS,
    }
    return render(request, "about_accuracy.html", context)
