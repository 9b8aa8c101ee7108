"""Addresses of comments, reactions, follows and files."""

from django.urls import path

from hamsoo.threads import views

app_name = "threads"

urlpatterns = [
    path("attachments/", views.upload, name="upload"),
    path("attachments/<int:pk>/", views.describe, name="describe"),
    path("attachments/<int:pk>/<str:name>", views.attachment, name="attachment"),
    path("bookmarks/", views.bookmarks, name="bookmarks"),
    path("moderation/", views.moderation, name="moderation"),
    path("reports/<int:pk>/", views.report, name="report"),
    path("reports/<int:pk>/restoration", views.restoring, name="restoring"),
    path("threads/<slug:type>/<int:pk>/bookmark", views.bookmark, name="bookmark"),
    path("threads/<slug:type>/<int:pk>/report", views.reporting, name="reporting"),
    path("threads/<slug:type>/<int:pk>/decision", views.decision, name="decision"),
    path("threads/preview", views.preview, name="preview"),
    path("threads/mentions", views.mentions, name="mentions"),
    path("threads/comments/<int:pk>", views.comment, name="comment"),
    path("threads/comments/<int:pk>/edit", views.edit, name="edit"),
    path("threads/comments/<int:pk>/removal", views.removal, name="removal"),
    path("threads/following", views.following, name="following"),
    path("threads/persons/<int:pk>/tracking", views.tracking_person, name="tracking_person"),
    path("threads/topics", views.topics, name="topics"),
    path("threads/<slug:type>/<int:pk>/comments", views.comments, name="comments"),
    path("threads/<slug:type>/<int:pk>/reactions", views.reactions, name="reactions"),
    path("threads/<slug:type>/<int:pk>/reactions/withdrawal", views.withdrawal, name="withdrawal"),
    path("threads/<slug:type>/<int:pk>/follow", views.follow, name="follow"),
    path("threads/<slug:type>/<int:pk>/follow/withdrawal", views.unfollow, name="unfollow"),
    path("threads/<slug:type>/<int:pk>/tracking", views.tracking, name="tracking"),
]
