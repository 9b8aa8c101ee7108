"""The address that a system's own program sends its records to, and the key it needs."""

import json
from collections.abc import Mapping
from http import HTTPStatus
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.crypto import constant_time_compare
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from hamsoo.identity import actions, queries
from hamsoo.identity.actions.hooks import digest
from hamsoo.identity.models import System
from hamsoo.identity.views.reading import reader
from hamsoo.kernel import clock
from hamsoo.kernel.errors import DomainError, Invalid
from hamsoo.ledger.actors import Actor, through
from hamsoo.ui.pages import go, render


@require_POST
def hook_key(request: HttpRequest, pk: int) -> HttpResponse:
    """Make a key and show it once, or end the one there is."""
    person = reader(request)
    system = queries.system(person=person, pk=pk)
    if "end" in request.POST:
        actions.end_hook(actor=person, system=system, at=clock.now())
        return go(request, system.get_absolute_url())
    key = actions.make_hook_key(actor=person, system=system, at=clock.now())
    return render(request, "identity/hook_key.html", {"system": system, "key": key})


@csrf_exempt
@login_not_required
@require_POST
def hook(request: HttpRequest, code: str) -> HttpResponse:
    """Take records over from a program: {"entity": "person", "records": [{"key": …, "values": {…}}, {"key": …, "removed": true}]}.

    The same call twice changes nothing, so a program that got no answer sends again.
    """
    system = System.objects.filter(code=code).exclude(hook_digest="").first()
    kind, _space, key = request.headers.get("Authorization", "").partition(" ")
    if system is None or kind != "Bearer" or not constant_time_compare(digest(key.strip()), system.hook_digest):
        return JsonResponse({"code": "NotSignedIn"}, status=HTTPStatus.UNAUTHORIZED, headers={"WWW-Authenticate": "Bearer"})
    try:
        entity, rows = _read(request.body)
        with through("api"):
            received = actions.receive(actor=Actor("integration", system.pk), system=system, entity=entity, rows=rows, at=clock.now())
    except DomainError as error:
        return JsonResponse({"code": error.code, "message": str(error), "field": error.field}, status=error.status)
    return JsonResponse({**actions.counts_of(received, rows), "forgotten": received.forgotten}, status=HTTPStatus.ACCEPTED)


def _read(body: bytes) -> tuple[str, list[actions.Row]]:
    """Return the kind and the rows of a call; raise `Invalid` for anything else."""
    try:
        found = json.loads(body)
        return str(found.get("entity", "person")), [_row(one) for one in found["records"]]
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        raise Invalid(field="records") from None


def _row(one: Mapping[str, Any]) -> actions.Row:
    values = one.get("values", {})
    if not isinstance(values, dict):
        raise TypeError(values)
    return actions.Row(str(one["key"]), values, is_removed=one.get("removed") is True)
