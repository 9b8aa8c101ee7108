"""Finding colleagues."""

from collections.abc import Collection, Iterable
from datetime import datetime

from django.db import connection
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from hamsoo.kernel.arrays import array
from hamsoo.kernel.errors import Invalid, NotFound
from hamsoo.kernel.prepared import Prepared, among_given
from hamsoo.kernel.text import fold
from hamsoo.people.models import Person
from hamsoo.people.queries.directory import colleagues_named
from hamsoo.people.queries.searching import named

_NAMED = Prepared(lambda: Person.objects.with_unit().filter(among_given("pk", "people")).order_by())
_WORKING = Prepared(lambda: Person.objects.active().filter(among_given("pk", "people")).order_by().values_list("pk", "unit_id"))


def require_colleague(person: Person | None) -> Person:
    """Return the colleague who asks; raise `NotFound` for accounts that are none (customers' contacts, partners, leavers)."""
    if person is None or not person.is_active:
        raise NotFound
    return person


def colleague(*, person: Person | None, pk: int) -> Person:
    """Return the colleague `pk` with unit and manager as `person` may see them; raise `NotFound` otherwise."""
    found = Person.objects.visible_to(person).select_related("unit", "manager", "account").filter(pk=pk).first()
    if found is None:
        raise NotFound
    return found


def presences(*, person: Person, ids: Iterable[int], at: datetime) -> dict[int, Person.Presence]:
    """Return whether colleagues can be asked at a moment."""
    found = Person.objects.visible_to(person).active().in_bulk(list(ids))
    return {pk: Person.Presence(one.presence_at(at)) for pk, one in found.items()}


def person_for_mail(*, address: str) -> Person | None:
    """Return the colleague who writes from this address: the one they sign in with, or the one on record."""
    folded = address.strip().lower()
    if not folded:
        return None
    known = Person.objects.active().filter(Q(account__email=folded) | Q(mail__iexact=folded))
    return known.order_by("pk").first()


def names_of(ids: Collection[int]) -> dict[int, Person]:
    """Return persons by id, those who left included: for saying who did something."""
    return {person.pk: person for person in _NAMED(people=array(ids))} if ids else {}


def units_of(*, ids: Collection[int]) -> dict[int, int]:
    """Return by person the id of the unit they work in; those without one are left out."""
    if not ids:
        return {}
    with connection.cursor() as cursor:
        cursor.execute("SELECT id, unit_id FROM people_person WHERE id = ANY(%s::bigint[]) AND unit_id IS NOT NULL", [array(ids)])
        return dict(cursor.fetchall())


def working_among(*, person: Person | None, ids: Collection[int]) -> dict[int, int | None]:
    """Return, of `ids`, who works here and is seen by `person`, with the id of their unit."""
    return dict(_WORKING(people=array(ids))) if ids and person is not None and person.is_active else {}


def people_called(*, person: Person | None, words: str, limit: int) -> list[Person]:
    """Return whom `words` name, those who left included: by names in either script, or by a mail address or its beginning, or the code."""
    found = Person.objects.visible_to(person).with_unit()
    if "@" in words:
        address = words.strip().lstrip("@")
        found = (
            found.filter(mail__iexact=address)
            if "@" in address
            else found.filter(Q(code__iexact=address) | Q(mail__istartswith=f"{address}@"))
        )
    elif fold(words):
        found = named(found, words)
    else:
        return []
    return list(found.order_by("sort_key", "pk")[:limit])


def colleague_called(*, person: Person | None, words: str) -> Person:
    """Return the one colleague whose mail address or name is meant by `words`; raise `Invalid` (field `who`) for none and for several."""
    if "@" in words and require_colleague(person) and (known := person_for_mail(address=words)):
        return known
    found = colleagues_named(person=person, words=words, limit=2)
    if not found or not fold(words):
        raise Invalid(_("No colleague goes by this name."), field="who")
    if len(found) > 1:
        raise Invalid(_("Several colleagues go by this name. Write more of it, or the mail address."), field="who")
    return found[0]
