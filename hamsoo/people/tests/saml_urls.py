"""The site's addresses with those of SAML, which an installation has when a provider is configured."""

from django.urls import include, path

from hamsoo.site.urls import handler400, handler403, handler404, handler500, urlpatterns

__all__ = ["handler400", "handler403", "handler404", "handler500", "urlpatterns"]

urlpatterns = [path("accounts/", include("hamsoo.people.saml.urls")), *urlpatterns]
