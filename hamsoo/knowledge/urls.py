"""Addresses of knowledge."""

from django.urls import path

from hamsoo.knowledge import views

app_name = "knowledge"
urlpatterns = [
    path("knowledge/", views.articles, name="list"),
    path("knowledge/new", views.new, name="new"),
    path("knowledge/articles/<int:article_pk>/", views.article, name="article"),
    path("knowledge/articles/<int:article_pk>/edit", views.edit, name="edit"),
    path("knowledge/articles/<int:article_pk>/state", views.state, name="state"),
    path("knowledge/articles/<int:article_pk>/history", views.history, name="history"),
    path("knowledge/articles/<int:article_pk>/history/<int:version_number>", views.version, name="version"),
    path("knowledge/glossary/", views.glossary, name="glossary"),
    path("knowledge/glossary/new", views.new_term, name="new_term"),
    path("knowledge/glossary/<int:term_pk>/", views.term, name="term"),
    path("knowledge/glossary/<int:term_pk>/state", views.term_state, name="term_state"),
]
