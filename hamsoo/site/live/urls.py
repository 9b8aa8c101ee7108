"""Addresses of the live bus; the stream itself is answered by the hub, in front of Django."""

from django.urls import path

from hamsoo.site.live import views

app_name = "live"
urlpatterns = [path("live/ticket", views.ticket, name="ticket")]
