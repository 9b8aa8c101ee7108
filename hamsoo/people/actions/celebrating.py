"""The days on which a colleague likes to be congratulated."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from hamsoo.kernel.dates import NoSuchDay, day_of
from hamsoo.kernel.errors import Invalid
from hamsoo.ledger.actions import record
from hamsoo.ledger.traits import Ref
from hamsoo.people import events, rules
from hamsoo.people.models import Person, PersonalDays
from hamsoo.people.models.celebration import calendar_named

_LEAP_YEARS = {PersonalDays.Calendar.JALALI: 1403, PersonalDays.Calendar.GREGORIAN: 2024}


@transaction.atomic
def set_personal_days(
    *,
    actor: Person,
    at: datetime,
    calendar: str = PersonalDays.Calendar.JALALI,
    birth_month: int | None = None,
    birth_day: int | None = None,
    shows_birthday: bool = False,
    shows_anniversary: bool = False,
) -> PersonalDays:
    """Keep the actor's birthday (None, None: none) and whether colleagues see it and the day of joining; the same again is no news.

    Nothing is shown unless the owner says so. The fact says that this changed, never which day it is.
    """
    rules.require_active(actor)
    if calendar not in PersonalDays.Calendar.values:
        raise Invalid(field="calendar")
    _check_day(calendar, birth_month, birth_day)
    if shows_birthday and birth_month is None:
        raise Invalid(_("To show your birthday, say when it is."), field="birth_day")
    wanted = {
        "calendar": calendar,
        "birth_month": birth_month,
        "birth_day": birth_day,
        "shows_birthday": shows_birthday,
        "shows_anniversary": shows_anniversary,
    }
    known = PersonalDays.objects.select_for_update().filter(person=actor).first() or PersonalDays(person=actor)
    if all(getattr(known, name) == value for name, value in wanted.items()):
        return known
    for name, value in wanted.items():
        setattr(known, name, value)
    known.save()
    fact = events.PersonalDaysSet(person_id=actor.pk)
    record(fact, actor=actor, objects=[Ref("person", actor.pk)], spaces=[], at=at)
    return known


def _check_day(calendar: str, month: int | None, day: int | None) -> None:
    """Raise `Invalid` for half a birthday and for a day that no year has."""
    if (month is None) != (day is None):
        raise Invalid(_("Say both the day and the month."), field="birth_day" if day is None else "birth_month")
    if month is None or day is None:
        return
    try:
        day_of(calendar_named(calendar), _LEAP_YEARS[PersonalDays.Calendar(calendar)], month, day)
    except NoSuchDay:
        raise Invalid(_("There is no such day in this month."), field="birth_day") from None
