"""Where Prometheus comes to read."""

import os
from ipaddress import ip_address

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.utils.crypto import constant_time_compare
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from prometheus_client import CONTENT_TYPE_LATEST, REGISTRY, CollectorRegistry, generate_latest
from prometheus_client.multiprocess import MultiProcessCollector

from hamsoo.kernel.errors import NotFound
from hamsoo.site.metrics.ledger import LedgerCollector


@login_not_required
@never_cache
@require_safe
def metrics(request: HttpRequest) -> HttpResponse:
    """Show all figures to this machine itself and to whoever has the token; everybody else finds nothing here."""
    if not _may_read(request):
        raise NotFound
    figures = generate_latest(_counted()) + generate_latest(_asked())
    return HttpResponse(figures, content_type=CONTENT_TYPE_LATEST)


def _may_read(request: HttpRequest) -> bool:
    scheme, _space, given = request.headers.get("Authorization", "").partition(" ")
    if settings.METRICS_TOKEN:
        return scheme.lower() == "bearer" and constant_time_compare(given, settings.METRICS_TOKEN)
    # Behind a proxy on the same machine every stranger seems to come from here.
    return not request.is_passed_on and _is_this_machine(request.META.get("REMOTE_ADDR", ""))  # type: ignore[attr-defined]


def _is_this_machine(address: str) -> bool:
    try:
        return ip_address(address).is_loopback
    except ValueError:
        return False


def _counted() -> CollectorRegistry:
    if "PROMETHEUS_MULTIPROC_DIR" not in os.environ:
        return REGISTRY
    registry = CollectorRegistry()
    MultiProcessCollector(registry)
    return registry


def _asked() -> CollectorRegistry:
    registry = CollectorRegistry()
    registry.register(LedgerCollector())
    return registry
