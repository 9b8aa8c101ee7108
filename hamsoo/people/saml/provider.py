"""The provider: allauth's, at addresses of ours."""

from allauth.socialaccount.providers.saml.provider import SAMLProvider


class CompanySaml(SAMLProvider):
    """Allauth finds the addresses of a provider by the package of its class: with this one they are `hamsoo.people.saml.urls`."""


provider_classes = [CompanySaml]
