"""Addresses of timelines."""

from django.urls import path

from hamsoo.timeline import views

app_name = "timeline"

urlpatterns = [path("timeline/<slug:type>/<int:pk>", views.of, name="of")]
