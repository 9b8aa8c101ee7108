"""Answers and bodies in the RFC's own type."""

import json
from typing import Any

from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse
from django.http.request import RawPostDataException

from hamsoo.people.scim.documents import ERROR, usual
from hamsoo.people.scim.errors import ScimError

CONTENT_TYPE = "application/scim+json"
MOST_BYTES = 2 * 1024**2


def answered(document: dict[str, Any], *, status: int = 200) -> HttpResponse:
    """Return a document; its version and its address stand in the headers too."""
    headers = {}
    meta = document.get("meta", {})
    if "version" in meta:
        headers["ETag"] = meta["version"]
    if "location" in meta:
        headers["Location"] = meta["location"]
    return HttpResponse(json.dumps(document, ensure_ascii=False), status=status, content_type=CONTENT_TYPE, headers=headers)


def refusal(error: ScimError) -> HttpResponse:
    """Return a refusal."""
    body = {"schemas": [ERROR], "status": str(error.status), "detail": str(error.detail)}
    if error.kind:
        body["scimType"] = error.kind
    response = answered(body, status=error.status)
    if error.status == 401:
        response.headers["WWW-Authenticate"] = 'Bearer realm="Hamsoo SCIM"'
    return response


def body_of(request: HttpRequest) -> dict[str, Any]:
    """Return the JSON object that was sent, its names in the usual spelling; raise `ScimError`."""
    if "json" not in (request.content_type or "json"):
        raise ScimError(415, "Send application/scim+json.")
    try:
        body = request.body
    except (RequestDataTooBig, RawPostDataException):
        body = b" " * (MOST_BYTES + 1)
    if len(body) > MOST_BYTES:
        raise ScimError(413, f"A body has at most {MOST_BYTES} bytes.")
    try:
        found = json.loads(body)
    except (ValueError, RecursionError):
        raise ScimError(400, "The body is no JSON.", "invalidSyntax") from None
    if not isinstance(found, dict):
        raise ScimError(400, "The body has to be an object.", "invalidSyntax")
    return dict(usual(found))
