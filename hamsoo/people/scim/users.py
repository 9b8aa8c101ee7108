"""Colleagues as SCIM users: what an identity provider sees of them, and what it may say."""

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db.models import CharField, F, Q, QuerySet, Value
from django.db.models.functions import Coalesce, NullIf
from django.urls import reverse

from hamsoo.kernel.text import to_ascii_digits
from hamsoo.people.actions.directory import Said
from hamsoo.people.importers.cells import is_persian, plain_text
from hamsoo.people.importers.known import AmbiguousUnit, KnownUnits
from hamsoo.people.models import DirectoryEntry, Person, Unit
from hamsoo.people.scim.documents import ENTERPRISE, USER, list_of, object_of, preferred, text_of, truth_of, with_version
from hamsoo.people.scim.errors import ScimError, invalid_value
from hamsoo.people.scim.matching import Column

_ENTERPRISE = ENTERPRISE.lower()


def _named(name: str) -> Q:
    """Return the condition for all who could have this user name: it is one of four things, and each has its index."""
    entries = DirectoryEntry.objects.filter(user_name__iexact=name).values("person")
    known = (Q(account__email=name.lower()), Q(mail__iexact=name), Q(code__iexact=name))
    return Q(pk__in=entries.union(*(Person.objects.filter(one).values("pk") for one in known)))


COLUMNS = {
    "id": Column("number", ("pk",)),
    "username": Column("text", ("scim_name",), narrowed=_named),
    "externalid": Column("text", ("directory_entry__external_id",), is_exact=True),
    "displayname": Column("text", ("name_fa", "name_en")),
    "name.formatted": Column("text", ("name_fa", "name_en")),
    "name.givenname": Column("text", ("directory_entry__given_name",)),
    "name.familyname": Column("text", ("directory_entry__family_name",)),
    "title": Column("text", ("position_fa", "position_en")),
    "active": Column("null", ("left_on",)),
    "emails": Column("text", ("mail",)),
    "emails.value": Column("text", ("mail",)),
    "emails.type": Column("constant", ("work",)),
    "phonenumbers": Column("text", ("phone",)),
    "phonenumbers.value": Column("text", ("phone",)),
    "phonenumbers.type": Column("constant", ("work",)),
    "groups": Column("number", ("directory_memberships__group",)),
    "groups.value": Column("number", ("directory_memberships__group",)),
    "meta.created": Column("instant", ("directory_entry__created_at",)),
    "meta.lastmodified": Column("instant", ("directory_entry__changed_at",)),
    f"{_ENTERPRISE}:employeenumber": Column("text", ("code",), is_exact=True),
    f"{_ENTERPRISE}:department": Column("text", ("unit__name_fa", "unit__name_en")),
    f"{_ENTERPRISE}:manager": Column("number", ("manager",)),
    f"{_ENTERPRISE}:manager.value": Column("number", ("manager",)),
}
"""The attributes that can be filtered by, in lower case."""


_SHOWN = (
    *("code", "name_fa", "name_en", "position_fa", "position_en", "mail", "phone", "office_fa", "office_en", "left_on", "unit", "manager"),
    *(f"directory_entry__{name}" for name in ("external_id", "given_name", "family_name", "created_at", "changed_at")),
    *(f"{other}__{name}" for other in ("unit", "manager") for name in ("name_fa", "name_en")),
)
"""What a document holds: a colleague and their manager have three times as many columns."""


def users() -> QuerySet[Person]:
    """Return the colleagues whom identity providers see: all on record but those whom they deleted, with all that a document needs."""
    own = NullIf(F("directory_entry__user_name"), Value(""), output_field=CharField())
    name = Coalesce(own, "account__email", NullIf(F("mail"), Value("")), "code", output_field=CharField())
    standing = Q(directory_entry=None) | Q(directory_entry__removed_at=None)
    return Person.objects.filter(standing).annotate(scim_name=name).select_related("directory_entry", "unit", "manager").only(*_SHOWN)


def document_of(person: Any, *, base: str) -> dict[str, Any]:
    """Return a colleague of `users` as a SCIM document; `base` is the address before `/Users`."""
    entry: DirectoryEntry | None = getattr(person, "directory_entry", None)
    name = {
        "formatted": person.name_en or person.name_fa,
        "givenName": entry.given_name if entry else "",
        "familyName": entry.family_name if entry else "",
    }
    office = person.office_fa or person.office_en
    found = {
        "schemas": [USER, ENTERPRISE],
        "id": str(person.pk),
        "externalId": entry.external_id if entry else "",
        "userName": person.scim_name,
        "name": {part: words for part, words in name.items() if words},
        "displayName": person.name_fa or person.name_en,
        "title": person.position_fa or person.position_en,
        "active": person.left_on is None,
        "emails": [{"value": person.mail, "type": "work", "primary": True}] if person.mail else [],
        "phoneNumbers": [{"value": person.phone, "type": "work"}] if person.phone else [],
        "addresses": [{"formatted": office, "type": "work"}] if office else [],
        "groups": [
            {"value": str(member.group_id), "display": member.group.name, "$ref": f"{base}/Groups/{member.group_id}"}
            for member in person.directory_memberships.all()
        ],
        ENTERPRISE: _enterprise(person, base),
        "meta": {
            "resourceType": "User",
            **({"created": entry.created_at.isoformat(), "lastModified": entry.changed_at.isoformat()} if entry else {}),
            "location": f"{base}/Users/{person.pk}",
        },
    }
    return with_version({key: value for key, value in found.items() if value not in ("", [], {})})


def _enterprise(person: Person, base: str) -> dict[str, Any]:
    found: dict[str, Any] = {"employeeNumber": person.code}
    if person.unit:
        found["department"] = person.unit.name_fa or person.unit.name_en
    if person.manager:
        shown = person.manager.name_fa or person.manager.name_en
        found["manager"] = {"value": str(person.manager_id), "displayName": shown, "$ref": f"{base}/Users/{person.manager_id}"}
    return found


def said_of(document: Mapping[str, Any], *, before: Mapping[str, Any] | None = None) -> Said:
    """Return what a whole document says of a colleague; of what `before` (the document until now) says too, nothing is new.

    Raises `ScimError` for what cannot be kept.
    """
    user_name = text_of(document, "userName")
    if not user_name:
        raise invalid_value("“{name}” is missing.".format(name="userName"))
    name, enterprise = object_of(document, "name"), object_of(document, ENTERPRISE)
    record = {**_names(document, name, user_name, before), **_words(document, before), **_contacts(document)}
    if _changed(enterprise, before, "department"):
        record["unit"] = _unit(text_of(enterprise, "department"))
    if _changed(enterprise, before, "manager"):
        record["manager"] = _manager(enterprise)
    return Said(
        user_name=user_name,
        external_id=text_of(document, "externalId"),
        given_name=text_of(name, "givenName", longest=120),
        family_name=text_of(name, "familyName", longest=120),
        code=text_of(enterprise, "employeeNumber", longest=60),
        is_active=truth_of(document, "active", usually=True),
        record=record,
    )


def _names(document: Mapping[str, Any], name: Mapping[str, Any], user_name: str, before: Mapping[str, Any] | None) -> dict[str, Any]:
    """Return the names in the scripts that they are written in; those that are as before stay as they are on record."""
    parts = " ".join(filter(None, (text_of(name, "givenName", longest=120), text_of(name, "familyName", longest=120))))
    given = [text_of(document, "displayName", longest=120), text_of(name, "formatted", longest=120), parts]
    known = [str((before or {}).get("displayName", "")), str(object_of(before or {}, "name").get("formatted", ""))]
    found: dict[str, Any] = {}
    for text in filter(None, map(plain_text, given)):
        if text not in known:
            found.setdefault("name_fa" if is_persian(text) else "name_en", text)
    if before is None and not found:
        found["name_en"] = user_name[:120]
    return found


def _words(document: Mapping[str, Any], before: Mapping[str, Any] | None) -> dict[str, Any]:
    """Return position and place, each in the language that it is written in, as far as they are new."""
    found: dict[str, Any] = {}
    title = plain_text(text_of(document, "title", longest=120))
    if title != str((before or {}).get("title", "")):
        found["position_en" if title and not is_persian(title) else "position_fa"] = title
        if not title:
            found["position_en"] = ""
    addresses = list_of(document, "addresses")
    if addresses != list_of(before or {}, "addresses"):
        address = preferred(addresses)
        office = plain_text(text_of(address, "formatted", longest=120) or text_of(address, "locality", longest=120))
        found["office_en" if office and not is_persian(office) else "office_fa"] = office
    return found


def _contacts(document: Mapping[str, Any]) -> dict[str, Any]:
    mail = text_of(preferred(list_of(document, "emails")), "value").lower()
    if mail:
        try:
            validate_email(mail)
        except ValidationError:
            raise invalid_value(f"“{mail[:60]}” is no e-mail address.") from None
    phone = to_ascii_digits(text_of(preferred(list_of(document, "phoneNumbers"), types=("work", "mobile")), "value", longest=30))
    return {"mail": mail, "phone": phone}


def _changed(enterprise: Mapping[str, Any], before: Mapping[str, Any] | None, name: str) -> bool:
    known = object_of(before, ENTERPRISE) if before is not None else {}
    return enterprise.get(name) != known.get(name)


def _unit(name: str) -> Unit | None:
    if not name:
        return None
    try:
        found = KnownUnits().called([part.strip() for part in name.split("/") if part.strip()] or [name])
    except AmbiguousUnit:
        raise invalid_value(f"Several units are called “{name}”. Write the way from the top: “Sales / North”.") from None
    if found is None:
        raise invalid_value(f"There is no unit “{name}”. Create it first, or do not send “department”.")
    return found


def _manager(enterprise: Mapping[str, Any]) -> Person | None:
    sent = enterprise.get("manager")
    value = text_of(sent if isinstance(sent, dict) else {"value": sent}, "value")
    if not value:
        return None
    found = Person.objects.active().filter(pk=int(value)).first() if value.isascii() and value.isdecimal() and len(value) < 19 else None
    if found is None:
        raise invalid_value(f"The manager “{value[:40]}” is nobody who works here.")
    return found


def person_of(pk: int, *, lock: bool = False) -> Any:
    """Return a colleague of `users`, with `lock` held until the transaction ends; raise `ScimError` 404 for none."""
    if lock:
        list(Person.objects.select_for_update(of=("self",)).filter(pk=pk).order_by().values_list("pk"))
    try:
        return users().prefetch_related("directory_memberships__group").get(pk=pk)
    except Person.DoesNotExist:
        raise ScimError(404, f"There is no user {pk}.") from None


def base_of(root: str) -> str:
    """Return the address before `/Users`, of the site at `root`."""
    return root.rstrip("/") + reverse("scim:root").rstrip("/")
