"""Topics: the list, and a page for each."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from articles.models import Topic
from articles.search.profile import profile
from articles.search.tantivy_engine import get_engine
from articles.search.topic_tree import topic_tree
from articles.views.unavailable import needs_index


@require_safe
@needs_index
def index(request: HttpRequest) -> HttpResponse:
    """The tree of topics that articles are about."""
    return render(request, "topics.html", {"branches": topic_tree(get_engine())})


@require_safe
@needs_index
def page(request: HttpRequest, slug: str) -> HttpResponse:
    """What was written about a topic, and which companies and people it is about."""
    topic = get_object_or_404(Topic.objects.select_related("parent"), slug=slug)
    return render(request, "topic.html", {"topic": topic, "profile": profile(topic, get_engine())})
