"""Taking in many colleagues at once, for imports: the same rows and facts as `add_person`, in a few statements for all."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import connection, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from hamsoo.kernel.errors import Invalid
from hamsoo.ledger.actions import Statement, record_all
from hamsoo.ledger.actors import Acts
from hamsoo.ledger.traits import Ref
from hamsoo.people import events, rules
from hamsoo.people.models import Account, Person, RecordSource, Unit

# From the rows that were just written, as objects of Python for each of them would take most of the time of an import.
_ASSIGNMENTS = """
INSERT INTO people_assignment (person_id, unit_id, position_fa, position_en, level, manager_id, from_on)
SELECT id, unit_id, position_fa, position_en, level, manager_id, LEAST(COALESCE(joined_on, %(today)s), %(today)s)
FROM people_person WHERE id = ANY(%(ids)s)
"""
_SOURCES = """
INSERT INTO people_recordsource (person_id, field, source, at)
SELECT said.person_id, said.field, %(source)s, %(at)s FROM unnest(%(ids)s::bigint[], %(fields)s::text[]) AS said (person_id, field)
"""


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
    facts = [(events.PersonJoined(person_id=person.pk), person) for person in joined.values()]
    record_all([Statement(fact, actor, _about(person), [], at) for fact, person in facts])
    return joined


def _about(person: Person) -> list[Ref]:
    """Return what the fact is about: the colleague, and the unit that gained one."""
    return [Ref("person", person.pk), *([Ref("unit", person.unit_id)] if person.unit_id else [])]


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
    """Keep since when they stand where they stand, and where each field of their record comes from: a statement each."""
    said = [
        (person.pk, field)
        for person in people
        for field in (*entered[person.code].values, *(["unit"] if person.unit_id else []), *(["manager"] if person.manager_id else []))
    ]
    ids, today = [person.pk for person in people], timezone.localdate(at)
    with connection.cursor() as cursor:
        cursor.execute(_ASSIGNMENTS, {"today": today, "ids": ids})
        told = RecordSource.Source(source).value
        cursor.execute(_SOURCES, {"ids": [pk for pk, _field in said], "fields": [field for _pk, field in said], "source": told, "at": at})
