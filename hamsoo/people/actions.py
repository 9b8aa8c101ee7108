"""Changing people and the structure they work in."""

from datetime import date, datetime

from django.db import transaction

from hamsoo.ledger.actions import record
from hamsoo.ledger.actors import Acts
from hamsoo.ledger.traits import Ref
from hamsoo.people import events, rules
from hamsoo.people.models import Account, Person, Unit


@transaction.atomic
def create_unit(*, actor: Acts, code: str, name_fa: str, name_en: str = "", parent: Unit | None = None, colour: str = "product", at: datetime) -> Unit:
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
) -> Person:
    """Enter a colleague into the company's record."""
    rules.require_can_manage_people(actor)
    person = Person.objects.create(
        code=code,
        name_fa=name_fa,
        name_en=name_en,
        sort_key=Person.key_for(name_fa, name_en),
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
    record(events.PersonJoined(person_id=person.pk), actor=actor, objects=[Ref("person", person.pk)], spaces=[], at=at)
    return person
