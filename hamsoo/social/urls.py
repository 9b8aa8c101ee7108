"""Addresses of the feed and of posts."""

from django.urls import path

from hamsoo.social import views

app_name = "social"

urlpatterns = [
    path("feed/", views.feed_page, name="feed"),
    path("feed/news", views.news, name="news"),
    path("feed/of/<int:pk>", views.of_space, name="of_space"),
    path("posts/", views.publish, name="publish"),
    path("posts/<int:pk>/", views.post, name="post"),
    path("posts/<int:pk>/edit", views.edit, name="edit"),
    path("posts/<int:pk>/removal", views.removal, name="removal"),
]
