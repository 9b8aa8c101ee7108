"""Measure every request."""

import time
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from hamsoo.site.metrics.instruments import REQUEST_SECONDS

Answer = Callable[[HttpRequest], HttpResponse]
_METHODS = frozenset(("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"))
UNMATCHED, OTHER = "unmatched", "other"


class Measured:
    """Count requests and their durations by route, never by path: whoever asks for nonsense adds no series."""

    def __init__(self, get_response: Answer) -> None:
        self._answer = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer, and count it."""
        begun = time.perf_counter()
        response = self._answer(request)
        match = request.resolver_match
        route = match.view_name if match and match.view_name else UNMATCHED
        method = request.method if request.method in _METHODS else OTHER
        REQUEST_SECONDS.labels(method, route, str(response.status_code)).observe(time.perf_counter() - begun)
        return response
