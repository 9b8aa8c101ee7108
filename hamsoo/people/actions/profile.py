"""What is a colleague's own: the profile, presence, and how they want to see Hamsoo."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from zoneinfo import available_timezones

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from hamsoo.kernel.calendars import from_dict, to_dict
from hamsoo.kernel.errors import Invalid
from hamsoo.ledger.actions import record
from hamsoo.ledger.traits import Ref
from hamsoo.people import events, rules
from hamsoo.people.models import LANGUAGES, Account, Person

ABOUT_LONGEST = 4000
_SETTINGS = {"language": Account.Language.values, "theme": Account.Theme.values, "calendar": Account.Calendar.values}


@transaction.atomic
def edit_profile(
    *,
    actor: Person,
    person: Person,
    at: datetime,
    about: str | None = None,
    languages: Sequence[str] | None = None,
    time_zone: str | None = None,
    working_calendar: Mapping[str, Any] | None = None,
) -> Person:
    """Change what is given of the colleague's own part; None leaves a field as it is. Nothing is said when nothing changed.

    `languages` are codes such as `fa`; `working_calendar` is the JSON form of `kernel.calendars`.
    """
    rules.require_can_edit_profile(actor, person)
    wanted: dict[str, Any] = {}
    if about is not None:
        wanted["about"] = _about(about)
    if languages is not None:
        wanted["languages"] = _languages(languages)
    if time_zone is not None:
        wanted["time_zone"] = _time_zone(time_zone)
    if working_calendar is not None:
        wanted["working_calendar"] = to_dict(from_dict(working_calendar))
    person = Person.objects.select_for_update(of=("self",)).get(pk=person.pk)
    changed = tuple(name for name, value in wanted.items() if getattr(person, name) != value)
    if not changed:
        return person
    for name in changed:
        setattr(person, name, wanted[name])
    person.save(update_fields=changed)
    fact = events.ProfileEdited(person_id=person.pk, fields=changed)
    record(fact, actor=actor, objects=[Ref("person", person.pk)], spaces=[], at=at)
    return person


def set_presence(*, actor: Person, presence: Person.Presence) -> None:
    """Say whether the colleague can be asked now. Changes by the minute, so it is no fact."""
    Person.objects.filter(pk=actor.pk).exclude(presence=presence).update(presence=Person.Presence(presence))


def change_settings(
    *,
    account: Account,
    language: str | None = None,
    theme: str | None = None,
    calendar: str | None = None,
    uses_shortcuts: bool | None = None,
) -> Account:
    """Change how Hamsoo looks to this account; None leaves a choice as it is. A private matter, so it is no fact."""
    wanted = {"language": language, "theme": theme, "calendar": calendar, "uses_shortcuts": uses_shortcuts}
    chosen = {name: value for name, value in wanted.items() if value is not None}
    for name, value in chosen.items():
        if name in _SETTINGS and value not in _SETTINGS[name]:
            raise Invalid(field=name)
        setattr(account, name, value)
    account.save(update_fields=chosen)
    return account


def _about(text: str) -> str:
    text = text.replace("\r\n", "\n").strip()
    if len(text) > ABOUT_LONGEST:
        raise Invalid(_("This is too long."), field="about")
    return text


def _languages(codes: Sequence[str]) -> list[str]:
    if unknown := [code for code in codes if code not in LANGUAGES]:
        raise Invalid(_("This language is not on the list: %(code)s") % {"code": unknown[0]}, field="languages")
    return list(dict.fromkeys(codes))


def _time_zone(name: str) -> str:
    if name not in available_timezones():
        raise Invalid(_("This time zone is not known."), field="time_zone")
    return name
