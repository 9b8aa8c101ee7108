"""To the provider, and back."""

import logging

from allauth.account.internal.decorators import login_not_required
from allauth.socialaccount.models import SocialApp
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from allauth.socialaccount.providers.oauth2.views import OAuth2CallbackView, OAuth2LoginView
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe
from requests import RequestException

from hamsoo.people.oidc.provider import CheckingAdapter
from hamsoo.ui.pages import render

log = logging.getLogger(__name__)

BAD_GATEWAY = 502


@login_not_required
@require_safe
def login(request: HttpRequest, provider_id: str) -> HttpResponse:
    """Lead to the provider."""
    return _answer(OAuth2LoginView, request, provider_id)


@login_not_required
@require_safe
def callback(request: HttpRequest, provider_id: str) -> HttpResponse:
    """Take back whom the provider knows."""
    return _answer(OAuth2CallbackView, request, provider_id)


def _answer(view: type[OAuth2LoginView] | type[OAuth2CallbackView], request: HttpRequest, provider_id: str) -> HttpResponse:
    """Answer by allauth's view; a provider that is silent or talks nonsense is told to the reader, and in the log how."""
    try:
        response: HttpResponse = view.adapter_view(CheckingAdapter(request, provider_id))(request)
    except SocialApp.DoesNotExist:
        raise Http404 from None
    except (RequestException, OAuth2Error, KeyError, TypeError, ValueError) as error:
        # Besides what cannot be reached: fields that are missing or of another type in what the provider answered.
        log.warning("provider sign-in failed: %s", type(error).__name__)
        return render(request, "socialaccount/authentication_error.html", status=BAD_GATEWAY)
    return response
