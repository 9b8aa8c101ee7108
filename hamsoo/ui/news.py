"""Speak to the page that htmx updates: events in the HX-Trigger header."""

import json
from typing import Any

from django.http import HttpResponse


def trigger(response: HttpResponse, name: str, detail: dict[str, Any] | None = None) -> HttpResponse:
    """Add the DOM event `name` to the answer; the element that asked dispatches it and it bubbles."""
    events = json.loads(response.headers.get("HX-Trigger", "{}"))
    events[name] = detail or {}
    # Headers are Latin-1, so everything else is escaped.
    response.headers["HX-Trigger"] = json.dumps(events, ensure_ascii=True)
    return response
