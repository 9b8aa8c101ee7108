"""The company's record of colleagues: who works where, for whom, since when, and who has left."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from hamsoo.kernel.errors import Conflict, Invalid
from hamsoo.ledger.actions import record
from hamsoo.ledger.actors import SYSTEM, Acts
from hamsoo.ledger.traits import Ref
from hamsoo.people import events, rules
from hamsoo.people.actions.access_sessions import end_access
from hamsoo.people.actions.placing import PLACE_FIELDS, begin, end, join_on, lock_lines, place, require_no_circle, take_over
from hamsoo.people.actions.reach import (
    require_address_is_nobody_elses,
    require_address_stayed_theirs,
    require_reaches_change,
    require_reaches_places,
    require_reaches_record,
)
from hamsoo.people.actions.sources import note_sources
from hamsoo.people.actions.standing import LastAdministrator, other_administrators
from hamsoo.people.models import Account, Assignment, Person, Unit

RECORD_FIELDS = frozenset(
    ("name_fa", "name_en", "unit", "manager", "position_fa", "position_en", "level", "mail", "phone", "office_fa", "office_en", "joined_on")
)
"""What `change_record` may change; everything else of a person belongs to its owner or has an action of its own."""
CODE_LONGEST = 60


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
    rules.require_can_manage_people(actor, unit)
    if is_administrator:
        rules.require_administrator(actor)
    rules.require_works_here(manager, "manager")
    rules.require_open(unit, "unit")
    if not code or len(code) > CODE_LONGEST or any(sign.isspace() for sign in code):
        raise Invalid(_("A personnel code has up to 60 signs and no blanks."), field="code")
    if Person.objects.filter(code=code).exists():
        words = _("Another colleague has the personnel code “%(code)s”. Change it, or look for that colleague.")
        raise Invalid(words % {"code": code}, field="code")
    person = Person(
        code=code,
        name_fa=name_fa,
        name_en=name_en,
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
    rules.require_valid(person, RECORD_FIELDS - {"unit", "manager"})
    rules.require_gives_no_more(actor, person)
    require_address_is_nobody_elses(actor, person, mail)
    person.derive()
    person.save(force_insert=True)
    begin(person, joined_on or timezone.localdate(at))
    given = [name for name in sorted(RECORD_FIELDS) if getattr(person, name) not in (None, "")]
    note_sources(person=person, fields=given, source=source, at=at)
    record(events.PersonJoined(person_id=person.pk), actor=actor, objects=_about(person, person.unit_id), spaces=[], at=at)
    return person


def change_record(
    *, actor: Acts, person: Person, changes: Mapping[str, Any], at: datetime, source: str = "administrator", on: date | None = None
) -> Person:
    """Change fields of the company's record (`RECORD_FIELDS`); the rest is refused. Nothing is said when nothing changed.

    Unit, manager, position and level change from the day `on` on (None: the day of `at`); a day to come is planned, one that is over
    corrects the history. The other fields change at once.
    """
    return change_records(actor=actor, changes={person: changes}, at=at, source=source, on=on)[0]


@transaction.atomic
def change_records(
    *, actor: Acts, changes: Mapping[Person, Mapping[str, Any]], at: datetime, source: str = "administrator", on: date | None = None
) -> list[Person]:
    """Change the records of several colleagues as one: whether anybody would report to themselves is asked of the outcome."""
    rules.require_keeps_record(actor)
    if any("manager" in wanted for wanted in changes.values()):
        lock_lines()
    people = [_change(actor, person, wanted, at, source, on) for person, wanted in changes.items()]
    led = [person for person, wanted in changes.items() if wanted.get("manager") is not None]
    if led:
        require_no_circle(led, today=timezone.localdate(at))
    return people


def _change(actor: Acts, person: Person, changes: Mapping[str, Any], at: datetime, source: str, on: date | None) -> Person:
    """Write the changes of one record and state them; the caller asks for circles."""
    if unknown := sorted(set(changes) - RECORD_FIELDS):
        raise Invalid(_("This is no field of the record: %(name)s") % {"name": unknown[0]}, field=unknown[0])
    person = Person.objects.select_for_update(of=("self",)).select_related("unit", "manager").get(pk=person.pk)
    before = person.unit_id
    today, changed = timezone.localdate(at), {name for name, value in changes.items() if getattr(person, name) != value}
    places = {name: changes[name] for name in PLACE_FIELDS if name in changes and (name in changed or on is not None)}
    require_reaches_change(actor, person, changes, changed, (on or today) if places else None)
    _require_possible(person, changes, changed)
    if "mail" in changed:
        require_address_is_nobody_elses(actor, person, changes["mail"])
    moved = place(person, places, on=on, today=today) if places else ()
    changed -= set(PLACE_FIELDS)
    for name in changed:
        setattr(person, name, changes[name])
    if "joined_on" in changed:
        join_on(person, person.joined_on or today, today)
    if on is not None and on > today and moved:
        fact = events.ChangePlanned(person_id=person.pk, fields=tuple(sorted(moved)), on=on)
        record(fact, actor=actor, objects=[Ref("person", person.pk)], spaces=[], at=at)
    else:
        changed |= set(moved)
    if changed:
        _save(actor, person, tuple(sorted(changed)), at, source, before)
    return person


def _require_possible(person: Person, changes: Mapping[str, Any], changed: set[str]) -> None:
    """Refuse values that the fields do not take, leavers as managers, closed units, and oneself as manager."""
    texts = changed - {"unit", "manager"}
    rules.require_valid(Person(**{name: changes[name] for name in texts}), texts)
    if "unit" in changed:
        rules.require_open(changes["unit"], "unit")
    if "manager" in changed:
        rules.require_works_here(changes["manager"], "manager")
        if changes["manager"] == person:
            rules.refuse_circle([person.pk])


def _save(actor: Acts, person: Person, changed: tuple[str, ...], at: datetime, source: str, unit_before: int | None) -> None:
    person.derive()
    person.save(update_fields=[*{*changed, *PLACE_FIELDS}, *Person.DERIVED])
    note_sources(person=person, fields=changed, source=source, at=at)
    fact = events.PersonRecordChanged(person_id=person.pk, fields=changed)
    units = (unit_before, person.unit_id) if "unit" in changed else ()
    record(fact, actor=actor, objects=_about(person, *units), spaces=[], at=at)


def _about(person: Person, *unit_ids: int | None) -> list[Ref]:
    """Return what a fact is about: the colleague, and the units that gained or lost one."""
    return [Ref("person", person.pk), *(Ref("unit", pk) for pk in dict.fromkeys(unit_ids) if pk)]


@transaction.atomic
def begin_planned(*, person: Person, at: datetime) -> Person:
    """Let what was planned for this day hold: the person's own fields follow the rows. Twice is once."""
    person = Person.objects.select_for_update(of=("self",)).select_related("unit", "manager").get(pk=person.pk)
    before = person.unit_id
    if person.is_active and (changed := take_over(person, timezone.localdate(at))):
        _save(SYSTEM, person, tuple(sorted(changed)), at, "administrator", before)
    return person


@transaction.atomic
def withdraw_planned(*, actor: Acts, planned: Assignment, at: datetime) -> Person:
    """Take back what was planned from a day to come on: what holds before goes on."""
    rules.require_keeps_record(actor)
    person = Person.objects.select_for_update(of=("self",)).select_related("unit", "manager").get(pk=planned.person_id)
    require_reaches_record(actor, person)
    require_reaches_places(actor, person, since=planned.from_on - timedelta(days=1))
    today = timezone.localdate(at)
    if planned.from_on <= today or not Assignment.objects.filter(person=person, from_on__lt=planned.from_on).exists():
        raise Conflict(_("This has begun already; enter another change instead."))
    lock_lines()
    Assignment.objects.filter(pk=planned.pk).delete()
    Assignment.objects.filter(person=person, until_on=planned.from_on).update(until_on=planned.until_on)
    require_no_circle([person], today=today)
    take_over(person, today)
    fact = events.PlanWithdrawn(person_id=person.pk, on=planned.from_on)
    record(fact, actor=actor, objects=[Ref("person", person.pk)], spaces=[], at=at)
    return person


@transaction.atomic
def leave(*, actor: Acts, person: Person, left_on: date, at: datetime) -> Person:
    """Enter that a colleague does not work here any more; account and sessions end with it. One administrator always stays."""
    rules.require_keeps_record(actor)
    others = other_administrators(person)
    person = Person.objects.select_for_update(of=("self",)).select_related("account", "unit").get(pk=person.pk)
    require_reaches_record(actor, person)
    if not person.is_active:
        raise Conflict(_("This colleague has left already."))
    if person.is_administrator and not others:
        raise LastAdministrator
    if left_on > timezone.localdate(at):
        raise Invalid(_("Enter it on the day itself: account and sessions end at once."), field="left_on")
    if person.joined_on and left_on < person.joined_on:
        raise Invalid(_("Nobody leaves before the day of joining."), field="left_on")
    require_reaches_places(actor, person, since=left_on, until=timezone.localdate(at))
    person.left_on, person.presence = left_on, Person.Presence.OFF
    person.save(update_fields=["left_on", "presence"])
    end(person, left_on)
    if person.account:
        end_access(actor=actor, account=person.account, at=at)
    record(events.PersonLeft(person_id=person.pk), actor=actor, objects=_about(person, person.unit_id), spaces=[], at=at)
    return person


@transaction.atomic
def come_back(*, actor: Acts, person: Person, at: datetime, on: date | None = None, mail: str | None = None) -> Person:
    """Enter that a colleague who had left works here again; the account opens, and its owner chooses a new password.

    They come back to the place they had, but for a unit that was closed and a manager who left. `mail` is the address that the caller
    writes next, where it is another one than on the record.
    """
    rules.require_keeps_record(actor)
    person = Person.objects.select_for_update(of=("self",)).select_related("account", "unit", "manager").get(pk=person.pk)
    require_reaches_record(actor, person)
    on = on or timezone.localdate(at)
    if person.left_on is None:
        raise Conflict(_("This colleague works here already."))
    if on < person.left_on or on > timezone.localdate(at):
        raise Invalid(_("The day has to lie between the day of leaving and today."), field="on")
    person.left_on = None
    person.unit = person.unit if person.unit and person.unit.closed_on is None else None
    person.manager = person.manager if person.manager and person.manager.is_active else None
    rules.require_can_manage_people(actor, person.unit)
    rules.require_gives_no_more(actor, person)
    require_address_stayed_theirs(person, person.mail if mail is None else mail)
    person.save(update_fields=["left_on", "unit", "manager"])
    lock_lines()
    begin(person, on)
    require_no_circle([person], today=timezone.localdate(at))
    if person.account:
        person.account.is_active = True
        person.account.save(update_fields=["is_active"])
    record(events.PersonReturned(person_id=person.pk), actor=actor, objects=_about(person, person.unit_id), spaces=[], at=at)
    return person
