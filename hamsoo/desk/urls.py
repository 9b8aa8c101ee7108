"""Addresses of the desk."""

from django.urls import path

from hamsoo.desk import views

app_name = "desk"
urlpatterns = [
    path("", views.home, name="home"),
    path("chat/messages/<int:pk>/question", views.message_question, name="message_question"),
]
