"""Addresses of the inbox."""

from django.urls import path

from hamsoo.notices import views

app_name = "notices"

urlpatterns = [
    path("inbox/", views.inbox, name="inbox"),
    path("inbox/count", views.count, name="count"),
    path("inbox/readings", views.readings, name="readings"),
    path("inbox/settings", views.settings, name="settings"),
    path("inbox/devices/", views.devices, name="devices"),
    path("inbox/devices/<int:pk>/removal", views.device_removal, name="device_removal"),
    path("inbox/unsubscribe/<str:key>", views.unsubscribe, name="unsubscribe"),
    path("tracker/", views.tracker, name="tracker"),
    path("inbox/<int:entry_id>/", views.open_notice, name="open"),
    path("inbox/<int:entry_id>/reading", views.reading, name="reading"),
    path("inbox/<int:entry_id>/done", views.done, name="done"),
]
