"""PATCH of RFC 7644, section 3.5.2: operations on a document, in their order, as identity providers really send them.

Operations in any case ("Add"), paths with filters, values that are objects with paths for names, elements named by value alone, and
elements that are set before they are there (`emails[type eq "work"].value`). The document is changed as a whole or not at all.
"""

import copy
import re
from collections.abc import Callable
from typing import Any

from hamsoo.people.scim.documents import ENTERPRISE, usual_name
from hamsoo.people.scim.errors import ScimError, invalid_path, invalid_value
from hamsoo.people.scim.filters import Both, Compare, Either, Filter, Not, parse

MOST_OPERATIONS = 1_000
_SEVERAL = frozenset(("emails", "phoneNumbers", "addresses", "members", "groups"))
_READ_ONLY = frozenset(("id", "meta", "groups"))
_PATH = re.compile(r"(?P<name>[\w$-]+)(?:\[(?P<filter>.*)\])?(?:\.(?P<sub>[\w$-]+))?", re.DOTALL)
_CORE = re.compile(r"urn:ietf:params:scim:schemas:core:2\.0:(?:User|Group):", re.IGNORECASE)


def patched(document: dict[str, Any], operations: list[Any]) -> dict[str, Any]:
    """Return `document` after all operations; raise `ScimError` for the first that cannot be carried out."""
    if not operations or len(operations) > MOST_OPERATIONS:
        raise ScimError(400, f"A patch has from one to {MOST_OPERATIONS} operations.", "invalidSyntax")
    found = copy.deepcopy(document)
    for operation in operations:
        if not isinstance(operation, dict):
            raise ScimError(400, "An operation has to be an object.", "invalidSyntax")
        name = str(operation.get("op", "")).lower()
        if name not in ("add", "replace", "remove"):
            raise ScimError(400, f"“{name[:40]}” is no operation: add, replace or remove.", "invalidSyntax")
        path = operation.get("path")
        if path:
            _carry_out(found, name, str(path), operation.get("value"))
        elif name == "remove":
            raise ScimError(400, "What is to be removed is not named: “path” is missing.", "noTarget")
        elif not isinstance(operation.get("value"), dict):
            raise invalid_value("Without a path the value has to be an object.")
        else:
            for key, value in operation["value"].items():
                _carry_out(found, name, key, value)
    return found


def _carry_out(document: dict[str, Any], operation: str, path: str, value: Any) -> None:
    """Change one attribute; an object of the enterprise extension is taken apart into its attributes."""
    target, path = _schema(document, path)
    if not path:
        if operation == "remove":
            target.clear()
        elif isinstance(value, dict):
            for key, item in value.items():
                _carry_out(document, operation, f"{ENTERPRISE}:{key}", item)
        return
    found = _PATH.fullmatch(path)
    if found is None:
        raise invalid_path(f"“{path[:100]}” is no path.")
    name, sub = usual_name(found["name"]), usual_name(found["sub"]) if found["sub"] else ""
    if name in _READ_ONLY and target is document:
        raise ScimError(400, f"“{name}” cannot be changed.", "mutability")
    if name in _SEVERAL and target is document:
        _change_several(document, operation, name, parse(found["filter"]) if found["filter"] else None, sub, value)
    elif found["filter"] is not None:
        raise invalid_path(f"“{name}” has one value only.")
    elif sub:
        inner = target.get(name)
        target[name] = dict(inner) if isinstance(inner, dict) else {}
        _change_one(target[name], operation, sub, value)
    else:
        _change_one(target, operation, name, value)


def _schema(document: dict[str, Any], path: str) -> tuple[dict[str, Any], str]:
    """Return the part of the document that a path speaks of, and the rest of the path."""
    if path.lower().startswith(ENTERPRISE.lower()):
        part = document.setdefault(ENTERPRISE, {})
        return part, path[len(ENTERPRISE) :].removeprefix(":").removeprefix(".")
    return document, _CORE.sub("", path)


def _change_one(target: dict[str, Any], operation: str, name: str, value: Any) -> None:
    if operation == "remove" or value is None:
        target.pop(name, None)
    elif operation == "add" and isinstance(value, dict) and isinstance(target.get(name), dict):
        target[name] = {**target[name], **value}
    else:
        target[name] = value


def _change_several(document: dict[str, Any], operation: str, name: str, which: Filter | None, sub: str, value: Any) -> None:
    items = [dict(item) for item in document.get(name) or []]
    if operation == "remove":
        document[name] = _removed(items, which, sub, value)
        return
    if which is None and not sub:
        given = [item if isinstance(item, dict) else {"value": item} for item in (value if isinstance(value, list) else [value])]
        document[name] = _joined([] if operation == "replace" else items, given)
        return
    chosen = [item for item in items if which is None or matches(which, item)]
    if not chosen:
        # Providers set the work address before there is one.
        chosen = [_element(which)]
        items += chosen
    for item in chosen:
        if sub:
            _change_one(item, operation, sub, value)
        elif isinstance(value, dict):
            item.update(value)
        else:
            raise invalid_value(f"The value of “{name}” has to be an object.")
    document[name] = _joined([], items)


def _removed(items: list[dict[str, Any]], which: Filter | None, sub: str, value: Any) -> list[dict[str, Any]]:
    """Return what is left: without the chosen elements, or with them without `sub`; some name the elements in `value`."""
    if which is None and value is not None:
        named = {_value(item if isinstance(item, dict) else {"value": item}) for item in (value if isinstance(value, list) else [value])}
        return [item for item in items if _value(item) not in named]
    is_chosen: Callable[[dict[str, Any]], bool] = (lambda _item: True) if which is None else (lambda item: matches(which, item))
    if sub:
        return [{name: part for name, part in item.items() if name != sub} if is_chosen(item) else item for item in items]
    return [item for item in items if not is_chosen(item)]


def _joined(items: list[dict[str, Any]], more: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return the elements with `more`, each value once; the newest primary one is the only primary one."""
    found = {(_value(item), str(item.get("type", ""))): item for item in items}
    for item in more:
        if str(item.get("primary")).lower() == "true":
            for other in found.values():
                other.pop("primary", None)
        key = (_value(item), str(item.get("type", "")))
        found[key] = {**found.get(key, {}), **item}
    return list(found.values())


def _value(item: dict[str, Any]) -> str:
    return str(item.get("value", item.get("formatted", "")))


def _element(which: Filter | None) -> dict[str, Any]:
    """Return a new element that the filter would choose; refuse filters that do not say how it looks."""
    if which is None:
        return {"type": "work"}
    if isinstance(which, Compare) and which.operator == "eq":
        return {usual_name(which.path): which.value}
    if isinstance(which, Both):
        return _element(which.left) | _element(which.right)
    raise ScimError(400, "No element answers the filter of the path.", "noTarget")


def matches(tree: Filter, item: dict[str, Any]) -> bool:
    """Return whether an element of an attribute with several values answers a filter."""
    if isinstance(tree, Both):
        return matches(tree.left, item) and matches(tree.right, item)
    if isinstance(tree, Either):
        return matches(tree.left, item) or matches(tree.right, item)
    if isinstance(tree, Not):
        return not matches(tree.of, item)
    if not isinstance(tree, Compare):
        raise invalid_path("A filter within a filter is not understood here.")
    return _answers(tree, item.get(usual_name(tree.path)))


def _answers(tree: Compare, value: Any) -> bool:
    if tree.operator == "pr":
        return value not in (None, "")
    mine, wanted = str(value if value is not None else "").lower(), str(tree.value).lower()
    tests: dict[str, Callable[[], bool]] = {
        "eq": lambda: mine == wanted,
        "ne": lambda: mine != wanted,
        "co": lambda: wanted in mine,
        "sw": lambda: mine.startswith(wanted),
        "ew": lambda: mine.endswith(wanted),
        "gt": lambda: mine > wanted,
        "ge": lambda: mine >= wanted,
        "lt": lambda: mine < wanted,
        "le": lambda: mine <= wanted,
    }
    return tests[tree.operator]()
