"""To the provider, and back."""

import logging
from collections.abc import Callable

from allauth.account.internal.decorators import login_not_required
from allauth.socialaccount.providers.saml import views as saml
from django.contrib.sessions.backends.base import SessionBase
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe
from lxml.etree import XMLSyntaxError
from onelogin.saml2.errors import OneLogin_Saml2_Error

from hamsoo.ui.pages import render

log = logging.getLogger(__name__)

BAD_REQUEST, FORBIDDEN, TOO_LARGE, BAD_GATEWAY = 400, 403, 413, 502
_LONGEST = 256 * 1024
"""Bytes of an answer, which has some thousand; anybody can post one, and it is kept until the browser comes for it."""
_KEPT_SECONDS = 300
_UNREADABLE = (OneLogin_Saml2_Error, XMLSyntaxError, OSError, KeyError, TypeError, ValueError)
"""Besides what cannot be reached (OSError): metadata and answers that are not what they should be."""


@login_not_required
@require_safe
def login(request: HttpRequest, organization_slug: str) -> HttpResponse:
    """Lead to the provider."""
    return _answer(saml.login, request, organization_slug)


@csrf_exempt
@login_not_required
@require_POST
def take_answer(request: HttpRequest, organization_slug: str) -> HttpResponse:
    """Keep what the provider has the browser post: the session's cookie does not come along from another site, but with the next step."""
    if len(request.body) > _LONGEST:
        return HttpResponse(status=TOO_LARGE)
    response = _answer(saml.acs, request, organization_slug)
    kept: SessionBase | None = getattr(request, "saml_acs_session", None)
    if kept is not None:
        kept.set_expiry(_KEPT_SECONDS)
        kept.save()
    return response


@login_not_required
@require_safe
def finish(request: HttpRequest, organization_slug: str) -> HttpResponse:
    """Let in whom the answer speaks of, if this browser asked for it and the provider signed it."""
    return _answer(saml.finish_acs, request, organization_slug)


@login_not_required
@require_safe
def sign_out(request: HttpRequest, organization_slug: str) -> HttpResponse:
    """Sign out at the provider's word: a signed one, as anybody's link would do otherwise."""
    if "Signature" not in request.GET:
        return HttpResponse(status=BAD_REQUEST)
    return _answer(saml.sls, request, organization_slug)


@login_not_required
@require_safe
def metadata(request: HttpRequest, organization_slug: str) -> HttpResponse:
    """Say to the provider who we are."""
    return _answer(saml.metadata, request, organization_slug)


def _answer(view: Callable[..., HttpResponse], request: HttpRequest, organization_slug: str) -> HttpResponse:
    """Answer by allauth's view; a provider that is silent or talks nonsense is told to the reader, and in the log how."""
    try:
        return view(request, organization_slug=organization_slug)
    except PermissionDenied:
        log.warning("provider sign-in refused: nobody here asked for this answer")
        return render(request, "socialaccount/authentication_error.html", status=FORBIDDEN)
    except _UNREADABLE as error:
        log.warning("provider sign-in failed: %s: %s", type(error).__name__, error)
        return render(request, "socialaccount/authentication_error.html", status=BAD_GATEWAY)
