"""Addresses for administrators."""

from django.urls import path

from hamsoo.site.administration import views
from hamsoo.site.administration.why import why

app_name = "administration"
urlpatterns = [
    path("administration/why/", why, name="why"),
    path("administration/followups/", views.followups, name="followups"),
    path("administration/followups/<int:pk>/retry", views.retry_followup, name="retry_followup"),
    path("administration/deadlines/<int:pk>/retry", views.retry_deadline, name="retry_deadline"),
]
