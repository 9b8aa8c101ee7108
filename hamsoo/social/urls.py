"""Addresses of the feed and of posts."""

from django.urls import path

from hamsoo.social import views

app_name = "social"

urlpatterns = [
    path("feed/", views.feed_page, name="feed"),
    path("feed/news", views.news, name="news"),
    path("feed/of/<int:pk>", views.of_space, name="of_space"),
    path("feed/items/<int:entry_id>", views.explanation, name="explanation"),
    path("feed/muted/", views.muted, name="muted"),
    path("feed/muted/words", views.mute_words, name="mute_words"),
    path("feed/muted/<slug:type>/<int:pk>", views.muting, name="muting"),
    path("posts/", views.publish, name="publish"),
    path("posts/<int:pk>/", views.post, name="post"),
    path("posts/<int:pk>/edit", views.edit, name="edit"),
    path("posts/<int:pk>/removal", views.removal, name="removal"),
]
