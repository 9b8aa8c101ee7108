"""Addresses of systems, records and the review."""

from django.urls import path

from hamsoo.identity import views

app_name = "identity"

urlpatterns = [
    path("records/", views.systems, name="systems"),
    path("records/systems/new", views.new_system, name="new_system"),
    path("records/systems/<int:pk>/", views.system, name="system"),
    path("records/systems/<int:pk>/change", views.change_system, name="change_system"),
    path("records/systems/<int:pk>/key", views.hook_key, name="hook_key"),
    path("records/systems/<int:pk>/fields", views.marks, name="marks"),
    path("records/systems/<int:pk>/letting-in", views.letting_in, name="letting_in"),
    path("records/files/<int:pk>/", views.file, name="file"),
    path("records/files/<int:pk>/applying", views.file_applying, name="file_applying"),
    path("records/files/<int:pk>/progress", views.file_progress, name="file_progress"),
    path("records/files/<int:pk>/problems.csv", views.file_report, name="file_report"),
    path("records/files/<int:pk>/removal", views.file_removal, name="file_removal"),
    path("records/<int:pk>/", views.record, name="record"),
    path("records/decisions/<int:pk>/retraction", views.retraction, name="retraction"),
    path("records/review/", views.review, name="review"),
    path("records/review/<int:pk>/decision", views.decision, name="decision"),
    path("records/review/bulk", views.bulk, name="bulk"),
    path("records/review/undo", views.undo, name="undo"),
    path("hooks/records/<slug:code>", views.hook, name="hook"),
]
