"""Topics: the list, and a page for each."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from articles.models import Topic
from articles.search.profile import profile
from articles.search.tantivy_engine import get_engine
from articles.views.unavailable import needs_index

TOPICS = 500


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """All topics that articles are tagged with."""
    return render(request, "topics.html", {"topics": Topic.objects.for_directory()[:TOPICS]})


@require_safe
@needs_index
def page(request: HttpRequest, slug: str) -> HttpResponse:
    """What was written about a topic, and which companies and people it is about."""
    topic = get_object_or_404(Topic, slug=slug)
    return render(request, "topic.html", {"topic": topic, "profile": profile(topic, get_engine())})
