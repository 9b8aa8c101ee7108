"""Groups of the company's directory as SCIM groups."""

from collections.abc import Mapping
from typing import Any

from django.db.models import Prefetch, QuerySet

from hamsoo.people.models import DirectoryGroup, DirectoryMember, Person
from hamsoo.people.scim.documents import GROUP, list_of, text_of, with_version
from hamsoo.people.scim.errors import ScimError, invalid_value
from hamsoo.people.scim.matching import Column

MOST_MEMBERS = 20_000
COLUMNS = {
    "id": Column("number", ("pk",)),
    "displayname": Column("text", ("name",)),
    "externalid": Column("text", ("external_id",), is_exact=True),
    "members": Column("number", ("memberships__person",)),
    "members.value": Column("number", ("memberships__person",)),
    "meta.created": Column("instant", ("created_at",)),
    "meta.lastmodified": Column("instant", ("changed_at",)),
}
"""The attributes that can be filtered by, in lower case."""


def groups() -> QuerySet[DirectoryGroup]:
    """Return the groups, with the members that identity providers see."""
    standing = (
        DirectoryMember.objects.exclude(person__directory_entry__removed_at__isnull=False).select_related("person").order_by("person")
    )
    return DirectoryGroup.objects.prefetch_related(Prefetch("memberships", standing, to_attr="standing"))


def group_of(pk: int, *, lock: bool = False) -> DirectoryGroup:
    """Return a group, with `lock` held until the transaction ends; raise `ScimError` 404 for none."""
    if lock:
        list(DirectoryGroup.objects.select_for_update().filter(pk=pk).values_list("pk"))
    found = groups().filter(pk=pk).first()
    if found is None:
        raise ScimError(404, f"There is no group {pk}.")
    return found


def document_of(group: Any, *, base: str) -> dict[str, Any]:
    """Return a group of `groups` as a SCIM document; `base` is the address before `/Groups`."""
    members = [
        {
            "value": str(member.person_id),
            "display": member.person.name_fa or member.person.name_en,
            "type": "User",
            "$ref": f"{base}/Users/{member.person_id}",
        }
        for member in group.standing
    ]
    return with_version(
        {
            "schemas": [GROUP],
            "id": str(group.pk),
            **({"externalId": group.external_id} if group.external_id else {}),
            "displayName": group.name,
            "members": members,
            "meta": {
                "resourceType": "Group",
                "created": group.created_at.isoformat(),
                "lastModified": group.changed_at.isoformat(),
                "location": f"{base}/Groups/{group.pk}",
            },
        }
    )


def said_of(document: Mapping[str, Any]) -> tuple[str, str, list[Person]]:
    """Return name, external id and members that a whole document names; raise `ScimError` for what cannot be kept."""
    name = text_of(document, "displayName")
    if not name:
        raise invalid_value("“{name}” is missing.".format(name="displayName"))
    ids: list[int] = []
    for item in list_of(document, "members"):
        value = text_of(item, "value")
        if not (value.isascii() and value.isdecimal() and len(value) < 19):
            raise invalid_value(f"“{value[:40]}” is no member: members are users, named by their id.")
        ids.append(int(value))
    if len(ids) > MOST_MEMBERS:
        raise invalid_value(f"A group has at most {MOST_MEMBERS} members.")
    found = Person.objects.exclude(directory_entry__removed_at__isnull=False).in_bulk(ids)
    if unknown := next((pk for pk in ids if pk not in found), None):
        raise invalid_value(f"There is no user {unknown}.")
    return name, text_of(document, "externalId"), list(found.values())
