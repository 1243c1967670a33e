"""The newsroom's addresses."""

from django.contrib.auth.views import LoginView, LogoutView
from django.urls import URLPattern, path

from articles.views import (
    about,
    article,
    browse,
    companies,
    facet,
    operations,
    people,
    quotes,
    readings,
    rules,
    sources,
    tags,
    topics,
)

urlpatterns: list[URLPattern] = [
    path("", browse.page, name="browse"),
    path("facets/<slug:name>/", facet.page, name="facet"),
    path("articles/<int:pk>/<slug:slug>/", article.page, name="article"),
    path("articles/<int:pk>/tags/add/", tags.add, name="article-tag-add"),
    path("articles/<int:pk>/tags/remove/", tags.remove, name="article-tag-remove"),
    path("articles/names/", tags.names, name="article-tag-names"),
    path("operations/<int:pk>/undo/", operations.undo, name="operation-undo"),
    path("companies/", companies.index, name="companies"),
    path("companies/<slug:slug>/", companies.page, name="company"),
    path("people/", people.index, name="people"),
    path("people/<slug:slug>/", people.page, name="person"),
    path("topics/", topics.index, name="topics"),
    path("topics/<slug:slug>/", topics.page, name="topic"),
    path("quotes/", quotes.index, name="quotes"),
    path("about/accuracy/", about.accuracy, name="accuracy"),
    path("desk/rules/", rules.index, name="rules"),
    path("desk/rules/add/", rules.add, name="rule-add"),
    path("desk/rules/<int:pk>/revoke/", rules.revoke, name="rule-revoke"),
    path("desk/rules/<int:pk>/restore/", rules.restore, name="rule-restore"),
    path("desk/sources/", sources.index, name="sources"),
    path("desk/sources/<slug:slug>/", sources.page, name="source"),
    path("desk/sources/<slug:slug>/rename/", sources.rename, name="source-rename"),
    path("desk/sources/<slug:slug>/merge/", sources.merge, name="source-merge"),
    path("desk/sources/<slug:slug>/split/", sources.split_off, name="source-split"),
    path("desk/sources/<slug:slug>/names/add/", sources.add_alias, name="source-alias-add"),
    path("desk/sources/<slug:slug>/names/remove/", sources.remove_alias, name="source-alias-remove"),
    path("desk/readings/", readings.index, name="readings"),
    path("desk/readings/start/", readings.start, name="reading-start"),
    path("desk/readings/<int:pk>/cancel/", readings.cancel, name="reading-cancel"),
    path("login/", LoginView.as_view(redirect_authenticated_user=True), name="login"),
    path("logout/", LogoutView.as_view(), name="logout"),
]
