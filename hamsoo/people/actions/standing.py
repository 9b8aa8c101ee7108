"""Who looks after the record: administrators."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from hamsoo.kernel.errors import Conflict
from hamsoo.ledger.actions import record
from hamsoo.ledger.actors import Acts
from hamsoo.ledger.traits import Ref
from hamsoo.people import events, rules
from hamsoo.people.actions.access_sessions import end_sessions
from hamsoo.people.models import Person


class LastAdministrator(Conflict):
    """Without anybody who may manage people nobody could ever again."""

    default = _("Somebody has to be an administrator. Name another one first.")


def other_administrators(person: Person) -> list[int]:
    """Return the ids of the administrators who work here besides `person`, all held: two who end one another at once would leave none."""
    held = Person.objects.select_for_update(of=("self",)).filter(is_administrator=True, left_on=None).order_by("pk")
    return [pk for pk in held.values_list("pk", flat=True) if pk != person.pk]


@transaction.atomic
def set_administrator(*, actor: Acts, person: Person, is_administrator: bool, at: datetime) -> Person:
    """Make a colleague an administrator, or end it, and have them sign in anew; the same again changes nothing, and one always stays."""
    rules.require_administrator(actor)
    others = other_administrators(person)
    person = Person.objects.select_for_update(of=("self",)).get(pk=person.pk)
    if person.is_administrator == is_administrator:
        return person
    if is_administrator:
        rules.require_works_here(person, "person")
    elif not others:
        raise LastAdministrator
    person.is_administrator = is_administrator
    person.save(update_fields=["is_administrator"])
    if person.account:
        end_sessions(actor=actor, account=person.account, at=at)
    fact = events.AdministratorChanged(person_id=person.pk, is_administrator=is_administrator)
    record(fact, actor=actor, objects=[Ref("person", person.pk)], spaces=[], at=at)
    return person
