"""A Django view that does nothing, behind the site's own middleware: what no page of the same size can be quicker than."""

import os

from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.http import HttpRequest, HttpResponse
from django.urls import path

import tests.benchmarks.archive  # noqa: F401 - sets Django up

BODY = b"x" * int(os.environ.get("BENCH_PAGE_BYTES", "1000"))


def nothing(request: HttpRequest) -> HttpResponse:
    return HttpResponse(BODY)


urlpatterns = [path("", nothing)]
settings.ROOT_URLCONF = __name__
application = get_wsgi_application()
