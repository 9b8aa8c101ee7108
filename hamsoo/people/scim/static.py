"""What this server is able to do, and the shape of its resources: RFC 7643, sections 5 to 7."""

from typing import Any

from hamsoo.people.scim.documents import ENTERPRISE, GROUP, USER
from hamsoo.people.scim.responses import MOST_BYTES

MOST_RESULTS = 200
USUAL_RESULTS = 100


def service(base: str) -> dict[str, Any]:
    """Return the ServiceProviderConfig."""
    return {
        "schemas": ["urn:ietf:params:scim:schemas:core:2.0:ServiceProviderConfig"],
        "patch": {"supported": True},
        "bulk": {"supported": False, "maxOperations": 0, "maxPayloadSize": MOST_BYTES},
        "filter": {"supported": True, "maxResults": MOST_RESULTS},
        "changePassword": {"supported": False},
        "sort": {"supported": False},
        "etag": {"supported": True},
        "authenticationSchemes": [
            {
                "type": "oauthbearertoken",
                "name": "Bearer token",
                "description": "A token of an integration, made in the administration of Hamsoo.",
                "primary": True,
            }
        ],
        "meta": {"resourceType": "ServiceProviderConfig", "location": f"{base}/ServiceProviderConfig"},
    }


def resource_types(base: str) -> list[dict[str, Any]]:
    """Return the types of resources: users and groups."""
    extension = [{"schema": ENTERPRISE, "required": False}]
    return [_type(base, "User", "/Users", USER, extension), _type(base, "Group", "/Groups", GROUP, [])]


def _type(base: str, name: str, endpoint: str, schema: str, extensions: list[dict[str, Any]]) -> dict[str, Any]:
    return {
        "schemas": ["urn:ietf:params:scim:schemas:core:2.0:ResourceType"],
        "id": name,
        "name": name,
        "endpoint": endpoint,
        "schema": schema,
        "schemaExtensions": extensions,
        "meta": {"resourceType": "ResourceType", "location": f"{base}/ResourceTypes/{name}"},
    }


def schemas(base: str) -> list[dict[str, Any]]:
    """Return the schemas, with the attributes that are kept."""
    several = {"multiValued": True}
    value = [_attribute("value"), _attribute("type"), _attribute("primary", "boolean")]
    manager = [_attribute("value"), _attribute("$ref", "reference"), _attribute("displayName", mutability="readOnly")]
    parts = [_attribute("formatted"), _attribute("familyName"), _attribute("givenName")]
    member = [_attribute("value"), _attribute("$ref", "reference"), _attribute("display", mutability="readOnly"), _attribute("type")]
    user = [
        _attribute("userName", required=True, uniqueness="server"),
        _attribute("name", "complex", subAttributes=parts),
        _attribute("displayName"),
        _attribute("title"),
        _attribute("active", "boolean"),
        _attribute("emails", "complex", **several, subAttributes=value),
        _attribute("phoneNumbers", "complex", **several, subAttributes=value),
        _attribute("addresses", "complex", **several, subAttributes=[_attribute("formatted"), _attribute("type")]),
        _attribute("groups", "complex", **several, mutability="readOnly", subAttributes=member),
    ]
    enterprise = [
        _attribute("employeeNumber", mutability="immutable", uniqueness="server"),
        _attribute("department"),
        _attribute("manager", "complex", subAttributes=manager),
    ]
    group = [
        _attribute("displayName", required=True, uniqueness="server"),
        _attribute("members", "complex", **several, subAttributes=member),
    ]
    return [
        _schema(base, USER, "User", user),
        _schema(base, ENTERPRISE, "EnterpriseUser", enterprise),
        _schema(base, GROUP, "Group", group),
    ]


def _schema(base: str, code: str, name: str, attributes: list[dict[str, Any]]) -> dict[str, Any]:
    return {
        "schemas": ["urn:ietf:params:scim:schemas:core:2.0:Schema"],
        "id": code,
        "name": name,
        "attributes": attributes,
        "meta": {"resourceType": "Schema", "location": f"{base}/Schemas/{code}"},
    }


def _attribute(name: str, kind: str = "string", **more: Any) -> dict[str, Any]:
    usual = {
        "name": name,
        "type": kind,
        "multiValued": False,
        "required": False,
        "caseExact": False,
        "mutability": "readWrite",
        "returned": "default",
        "uniqueness": "none",
    }
    return usual | more
