"""Addresses of the interface itself."""

from django.urls import path

from hamsoo.ui import views

app_name = "ui"
urlpatterns = [
    path("ui/", views.components, name="components"),
    path("ui/panels/<str:slot>", views.panels, name="panels"),
    path("ui/appearance", views.change_appearance, name="appearance"),
    path("manifest.webmanifest", views.manifest, name="manifest"),
    path("service-worker.js", views.service_worker, name="service_worker"),
    path("offline", views.offline, name="offline"),
]
