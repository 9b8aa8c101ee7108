"""Addresses that a provider is told; allauth finds them by the package of the provider class, and asks for them by these names."""

from django.urls import path

from hamsoo.people.saml import views

urlpatterns = [
    path("saml/<str:organization_slug>/login/", views.login, name="saml_login"),
    path("saml/<str:organization_slug>/acs/", views.take_answer, name="saml_acs"),
    path("saml/<str:organization_slug>/acs/finish/", views.finish, name="saml_finish_acs"),
    path("saml/<str:organization_slug>/sls/", views.sign_out, name="saml_sls"),
    path("saml/<str:organization_slug>/metadata/", views.metadata, name="saml_metadata"),
]
