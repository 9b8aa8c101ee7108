"""Addresses of the finder."""

from django.urls import path

from hamsoo.finder import views

app_name = "finder"
urlpatterns = [
    path("experts/", views.expert_list, name="experts"),
    path("search/", views.results, name="search"),
    path("search/instant", views.instant, name="instant"),
    path("search/completions", views.complete, name="complete"),
    path("search/opened", views.opened, name="opened"),
    path("search/own", views.own, name="own"),
    path("search/past/removal", views.clear_past, name="clear_past"),
    path("search/saved", views.save, name="save"),
    path("search/saved/<int:pk>/removal", views.remove_saved, name="remove_saved"),
    path("skills/suggested/to/<int:pk>", views.suggested, name="suggested"),
    path("skills/suggested/<int:pk>/acceptance", views.take_up, name="take_up"),
    path("skills/suggested/<int:pk>/dismissal", views.turn_down, name="turn_down"),
    path("skills/suggested/choice", views.choose, name="choose_suggestions"),
    path("administration/searches/", views.missed, name="missed"),
    path("administration/searches/synonyms", views.judge, name="judge"),
]
