"""Address of the audit log."""

from django.urls import path

from hamsoo.site.audit import views

app_name = "audit"
urlpatterns = [path("audit/", views.audit, name="audit")]
