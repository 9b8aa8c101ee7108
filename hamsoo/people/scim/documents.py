"""Documents that come and go: names of attributes in their usual spelling, versions, and what one may hold."""

import hashlib
import json
from collections.abc import Mapping
from typing import Any

from hamsoo.people.scim.errors import ScimError, invalid_value

USER = "urn:ietf:params:scim:schemas:core:2.0:User"
ENTERPRISE = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User"
GROUP = "urn:ietf:params:scim:schemas:core:2.0:Group"
LIST = "urn:ietf:params:scim:api:messages:2.0:ListResponse"
PATCH = "urn:ietf:params:scim:api:messages:2.0:PatchOp"
ERROR = "urn:ietf:params:scim:api:messages:2.0:Error"

_NAMES = {
    name.lower(): name
    for name in (
        "schemas", "id", "externalId", "meta", "userName", "name", "formatted", "familyName", "givenName", "displayName", "title", "active",
        "emails", "phoneNumbers", "addresses", "locality", "groups", "members", "value", "type", "primary", "display", "$ref",
        "employeeNumber", "department", "manager", "Operations", "op", "path", ENTERPRISE,
    )
}  # fmt: skip
_DEEPEST = 12
_LONGEST_TEXT = 4_000


def usual_name(name: str) -> str:
    """Return the name of an attribute as the RFC spells it: names are compared without case."""
    return _NAMES.get(name.lower(), name)


def usual(value: Any, *, depth: int = 0) -> Any:
    """Return a document with its names in the usual spelling; raise `ScimError` for what is too deep or holds no text of ours."""
    if depth > _DEEPEST:
        raise ScimError(400, "The document has too many levels.", "invalidSyntax")
    if isinstance(value, dict):
        return {usual_name(str(name)): usual(item, depth=depth + 1) for name, item in value.items()}
    if isinstance(value, list):
        return [usual(item, depth=depth + 1) for item in value]
    if isinstance(value, str):
        _check_text(value)
    return value


def _check_text(value: str) -> None:
    try:
        value.encode()
    except UnicodeEncodeError:
        raise invalid_value("A text holds half a sign.") from None
    if "\x00" in value or len(value) > _LONGEST_TEXT:
        raise invalid_value(f"A text is longer than {_LONGEST_TEXT} characters, or holds a zero.")


def with_version(document: dict[str, Any]) -> dict[str, Any]:
    """Return the document with the version of what it says: whatever changed it, the version changes with it."""
    content = json.dumps(document, sort_keys=True, ensure_ascii=False)
    version = hashlib.blake2b(content.encode(), digest_size=10).hexdigest()
    return {**document, "meta": {**document["meta"], "version": f'W/"{version}"'}}


def only(document: dict[str, Any], *, wanted: frozenset[str], unwanted: frozenset[str]) -> dict[str, Any]:
    """Return the attributes that were asked for, in lower case; `schemas` and `id` always."""
    if wanted:
        kept = wanted | {"schemas", "id"}
        return {
            name: value for name, value in document.items() if name.lower() in kept or any(k.startswith(f"{name.lower()}.") for k in kept)
        }
    return {name: value for name, value in document.items() if name.lower() not in unwanted - {"schemas", "id"}}


def text_of(document: Mapping[str, Any], name: str, *, longest: int = 254) -> str:
    """Return a text; empty when there is none. Raise `ScimError` for what is no text, or too long."""
    value = document.get(name)
    if value is None:
        return ""
    if isinstance(value, int | float) and not isinstance(value, bool):
        value = str(value)
    if not isinstance(value, str):
        raise invalid_value(f"“{name}” has to be a text.")
    found = " ".join(value.split())
    if len(found) > longest:
        raise invalid_value(f"“{name}” is longer than {longest} characters.")
    return found


def truth_of(document: Mapping[str, Any], name: str, *, usually: bool) -> bool:
    """Return a truth; some providers send it as the text "True"."""
    value = document.get(name, usually)
    if isinstance(value, str) and value.lower() in ("true", "false"):
        return value.lower() == "true"
    if not isinstance(value, bool):
        raise invalid_value(f"“{name}” has to be true or false.")
    return value


def object_of(document: Mapping[str, Any], name: str) -> dict[str, Any]:
    """Return a complex attribute; empty when there is none."""
    value = document.get(name)
    if value is None:
        return {}
    if not isinstance(value, dict):
        raise invalid_value(f"“{name}” has to be an object.")
    return value


def list_of(document: Mapping[str, Any], name: str) -> list[dict[str, Any]]:
    """Return the elements of an attribute with several values; bare values count as their `value`."""
    value = document.get(name)
    if value is None:
        return []
    items = value if isinstance(value, list) else [value]
    return [item if isinstance(item, dict) else {"value": item} for item in items]


def preferred(items: list[dict[str, Any]], *, types: tuple[str, ...] = ("work",)) -> dict[str, Any]:
    """Return the element that counts: the primary one, else of the first type that there is, else the first."""
    for item in items:
        if str(item.get("primary")).lower() == "true":
            return item
    for kind in types:
        for item in items:
            if str(item.get("type", "")).lower() == kind:
                return item
    return items[0] if items else {}
