"""Addresses of the desk."""

from django.urls import path

from hamsoo.desk import views

app_name = "desk"
urlpatterns = [
    path("", views.home, name="home"),
    path("chat/messages/<int:pk>/question", views.message_question, name="message_question"),
    path("chat/messages/<int:pk>/article", views.message_becomes, {"what": "article"}, name="message_article"),
    path("chat/messages/<int:pk>/note", views.message_becomes, {"what": "note"}, name="message_note"),
    path("chat/messages/<int:pk>/commitment", views.message_becomes, {"what": "commitment"}, name="message_commitment"),
]
