"""How far those who keep the record reach: asked of every change to a colleague's record before it is written.

Who keeps a unit reaches it and those below it, with what stood and will stand there: to move somebody in or out, or to correct what
somebody was elsewhere, takes the right for both ends.
"""

from collections.abc import Collection, Mapping
from copy import copy
from datetime import date
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from hamsoo.kernel.errors import Invalid
from hamsoo.ledger.actors import Acts
from hamsoo.people import rules
from hamsoo.people.models import Assignment, Person

_BRINGS_RIGHTS = ("unit", "level")


def require_reaches_record(actor: Acts, person: Person) -> None:
    """Raise `NotAllowed` unless `actor` keeps the record of `person`, as the unit stands on it now."""
    rules.require_can_manage_people(actor, person.unit)
    rules.require_can_change_record_of(actor, person)


def require_reaches_change(actor: Acts, person: Person, changes: Mapping[str, Any], changed: Collection[str], since: date | None) -> None:
    """Raise `NotAllowed` unless `actor` may give `person` these values; those of the place hold `since` a day (None: they do not change).

    `changes` are all values, `changed` the names of those that differ from what stands on the record.
    """
    require_reaches_record(actor, person)
    if since is not None:
        require_reaches_places(actor, person, since=since)
        if "unit" in changes:
            rules.require_can_manage_people(actor, changes["unit"])
    if "joined_on" in changed:
        require_reaches_places(actor, person, since=date.min)
    if "mail" in changed:
        rules.require_gives_no_more(actor, person)
    if since is not None and any(name in changes for name in _BRINGS_RIGHTS):
        rules.require_gives_no_more(actor, _filled_in(person, {name: changes[name] for name in _BRINGS_RIGHTS if name in changes}))


def require_reaches_places(actor: Acts, person: Person, *, since: date, until: date = date.max) -> None:
    """Raise `NotAllowed` unless `actor` keeps every unit in which `person` stood on the day `since`, or stands after it, `until` a day."""
    if rules.can_manage_people(actor):
        return
    rows = Assignment.objects.filter(Q(until_on=None) | Q(until_on__gt=since), person=person, from_on__lte=until)
    for row in rows.select_related("unit"):
        rules.require_can_manage_people(actor, row.unit)


def require_address_is_nobody_elses(actor: Acts, person: Person, address: str) -> None:
    """Raise `Invalid` when a colleague other than `person` has this address, or signs in with it, and `actor` keeps only a part.

    Where policy admits by the record, an address that two have lets in neither. Whoever keeps the whole record sees both, and may enter it.
    """
    if not address or rules.can_manage_people(actor):
        return
    others = Person.objects.active().exclude(pk=person.pk)
    if others.filter(Q(mail__iexact=address) | Q(account__email=address.lower())).exists():
        raise Invalid(_("This address belongs to a colleague. Ask whoever keeps the whole record."), field="mail")


def require_address_stayed_theirs(person: Person, address: str) -> None:
    """Raise `Invalid`, naming them, when a colleague has got this address, or that of the account, while `person` was away.

    An address that two have lets in neither, and what is mailed to one of them reaches the other.
    """
    wanted = {address.lower(), person.account.email if person.account else ""} - {""}
    taken = Q(account__email__in=wanted)
    for one in wanted:
        taken |= Q(mail__iexact=one)
    holder = Person.objects.active().exclude(pk=person.pk).filter(taken).first()
    if holder is not None:
        words = _("%(holder)s has the address of %(person)s by now. Give one of them another address first.")
        raise Invalid(words % {"holder": holder.name, "person": person.name}, field="mail")


def _filled_in(person: Person, values: Mapping[str, Any]) -> Person:
    filled = copy(person)
    for name, value in values.items():
        setattr(filled, name, value)
    return filled
