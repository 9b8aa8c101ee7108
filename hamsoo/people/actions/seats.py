"""Positions with their levels, and the seats that are free."""

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from hamsoo.kernel.errors import Conflict, Invalid
from hamsoo.ledger.actions import record
from hamsoo.ledger.actors import Acts
from hamsoo.ledger.traits import Ref
from hamsoo.people import events, rules
from hamsoo.people.actions.record import change_record
from hamsoo.people.models import Person, Position, Unit, Vacancy


@transaction.atomic
def name_position(
    *, actor: Acts, code: str, name_fa: str, name_en: str = "", level: int, at: datetime, position: Position | None = None
) -> Position:
    """Write down a position (None: a new one) with its level, 1 at the top; the same again changes nothing."""
    rules.require_can_manage_people(actor)
    others = Position.objects.exclude(pk=position.pk) if position else Position.objects.all()
    if others.filter(code=code).exists():
        raise Invalid(_("Another position has this code."), field="code")
    wanted = Position(pk=position.pk if position else None, code=code, name_fa=name_fa.strip(), name_en=name_en.strip(), level=level)
    rules.require_valid(wanted, ("code", "name_fa", "name_en", "level"))
    if position and all(getattr(position, name) == getattr(wanted, name) for name in ("code", "name_fa", "name_en", "level")):
        return position
    wanted.save()
    record(events.PositionNamed(position_id=wanted.pk), actor=actor, objects=[Ref("position", wanted.pk)], spaces=[], at=at)
    return wanted


@transaction.atomic
def open_vacancy(
    *, actor: Acts, unit: Unit, position: Position, reports_to: Person | None = None, since_on: date | None = None, at: datetime
) -> Vacancy:
    """Say that a seat in `unit` is free since a day (None: today), and whom it reports to (None: the head of the unit)."""
    rules.require_can_manage_people(actor, unit)
    rules.require_open(unit, "unit")
    rules.require_works_here(reports_to, "reports_to")
    vacancy = Vacancy.objects.create(
        unit=unit, position=position, reports_to=reports_to or unit.head, since_on=since_on or timezone.localdate(at)
    )
    fact = events.VacancyOpened(vacancy_id=vacancy.pk, unit_id=unit.pk)
    record(fact, actor=actor, objects=_about(vacancy), spaces=[], at=at)
    return vacancy


@transaction.atomic
def fill_vacancy(*, actor: Acts, vacancy: Vacancy, person: Person, at: datetime, on: date | None = None) -> Vacancy:
    """Give a free seat to a colleague from the day `on` on (None: today): unit, position, level and manager follow from it."""
    rules.require_can_manage_people(actor, vacancy.unit)
    vacancy = _locked(vacancy)
    rules.require_works_here(person, "person")
    position = vacancy.position
    place = {
        "unit": vacancy.unit,
        "position_fa": position.name_fa,
        "position_en": position.name_en,
        "level": position.level,
        "manager": vacancy.reports_to,
    }
    change_record(actor=actor, person=person, changes=place, at=at, on=on)
    return _close(vacancy, actor, on or timezone.localdate(at), person, at)


@transaction.atomic
def give_up_vacancy(*, actor: Acts, vacancy: Vacancy, at: datetime) -> Vacancy:
    """Say that a free seat is not there any more."""
    rules.require_can_manage_people(actor, vacancy.unit)
    return _close(_locked(vacancy), actor, timezone.localdate(at), None, at)


def _locked(vacancy: Vacancy) -> Vacancy:
    found = Vacancy.objects.select_for_update(of=("self",)).select_related("unit", "position", "reports_to").get(pk=vacancy.pk)
    if found.closed_on is not None:
        raise Conflict(_("This seat is not free any more."))
    return found


def _close(vacancy: Vacancy, actor: Acts, on: date, person: Person | None, at: datetime) -> Vacancy:
    if on < vacancy.since_on:
        raise Invalid(_("The seat was not free yet on that day."), field="on")
    vacancy.closed_on, vacancy.filled_by = on, person
    vacancy.save(update_fields=["closed_on", "filled_by"])
    fact = events.VacancyClosed(vacancy_id=vacancy.pk, unit_id=vacancy.unit_id, person_id=person.pk if person else None)
    record(fact, actor=actor, objects=_about(vacancy), spaces=[], at=at)
    return vacancy


def _about(vacancy: Vacancy) -> list[Ref]:
    person = [Ref("person", vacancy.filled_by_id)] if vacancy.filled_by_id else []
    return [Ref("vacancy", vacancy.pk), Ref("unit", vacancy.unit_id), *person]
