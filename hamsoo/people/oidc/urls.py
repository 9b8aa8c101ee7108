"""Addresses that a provider is told; allauth finds them by the package of the provider class."""

from django.urls import path

from hamsoo.people.oidc import views

urlpatterns = [
    path("oidc/<str:provider_id>/login/", views.login, name="openid_connect_login"),
    path("oidc/<str:provider_id>/login/callback/", views.callback, name="openid_connect_callback"),
]
