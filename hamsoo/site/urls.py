"""Every address of the site. Each app brings its own; here they get their places."""

from django.urls import include, path

urlpatterns = [
    path("accounts/", include("allauth.urls")),
]
