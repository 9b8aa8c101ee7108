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
    path("feed/of/<int:pk>/pinned", views.pinned, name="pinned"),
    path("posts/", views.publish, name="publish"),
    path("posts/<int:pk>/", views.post, name="post"),
    path("posts/<int:pk>/edit", views.edit, name="edit"),
    path("posts/<int:pk>/removal", views.removal, name="removal"),
    path("posts/<int:pk>/history", views.history, name="history"),
    path("posts/<int:pk>/reading", views.reading, name="reading"),
    path("posts/<int:pk>/readers", views.readers, name="readers"),
    path("posts/<int:pk>/reminder", views.reminder, name="reminder"),
    path("posts/<int:pk>/poll", views.poll, name="poll"),
    path("posts/<int:pk>/poll/closing", views.poll_closing, name="poll_closing"),
    path("posts/<int:pk>/poll/voters", views.voters, name="voters"),
    path("posts/<int:pk>/sharing", views.sharing, name="sharing"),
    path("posts/<int:pk>/pins/<int:space_pk>", views.pins, name="pins"),
    path("posts/<int:pk>/pins/<int:space_pk>/withdrawal", views.unpinning, name="unpinning"),
    path("drafts/", views.drafts, name="drafts"),
    path("drafts/<int:pk>/", views.draft, name="draft"),
    path("drafts/<int:pk>/publication", views.publication, name="publication"),
    path("drafts/<int:pk>/removal", views.discarding, name="discarding"),
    path("blogs/address", views.feed_address, name="feed_address"),
    path("blogs/persons/<int:pk>/", views.blog_of_person, name="blog_of_person"),
    path("blogs/persons/<int:pk>/latest", views.blog_panel, name="blog_panel"),
    path("blogs/persons/<int:pk>/atom/<str:key>", views.atom_of_person, name="atom_of_person"),
    path("blogs/spaces/<int:pk>/", views.blog_of_space, name="blog_of_space"),
    path("blogs/spaces/<int:pk>/latest", views.blog_panel_of_space, name="blog_panel_of_space"),
    path("blogs/spaces/<int:pk>/atom/<str:key>", views.atom_of_space, name="atom_of_space"),
    path("administration/values/", views.values, name="values"),
]
