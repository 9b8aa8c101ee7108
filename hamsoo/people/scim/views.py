"""The addresses of SCIM: thin, as every view; a whole request is one transaction."""

from collections.abc import Callable, Mapping
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse

from hamsoo.kernel import clock
from hamsoo.people.actions import directory
from hamsoo.people.scim import groups, static, users
from hamsoo.people.scim.documents import LIST, only
from hamsoo.people.scim.errors import ScimError, invalid_value
from hamsoo.people.scim.filters import parse
from hamsoo.people.scim.guards import actor_of, for_integrations
from hamsoo.people.scim.matching import Column, condition
from hamsoo.people.scim.patches import patched
from hamsoo.people.scim.responses import answered, body_of

Document = dict[str, Any]


@for_integrations
def service_provider_config(request: HttpRequest) -> HttpResponse:
    """Say what this server can do."""
    _allow(request, "GET")
    return answered(static.service(_base(request)))


@for_integrations
def resource_types(request: HttpRequest, name: str = "") -> HttpResponse:
    """List the types of resources, or show one."""
    _allow(request, "GET")
    return _static(static.resource_types(_base(request)), name)


@for_integrations
def schemas(request: HttpRequest, name: str = "") -> HttpResponse:
    """List the schemas, or show one."""
    _allow(request, "GET")
    return _static(static.schemas(_base(request)), name)


@for_integrations
def root(request: HttpRequest) -> HttpResponse:
    """Answer like the list of what there is: some providers try the bare address."""
    _allow(request, "GET")
    return _static(static.resource_types(_base(request)), "")


@for_integrations
def user_list(request: HttpRequest) -> HttpResponse:
    """List users (GET), or enter one (POST)."""
    _allow(request, "GET", "POST")
    base = _base(request)
    if request.method == "GET":
        found = users.users().prefetch_related("directory_memberships__group")
        return _listed(request, found, users.COLUMNS, lambda person: users.document_of(person, base=base))
    with transaction.atomic():
        said = users.said_of(body_of(request))
        person = directory.enter_from_directory(actor=actor_of(request), said=said, at=clock.now())
        return answered(users.document_of(users.person_of(person.pk), base=base), status=201)


@for_integrations
def user(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a user, put or patch what is said of them, or delete them: they leave, at once."""
    _allow(request, "GET", "PUT", "PATCH", "DELETE")
    base = _base(request)
    with transaction.atomic():
        person = users.person_of(pk, lock=request.method != "GET")
        before = users.document_of(person, base=base)
        if request.method == "GET":
            return _one(request, before)
        _require_version(request, before)
        if request.method == "DELETE":
            directory.remove_from_directory(actor=actor_of(request), person=person, at=clock.now())
            return HttpResponse(status=204)
        said = users.said_of(_wanted(request, before), before=before)
        directory.change_from_directory(actor=actor_of(request), person=person, said=said, at=clock.now())
        return answered(users.document_of(users.person_of(pk), base=base))


@for_integrations
def group_list(request: HttpRequest) -> HttpResponse:
    """List groups (GET), or enter one (POST)."""
    _allow(request, "GET", "POST")
    base = _base(request)
    if request.method == "GET":
        return _listed(request, groups.groups(), groups.COLUMNS, lambda group: groups.document_of(group, base=base))
    with transaction.atomic():
        name, external_id, members = groups.said_of(body_of(request))
        group = directory.enter_group(actor=actor_of(request), name=name, external_id=external_id, members=members, at=clock.now())
        return answered(groups.document_of(groups.group_of(group.pk), base=base), status=201)


@for_integrations
def group(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a group, put or patch it, or remove it."""
    _allow(request, "GET", "PUT", "PATCH", "DELETE")
    base = _base(request)
    with transaction.atomic():
        found = groups.group_of(pk, lock=request.method != "GET")
        before = groups.document_of(found, base=base)
        if request.method == "GET":
            return _one(request, before)
        _require_version(request, before)
        if request.method == "DELETE":
            directory.remove_group(actor=actor_of(request), group=found, at=clock.now())
            return HttpResponse(status=204)
        name, external_id, members = groups.said_of(_wanted(request, before))
        directory.change_group(actor=actor_of(request), group=found, name=name, external_id=external_id, members=members, at=clock.now())
        return answered(groups.document_of(groups.group_of(pk), base=base))


def _base(request: HttpRequest) -> str:
    return users.base_of(request.build_absolute_uri("/"))


def _allow(request: HttpRequest, *methods: str) -> None:
    if request.method not in methods:
        raise ScimError(405, f"Here one can {', '.join(methods)}.")


def _static(found: list[Document], name: str) -> HttpResponse:
    if name:
        for item in found:
            if item["id"].lower() == name.lower():
                return answered(item)
        raise ScimError(404, "There is no such thing.")
    listed = {"schemas": [LIST], "totalResults": len(found), "startIndex": 1, "itemsPerPage": len(found), "Resources": found}
    return answered(listed)


def _listed(
    request: HttpRequest, found: QuerySet[Any], columns: Mapping[str, Column], document_of: Callable[[Any], Document]
) -> HttpResponse:
    """Answer with one page of what the filter leaves, in the order of the ids."""
    text = request.GET.get("filter", "")
    # A filter by groups may find somebody twice. Ids are chosen first, then shown: so the indexes that a filter has are used.
    ids = (found.filter(condition(parse(text), columns)) if text else found).order_by("pk").values_list("pk", flat=True).distinct()
    start = max(1, _number(request, "startIndex", 1))
    count = min(static.MOST_RESULTS, max(0, _number(request, "count", static.USUAL_RESULTS)))
    chosen = list(ids[start - 1 : start - 1 + count])
    total = len(chosen) if start == 1 and len(chosen) < count else ids.count()
    page = [_shown(request, document_of(item)) for item in found.filter(pk__in=chosen).order_by("pk")]
    return answered({"schemas": [LIST], "totalResults": total, "startIndex": start, "itemsPerPage": len(page), "Resources": page})


def _number(request: HttpRequest, name: str, usual: int) -> int:
    text = request.GET.get(name, "")
    if not text:
        return usual
    if not text.removeprefix("-").isdecimal() or not text.isascii() or len(text) > 9:
        raise invalid_value(f"“{name}” has to be a whole number.")
    return int(text)


def _one(request: HttpRequest, document: Document) -> HttpResponse:
    """Answer with a resource, or that it is as the client knows it."""
    known = [tag.strip() for tag in request.headers.get("If-None-Match", "").split(",")]
    if document["meta"]["version"] in known:
        return HttpResponse(status=304, headers={"ETag": document["meta"]["version"]})
    response = answered(_shown(request, document))
    response.headers["ETag"] = document["meta"]["version"]
    return response


def _shown(request: HttpRequest, document: Document) -> Document:
    return only(document, wanted=_names(request, "attributes"), unwanted=_names(request, "excludedAttributes"))


def _names(request: HttpRequest, parameter: str) -> frozenset[str]:
    return frozenset(name.strip().lower() for name in request.GET.get(parameter, "").split(",") if name.strip())


def _require_version(request: HttpRequest, document: Document) -> None:
    """Refuse to change what is not any more as the client knows it."""
    wanted = [tag.strip() for tag in request.headers.get("If-Match", "").split(",") if tag.strip()]
    if wanted and "*" not in wanted and document["meta"]["version"] not in wanted:
        raise ScimError(412, "The resource has changed meanwhile.")


def _wanted(request: HttpRequest, before: Document) -> Document:
    """Return the whole document that a PUT sends, or that the operations of a PATCH make of the one until now."""
    body = body_of(request)
    if request.method == "PUT":
        return body
    operations = body.get("Operations")
    if not isinstance(operations, list):
        raise ScimError(400, "“Operations” has to be a list.", "invalidSyntax")
    return patched(before, operations)
