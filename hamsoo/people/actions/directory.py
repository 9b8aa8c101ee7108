"""What the company's directory says of people and groups, one at a time (SCIM)."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import connection, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from hamsoo.kernel.errors import Conflict, Invalid
from hamsoo.ledger.actions import record
from hamsoo.ledger.actors import Acts
from hamsoo.ledger.traits import Ref
from hamsoo.people import events, rules
from hamsoo.people.actions.record import change_record, come_back, leave
from hamsoo.people.actions.taking_in import Entered, take_in
from hamsoo.people.models import DirectoryEntry, DirectoryGroup, DirectoryMember, Person

SOURCE = "scim"
_CODE = re.compile(r"[A-Za-z0-9_-]{1,60}")

# One question for all, as providers write one user after the other; each is answered by its own index (`iexact` compares in capitals).
_TAKEN = """
SELECT
    EXISTS (SELECT FROM people_directoryentry
        WHERE removed_at IS NULL AND upper(user_name) = upper(%(user_name)s) AND person_id IS DISTINCT FROM %(person)s),
    %(code)s <> '' AND EXISTS (SELECT FROM people_person WHERE code = %(code)s AND id IS DISTINCT FROM %(person)s),
    %(mail)s <> '' AND (
        EXISTS (SELECT FROM people_person WHERE upper(mail) = upper(%(mail)s) AND id IS DISTINCT FROM %(person)s)
        OR EXISTS (SELECT FROM people_account AS account WHERE account.email = %(address)s
            AND NOT EXISTS (SELECT FROM people_person WHERE account_id = account.id AND id = %(person)s)))
"""


class TakenName(Conflict):
    """Another colleague or group goes by this name."""


@dataclass(frozen=True, slots=True)
class Said:
    """What a directory says of somebody: the names by which it knows them, and fields of the record as `change_record` takes them."""

    user_name: str
    external_id: str
    given_name: str
    family_name: str
    code: str
    is_active: bool
    record: Mapping[str, Any]


@transaction.atomic
def enter_from_directory(*, actor: Acts, said: Said, at: datetime) -> Person:
    """Enter somebody whom the directory has; who was deleted there before, and is there again, comes back.

    Raises `TakenName` (field `userName` or `employeeNumber`) when the name, the number or the address is somebody else's.
    """
    rules.require_can_manage_people(actor)
    before = _removed(said)
    if before is not None:
        DirectoryEntry.objects.filter(person=before).update(removed_at=None)
        return change_from_directory(actor=actor, person=before, said=said, at=at)
    mail = said.record.get("mail") or (said.user_name.lower() if "@" in said.user_name else "")
    code = _free_code(said)
    _require_free(said, code, mail)
    values = {name: value for name, value in said.record.items() if name not in ("unit", "manager", "mail")}
    manager = said.record.get("manager")
    entered = Entered(code, {**values, "mail": mail}, said.record.get("unit"), manager.code if manager else "")
    person = take_in(actor=actor, entered=[entered], source=SOURCE, opens_accounts=True, at=at)[code]
    _note_entry(person, said, at)
    if not said.is_active:
        person = leave(actor=actor, person=person, left_on=timezone.localdate(at), at=at)
    return person


@transaction.atomic
def change_from_directory(*, actor: Acts, person: Person, said: Said, at: datetime) -> Person:
    """Put right what the directory says otherwise than the record; who is not active there leaves, at once."""
    rules.require_can_manage_people(actor)
    person = Person.objects.select_for_update(of=("self",)).get(pk=person.pk)
    if said.code and said.code != person.code:
        raise Invalid(_("A personnel number cannot be changed."), field="employeeNumber")
    _require_free(said, "", str(said.record.get("mail", "")), person=person)
    if said.is_active and not person.is_active:
        person = come_back(actor=actor, person=person, mail=said.record.get("mail"), at=at)
    changes = {name: value for name, value in said.record.items() if getattr(person, name) != value}
    if changes:
        person = change_record(actor=actor, person=person, changes=changes, source=SOURCE, at=at)
    _note_entry(person, said, at)
    if not said.is_active and person.is_active:
        person = leave(actor=actor, person=person, left_on=timezone.localdate(at), at=at)
    return person


@transaction.atomic
def remove_from_directory(*, actor: Acts, person: Person, at: datetime) -> None:
    """Enter that the directory deleted somebody: they leave, at once, and the directory does not find them any more."""
    rules.require_can_manage_people(actor)
    person = Person.objects.select_for_update(of=("self",)).get(pk=person.pk)
    if person.is_active:
        leave(actor=actor, person=person, left_on=timezone.localdate(at), at=at)
    entry, _is_new = DirectoryEntry.objects.get_or_create(
        person=person, defaults={"user_name": person.mail or person.code, "created_at": at, "changed_at": at}
    )
    entry.removed_at = entry.changed_at = at
    entry.save(update_fields=["removed_at", "changed_at"])
    _change_members_of(person, at)


@transaction.atomic
def enter_group(*, actor: Acts, name: str, external_id: str, members: Sequence[Person], at: datetime) -> DirectoryGroup:
    """Enter a group of the directory with its members; raise `TakenName` when there is one of that name."""
    rules.require_can_manage_people(actor)
    if DirectoryGroup.objects.filter(name__iexact=name).exists():
        raise TakenName(_("There is a group of this name already."), field="displayName")
    group = DirectoryGroup.objects.create(name=name, external_id=external_id, created_at=at, changed_at=at)
    record(events.DirectoryGroupCreated(group_id=group.pk), actor=actor, objects=[Ref("directory_group", group.pk)], spaces=[], at=at)
    _set_members(actor, group, members, at)
    return group


@transaction.atomic
def change_group(
    *, actor: Acts, group: DirectoryGroup, name: str, external_id: str, members: Sequence[Person], at: datetime
) -> DirectoryGroup:
    """Put right what the directory says otherwise of a group."""
    rules.require_can_manage_people(actor)
    group = DirectoryGroup.objects.select_for_update().get(pk=group.pk)
    if DirectoryGroup.objects.filter(name__iexact=name).exclude(pk=group.pk).exists():
        raise TakenName(_("There is a group of this name already."), field="displayName")
    if (group.name, group.external_id) != (name, external_id):
        is_renamed = group.name != name
        group.name, group.external_id, group.changed_at = name, external_id, at
        group.save(update_fields=["name", "external_id", "changed_at"])
        if is_renamed:
            fact = events.DirectoryGroupRenamed(group_id=group.pk)
            record(fact, actor=actor, objects=[Ref("directory_group", group.pk)], spaces=[], at=at)
    _set_members(actor, group, members, at)
    return group


@transaction.atomic
def remove_group(*, actor: Acts, group: DirectoryGroup, at: datetime) -> None:
    """Enter that the directory removed a group; what it brought its members ends with it."""
    rules.require_can_manage_people(actor)
    group = DirectoryGroup.objects.select_for_update().get(pk=group.pk)
    _set_members(actor, group, [], at)
    record(events.DirectoryGroupRemoved(group_id=group.pk), actor=actor, objects=[Ref("directory_group", group.pk)], spaces=[], at=at)
    group.delete()


def _set_members(actor: Acts, group: DirectoryGroup, members: Sequence[Person], at: datetime) -> None:
    wanted, known = {person.pk for person in members}, set(group.memberships.values_list("person_id", flat=True))
    joined, left = sorted(wanted - known), sorted(known - wanted)
    if not joined and not left:
        return
    DirectoryMember.objects.bulk_create(DirectoryMember(group=group, person_id=pk) for pk in joined)
    group.memberships.filter(person__in=left).delete()
    DirectoryGroup.objects.filter(pk=group.pk).update(changed_at=at)
    fact = events.DirectoryMembersChanged(group_id=group.pk, joined_ids=tuple(joined), left_ids=tuple(left))
    record(fact, actor=actor, objects=[Ref("directory_group", group.pk)], spaces=[], at=at)


def _change_members_of(person: Person, at: datetime) -> None:
    """Take a deleted person out of every group."""
    groups = DirectoryGroup.objects.filter(memberships__person=person)
    groups.update(changed_at=at)
    DirectoryMember.objects.filter(person=person).delete()


def _removed(said: Said) -> Person | None:
    """Return somebody whom the directory deleted earlier and means again, by number or name."""
    gone = DirectoryEntry.objects.exclude(removed_at=None).select_related("person")
    found = gone.filter(person__code=said.code).first() if said.code else gone.filter(user_name__iexact=said.user_name).first()
    return found.person if found else None


def _free_code(said: Said) -> str:
    """Return the personnel number; where the directory has none, one made from the user name."""
    if said.code:
        if not _CODE.fullmatch(said.code):
            raise Invalid(_("A personnel number has up to 60 Latin letters, digits, hyphens and underscores."), field="employeeNumber")
        return said.code
    stem = re.sub(r"[^a-z0-9]+", "-", said.user_name.partition("@")[0].lower()).strip("-")[:50] or "user"
    code, number = stem, 1
    while Person.objects.filter(code=code).exists():
        number += 1
        code = f"{stem}-{number}"
    return code


def _require_free(said: Said, code: str, mail: str, *, person: Person | None = None) -> None:
    """Refuse a user name, a number or an address that is somebody else's."""
    with connection.cursor() as cursor:
        asked = {"user_name": said.user_name, "code": code, "mail": mail, "address": mail.lower(), "person": person.pk if person else None}
        cursor.execute(_TAKEN, asked)
        is_named, is_numbered, is_addressed = cursor.fetchone()
    if is_named:
        raise TakenName(_("Another user has this name."), field="userName")
    if is_numbered:
        raise TakenName(_("Another colleague has this personnel number."), field="employeeNumber")
    if is_addressed:
        raise TakenName(_("Somebody else has this e-mail address."), field="emails")


def _note_entry(person: Person, said: Said, at: datetime) -> None:
    """Keep what the directory calls somebody, and that it has them."""
    entry = DirectoryEntry(
        person=person,
        user_name=said.user_name,
        external_id=said.external_id,
        given_name=said.given_name,
        family_name=said.family_name,
        created_at=at,
        changed_at=at,
    )
    said_anew = ["user_name", "external_id", "given_name", "family_name", "changed_at", "removed_at"]
    DirectoryEntry.objects.bulk_create([entry], update_conflicts=True, unique_fields=["person"], update_fields=said_anew)
