"""What is a colleague's own: the profile and who sees its parts, presence, and how they want to see Hamsoo."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial
from typing import Any
from zoneinfo import ZoneInfo, available_timezones

from django.conf import settings
from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from hamsoo.kernel import deadlines, live
from hamsoo.kernel.calendars import from_dict, to_dict
from hamsoo.kernel.errors import Invalid
from hamsoo.ledger.actions import record
from hamsoo.ledger.traits import Ref
from hamsoo.people import events, parts, rules
from hamsoo.people.models import LANGUAGES, Account, Audience, DismissedHint, Leave, Part, PartPrivacy, Person, SpokenLanguage
from hamsoo.people.queries import HINTS, absences_of, working_calendar

ABOUT_LONGEST = 4000
HOURS = "people.hours"
_EVERYBODY, _MINUTE = ("organisation", 1), timedelta(minutes=1)
_SETTINGS = {"language": Account.Language.values, "theme": Account.Theme.values, "calendar": Account.Calendar.values}


@transaction.atomic
def edit_profile(
    *,
    actor: Person,
    person: Person,
    at: datetime,
    about: str | None = None,
    languages: Mapping[str, int | None] | None = None,
    time_zone: str | None = None,
    working_calendar: Mapping[str, Any] | None = None,
) -> Person:
    """Change what is given of the colleague's own part; None leaves a field as it is. Nothing is said when nothing changed.

    `languages` are all that they speak: the level (a `SpokenLanguage.Level`, or None for not said) by code, such as `fa`;
    `working_calendar` is the JSON form of `kernel.calendars`. Hours and leave are read in `time_zone`, so they move with it.
    """
    person = locked(actor=actor, person=person)
    changed = []
    if about is not None and person.about != (text := _about(about)):
        person.about = text
        changed.append(Part.ABOUT)
    if languages is not None and _speak(person, languages):
        changed.append(Part.LANGUAGES)
    if _work(person, at, time_zone, working_calendar):
        changed.append(Part.HOURS)
    if changed:
        person.save(update_fields=["about", "time_zone", "working_calendar", "absences"])
        tell_edit(person=person, changed=changed, at=at)
    return person


def locked(*, actor: Person, person: Person) -> Person:
    """Return the colleague whose profile `actor` changes, with nobody else changing it; refuse another's profile."""
    rules.require_can_edit_profile(actor, person)
    return Person.objects.select_for_update(of=("self",)).get(pk=person.pk)


def tell_edit(*, person: Person, changed: Iterable[str], at: datetime, is_hidden: bool = False) -> None:
    """State that parts were edited: for all to hear those that all see, and the others, or what `is_hidden` in them, for nobody."""
    privacies = PartPrivacy.objects.filter(person=person).exclude(audience=Audience.EVERYONE)
    names = [str(name) for name in changed]
    hidden = set(names if is_hidden else privacies.values_list("part", flat=True))
    shown, private = (tuple(name for name in names if (name in hidden) is is_hidden) for is_hidden in (False, True))
    objects = [Ref("person", person.pk)]
    if shown:
        record(events.ProfileEdited(person_id=person.pk, fields=shown), actor=person, objects=objects, spaces=[], at=at)
    if private:
        record(events.PrivatePartEdited(person_id=person.pk, fields=private), actor=person, objects=objects, spaces=[], at=at)


@transaction.atomic
def show_part(*, actor: Person, part: str, audience: str, at: datetime) -> None:
    """Choose who sees a part of the actor's own profile: a value of `Audience`."""
    person, part = locked(actor=actor, person=actor), parts.known_part(part)
    if audience not in Audience.values:
        raise Invalid(field="audience")
    before = PartPrivacy.objects.filter(person=person, part=part).values_list("audience", flat=True).first() or Audience.EVERYONE
    if before == audience:
        return
    PartPrivacy.objects.update_or_create(person=person, part=part, defaults={"audience": audience})
    fact = events.PartShownTo(person_id=person.pk, part=str(part), audience=str(audience))
    record(fact, actor=person, objects=[Ref("person", person.pk)], spaces=[], at=at)


def set_presence(*, actor: Person, presence: Person.Presence, at: datetime) -> None:
    """Say whether the colleague can be asked now. Changes by the minute, so it is no fact: pages that show it are told, and nobody else."""
    if Person.objects.filter(pk=actor.pk).exclude(presence=presence).update(presence=Person.Presence(presence)):
        actor.presence = Person.Presence(presence)
        live.push(f"presence:{actor.pk}", None, partial(_presence_news, actor, at))
        if deadlines.due_at(kind=HOURS, about=_EVERYBODY) is None:
            deadlines.set_deadline(kind=HOURS, about=_EVERYBODY, due_at=_minute(at) + _MINUTE)


@transaction.atomic
def tell_hours(*, at: datetime) -> int:
    """Tell pages that show them of colleagues whose working hours or leave began or ended with this minute; return how many these are.

    Called every minute while anybody says that they can be asked, or not: whoever is off is so at all hours.
    """
    rows = Person.objects.active().exclude(presence=Person.Presence.OFF)
    now = _minute(at)
    changed = [one for one in rows if one.presence_at(now) != one.presence_at(now - _MINUTE)]
    for one in changed:
        live.push(f"presence:{one.pk}", None, partial(_presence_news, one, now))
    if rows:
        deadlines.set_deadline(kind=HOURS, about=_EVERYBODY, due_at=now + _MINUTE)
    return len(changed)


def _minute(at: datetime) -> datetime:
    return at.replace(second=0, microsecond=0)


def _presence_news(person: Person, at: datetime) -> tuple[Mapping[str, Any], Mapping[str, str]]:
    """Return what pages are told of a presence: it comes whole, so that nobody has to ask for it, with its words in each language."""
    state = Person.Presence(person.presence_at(at))
    words = {}
    for language, _name in settings.LANGUAGES:
        with translation.override(language):
            words[language] = str(state.label)
    return {"person": person.pk, "state": state.value}, words


def dismiss_hint(*, actor: Person, hint: str) -> None:
    """Do not show the actor a hint on their profile again. A private matter, so it is no fact."""
    if hint not in HINTS:
        raise Invalid(field="hint")
    DismissedHint.objects.get_or_create(person=actor, hint=hint)


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
    text = text.replace("\r\n", "\n").replace("\x00", "").strip()
    if len(text) > ABOUT_LONGEST:
        raise Invalid(_("This is too long."), field="about")
    return text


def _speak(person: Person, levels: Mapping[str, int | None]) -> bool:
    """Keep these languages and no others; return whether that changed anything."""
    for code, level in levels.items():
        if code not in LANGUAGES:
            raise Invalid(_("This language is not on the list: %(code)s") % {"code": code}, field="languages")
        if level is not None and level not in SpokenLanguage.Level.values:
            raise Invalid(_("Choose a level from the list."), field="languages")
    before = dict(person.spoken.values_list("code", "level"))
    if before == dict(levels):
        return False
    person.spoken.exclude(code__in=levels).delete()
    rows = [SpokenLanguage(person=person, code=code, level=level) for code, level in levels.items()]
    SpokenLanguage.objects.bulk_create(rows, update_conflicts=True, unique_fields=["person", "code"], update_fields=["level"])
    return True


def _work(person: Person, at: datetime, time_zone: str | None, calendar: Mapping[str, Any] | None) -> bool:
    """Set zone and hours, and the instants of leave that follow; return whether that changed anything."""
    before = person.time_zone, person.working_calendar
    if time_zone is not None and time_zone not in available_timezones():
        raise Invalid(_("This time zone is not known."), field="time_zone")
    if calendar is not None:
        person.working_calendar = to_dict(replace(from_dict(calendar), leave=()))
        person.time_zone = person.working_calendar["time_zone"]
    if time_zone is not None and time_zone != person.time_zone:
        person.time_zone = time_zone
        hours = replace(working_calendar(person), leave=())
        person.working_calendar = to_dict(replace(hours, time_zone=ZoneInfo(time_zone)))
    if before == (person.time_zone, person.working_calendar):
        return False
    person.absences = absences_of(Leave.objects.filter(person=person), person.time_zone, at)
    return True
