"""The newsroom's addresses."""

from django.contrib.auth.views import LoginView, LogoutView
from django.urls import URLPattern, path

from articles.views import about, article, browse, companies, people, quotes, tags, topics

urlpatterns: list[URLPattern] = [
    path("", browse.page, name="browse"),
    path("articles/<int:pk>/<slug:slug>/", article.page, name="article"),
    path("articles/<int:pk>/tags/add/", tags.add, name="article-tag-add"),
    path("articles/<int:pk>/tags/remove/", tags.remove, name="article-tag-remove"),
    path("articles/names/", tags.names, name="article-tag-names"),
    path("operations/<int:pk>/undo/", tags.undo, name="operation-undo"),
    path("companies/", companies.index, name="companies"),
    path("companies/<slug:slug>/", companies.page, name="company"),
    path("people/", people.index, name="people"),
    path("people/<slug:slug>/", people.page, name="person"),
    path("topics/", topics.index, name="topics"),
    path("topics/<slug:slug>/", topics.page, name="topic"),
    path("quotes/", quotes.index, name="quotes"),
    path("about/accuracy/", about.accuracy, name="accuracy"),
    path("login/", LoginView.as_view(redirect_authenticated_user=True), name="login"),
    path("logout/", LogoutView.as_view(), name="logout"),
]
