"""Addresses of the finder."""

from django.urls import path

from hamsoo.finder import views

app_name = "finder"
urlpatterns = [
    path("experts/", views.expert_list, name="experts"),
    path("search/", views.results, name="search"),
    path("search/instant", views.instant, name="instant"),
]
