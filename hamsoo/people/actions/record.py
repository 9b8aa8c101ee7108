"""The company's record: units, who works where, for whom, since when."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from allauth.usersessions.models import UserSession
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F, Value
from django.db.models.functions import Concat, Substr
from django.utils.translation import gettext_lazy as _

from hamsoo.kernel.errors import Conflict, Invalid
from hamsoo.ledger.actions import record
from hamsoo.ledger.actors import Acts
from hamsoo.ledger.traits import Ref
from hamsoo.people import events, rules
from hamsoo.people.actions.sources import note_sources
from hamsoo.people.models import Account, Person, Unit

RECORD_FIELDS = frozenset(
    ("name_fa", "name_en", "unit", "manager", "position_fa", "position_en", "level", "mail", "phone", "office_fa", "office_en", "joined_on")
)
"""What `change_record` may change; everything else of a person belongs to its owner or has an action of its own."""


@transaction.atomic
def create_unit(
    *, actor: Acts, code: str, name_fa: str, name_en: str = "", parent: Unit | None = None, colour: str = "product", at: datetime
) -> Unit:
    """Create a unit below `parent` (None: at the top)."""
    rules.require_can_manage_people(actor)
    unit = Unit.objects.create(code=code, name_fa=name_fa, name_en=name_en, parent=parent, colour=colour, path="")
    unit.path = f"{parent.path if parent else '/'}{unit.pk}/"
    unit.save(update_fields=["path"])
    fact = events.UnitCreated(unit_id=unit.pk, parent_id=parent.pk if parent else None)
    record(fact, actor=actor, objects=[Ref("unit", unit.pk)], spaces=[], at=at)
    return unit


@transaction.atomic
def add_person(
    *,
    actor: Acts,
    code: str,
    name_fa: str,
    name_en: str = "",
    unit: Unit | None,
    at: datetime,
    account: Account | None = None,
    manager: Person | None = None,
    position_fa: str = "",
    position_en: str = "",
    level: int = 5,
    mail: str = "",
    phone: str = "",
    office_fa: str = "",
    office_en: str = "",
    joined_on: date | None = None,
    is_administrator: bool = False,
    source: str = "administrator",
) -> Person:
    """Enter a colleague into the company's record, as `source` knows it (a value of `RecordSource.Source`)."""
    rules.require_can_manage_people(actor)
    person = Person.objects.create(
        code=code,
        name_fa=name_fa,
        name_en=name_en,
        sort_key=Person.key_for(name_fa, name_en),
        folded_names=Person.folded(name_fa, name_en),
        unit=unit,
        account=account,
        manager=manager,
        position_fa=position_fa,
        position_en=position_en,
        level=level,
        mail=mail,
        phone=phone,
        office_fa=office_fa,
        office_en=office_en,
        joined_on=joined_on,
        is_administrator=is_administrator,
    )
    given = [name for name in sorted(RECORD_FIELDS) if getattr(person, name) not in (None, "")]
    note_sources(person=person, fields=given, source=source, at=at)
    record(events.PersonJoined(person_id=person.pk), actor=actor, objects=[Ref("person", person.pk)], spaces=[], at=at)
    return person


@transaction.atomic
def change_record(*, actor: Acts, person: Person, changes: Mapping[str, Any], at: datetime, source: str = "administrator") -> Person:
    """Change fields of the company's record (`RECORD_FIELDS`); the rest is refused. Nothing is said when nothing changed."""
    rules.require_can_manage_people(actor)
    if unknown := sorted(set(changes) - RECORD_FIELDS):
        raise Invalid(_("This is no field of the record: %(name)s") % {"name": unknown[0]}, field=unknown[0])
    person = Person.objects.select_for_update(of=("self",)).get(pk=person.pk)
    changed = tuple(sorted(name for name, value in changes.items() if getattr(person, name) != value))
    if not changed:
        return person
    if "manager" in changed:
        rules.require_no_circle(person, changes["manager"])
    for name in changed:
        setattr(person, name, changes[name])
    person.sort_key, person.folded_names = Person.key_for(person.name_fa, person.name_en), Person.folded(person.name_fa, person.name_en)
    _check(person, changed)
    person.save(update_fields=[*changed, "sort_key", "folded_names"])
    note_sources(person=person, fields=changed, source=source, at=at)
    fact = events.PersonRecordChanged(person_id=person.pk, fields=changed)
    record(fact, actor=actor, objects=[Ref("person", person.pk)], spaces=[], at=at)
    return person


def _check(person: Person, changed: tuple[str, ...]) -> None:
    """Refuse values that the fields do not take, with the name of the first one."""
    try:
        person.clean_fields(exclude={field.name for field in Person._meta.fields} - set(changed))
    except ValidationError as error:
        field, messages = next(iter(error.message_dict.items()))
        raise Invalid(messages[0], field=field) from error


@transaction.atomic
def change_unit(*, actor: Acts, unit: Unit, head: Person | None, parent: Unit | None, at: datetime) -> Unit:
    """Set the head (None: vacant) and the place of a unit (parent None: at the top); the units below move along."""
    rules.require_can_manage_people(actor)
    # Two moves at once could hang two units below one another.
    list(Unit.objects.select_for_update().order_by("pk").values_list("pk"))
    unit = Unit.objects.get(pk=unit.pk)
    parent = Unit.objects.get(pk=parent.pk) if parent else None
    if parent and unit.pk in parent.ancestor_ids:
        raise Invalid(_("A unit cannot stand below itself."), field="parent")
    path = f"{parent.path if parent else '/'}{unit.pk}/"
    if path == unit.path and (head.pk if head else None) == unit.head_id:
        return unit
    below = Unit.objects.filter(path__startswith=unit.path)
    below.update(path=Concat(Value(path), Substr(F("path"), len(unit.path) + 1)))
    Unit.objects.filter(pk=unit.pk).update(parent=parent, head=head)
    fact = events.UnitChanged(unit_id=unit.pk, parent_id=parent.pk if parent else None, head_id=head.pk if head else None)
    record(fact, actor=actor, objects=[Ref("unit", unit.pk)], spaces=[], at=at)
    return Unit.objects.get(pk=unit.pk)


@transaction.atomic
def leave(*, actor: Acts, person: Person, left_on: date, at: datetime) -> Person:
    """Enter that a colleague does not work here any more; account and sessions end with it."""
    rules.require_can_manage_people(actor)
    person = Person.objects.select_for_update(of=("self",)).select_related("account").get(pk=person.pk)
    if not person.is_active:
        raise Conflict(_("This colleague has left already."))
    person.left_on, person.presence = left_on, Person.Presence.OFF
    person.save(update_fields=["left_on", "presence"])
    if person.account:
        _close(person.account)
    record(events.PersonLeft(person_id=person.pk), actor=actor, objects=[Ref("person", person.pk)], spaces=[], at=at)
    return person


@transaction.atomic
def come_back(*, actor: Acts, person: Person, at: datetime) -> Person:
    """Enter that a colleague who had left works here again; the account opens, and its owner chooses a new password."""
    rules.require_can_manage_people(actor)
    person = Person.objects.select_for_update(of=("self",)).select_related("account").get(pk=person.pk)
    if person.is_active:
        raise Conflict(_("This colleague works here already."))
    person.left_on = None
    person.save(update_fields=["left_on"])
    if person.account:
        person.account.is_active = True
        person.account.save(update_fields=["is_active"])
    record(events.PersonReturned(person_id=person.pk), actor=actor, objects=[Ref("person", person.pk)], spaces=[], at=at)
    return person


def _close(account: Account) -> None:
    """End an account: no password, no sessions. A changed password alone makes every session void; the rows go too."""
    account.is_active = False
    account.set_unusable_password()
    account.save(update_fields=["is_active", "password"])
    for session in UserSession.objects.filter(user=account):
        session.end()
