"""Answers for load balancers and watchdogs: no sign-in, no secrets, never kept."""

from http import HTTPStatus

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from hamsoo.site.health import checks


@login_not_required
@never_cache
@require_safe
def live(request: HttpRequest) -> JsonResponse:  # noqa: ARG001 - nothing is asked
    """Say that this process answers."""
    return JsonResponse({"status": "live"})


@login_not_required
@never_cache
@require_safe
def ready(request: HttpRequest) -> JsonResponse:  # noqa: ARG001 - nothing is asked
    """Say whether people can work: 200 or 503, with what is well and what is not."""
    found = checks.results()
    well = all(found.values())
    parts = {name: "ok" if holds else "failed" for name, holds in found.items()}
    status = HTTPStatus.OK if well else HTTPStatus.SERVICE_UNAVAILABLE
    return JsonResponse({"status": "ready" if well else "not ready", "checks": parts}, status=status)
