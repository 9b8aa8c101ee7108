"""Taking in many colleagues at once, for imports: the same rows and facts as `add_person`, in a few statements for all."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from hamsoo.kernel.errors import Invalid
from hamsoo.ledger.actions import Statement, record_all
from hamsoo.ledger.actors import Acts
from hamsoo.ledger.traits import Ref
from hamsoo.people import events, rules
from hamsoo.people.actions.placing import PLACE_FIELDS
from hamsoo.people.models import Account, Assignment, Person, RecordSource, Unit


@dataclass(frozen=True, slots=True)
class Entered:
    """Somebody who is new: `values` are fields of the record, `manager` the code of somebody known or of this same call, or ""."""

    code: str
    values: Mapping[str, Any]
    unit: Unit | None
    manager: str = ""


@transaction.atomic
def take_in(*, actor: Acts, entered: Sequence[Entered], source: str, opens_accounts: bool, at: datetime) -> dict[str, Person]:
    """Enter colleagues into the record and return them by code; with `opens_accounts`, who has an address can be let in by it.

    Their managers must be on record, or among them without a circle.
    """
    rules.require_can_manage_people(actor)
    wanted = {item.manager for item in entered} - {""}
    known = {person.code: person for person in Person.objects.filter(code__in=wanted)}
    joined: dict[str, Person] = {}
    waiting = list(entered)
    while waiting:
        # A level at a time: who reports to somebody of this very call waits until they have an id.
        ready = [item for item in waiting if not item.manager or item.manager in known]
        if not ready:
            raise Invalid(_("Nobody can report to themselves, not even through others."), field="manager")
        made = [_person(item, known.get(item.manager)) for item in ready]
        if opens_accounts:
            _open_accounts(made)
        Person.objects.bulk_create(made)
        known |= {person.code: person for person in made}
        joined |= {person.code: person for person in made}
        waiting = [item for item in waiting if item.code not in joined]
    _note(list(joined.values()), {item.code: item for item in entered}, source, at)
    record_all(
        [Statement(events.PersonJoined(person_id=person.pk), actor, [Ref("person", person.pk)], [], at) for person in joined.values()]
    )
    return joined


def _person(item: Entered, manager: Person | None) -> Person:
    values = dict(item.values)
    name_fa, name_en = str(values.pop("name_fa", "")), str(values.pop("name_en", ""))
    if not values.get("joined_on"):
        values.pop("joined_on", None)
    person = Person(code=item.code, name_fa=name_fa or name_en, name_en=name_en, unit=item.unit, manager=manager, **values)
    person.derive()
    return person


def _open_accounts(people: Sequence[Person]) -> None:
    """Give everybody with an address an account without a password: an invitation, a reset or the company's directory lets them in."""
    accounts = {person.code: Account(email=person.mail.lower()) for person in people if person.mail}
    for account in accounts.values():
        account.set_unusable_password()
    Account.objects.bulk_create(accounts.values())
    for person in people:
        person.account = accounts.get(person.code)


def _note(people: Sequence[Person], entered: Mapping[str, Entered], source: str, at: datetime) -> None:
    """Keep since when they stand where they stand, and where each field of their record comes from."""
    today = timezone.localdate(at)
    Assignment.objects.bulk_create(
        Assignment(person=person, from_on=_since(person, today), **{name: getattr(person, name) for name in PLACE_FIELDS})
        for person in people
    )
    RecordSource.objects.bulk_create(
        RecordSource(person=person, field=field, source=source, at=at)
        for person in people
        for field in (*entered[person.code].values, *(["unit"] if person.unit_id else []), *(["manager"] if person.manager_id else []))
    )


def _since(person: Person, today: date) -> date:
    return person.joined_on if person.joined_on and person.joined_on <= today else today
