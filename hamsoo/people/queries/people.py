"""Finding colleagues."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from hamsoo.kernel.errors import Invalid, NotFound
from hamsoo.kernel.text import fold
from hamsoo.people.models import Person, Unit

PAGE = 50


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


@dataclass(frozen=True, slots=True)
class Directory:
    """One page of colleagues in the order of the Persian alphabet; `after` is the id to go on from, None at the end."""

    people: list[Person]
    after: int | None


def directory(
    *, person: Person | None, words: str = "", unit: Unit | None = None, after: int | None = None, limit: int = PAGE
) -> Directory:
    """Return colleagues whose names, in either script, hold all of `words`; of `unit` and those below it only, if one is given."""
    found = Person.objects.visible_to(person).active().with_unit()
    for word in fold(words).split():
        found = found.filter(folded_names__contains=word)
    if unit is not None:
        found = found.filter(unit__path__startswith=unit.path)
    last = Person.objects.filter(pk=after).values_list("sort_key", flat=True).first() if after else None
    if last is not None:
        found = found.filter(Q(sort_key__gt=last) | Q(sort_key=last, pk__gt=after))
    rows = list(found.order_by("sort_key", "pk")[: limit + 1])
    return Directory(rows[:limit], rows[limit - 1].pk if len(rows) > limit else None)


def person_for_mail(*, address: str) -> Person | None:
    """Return the colleague who writes from this address: the one they sign in with, or the one on record."""
    folded = address.strip().lower()
    if not folded:
        return None
    known = Person.objects.active().filter(Q(account__email=folded) | Q(mail__iexact=folded))
    return known.order_by("pk").first()


def names_of(ids: Sequence[int]) -> dict[int, Person]:
    """Return persons by id, those who left included: for saying who did something."""
    return Person.objects.with_unit().in_bulk(ids)


def colleague_called(*, person: Person | None, words: str) -> Person:
    """Return the one colleague whose mail address or name is meant by `words`; raise `Invalid` (field `who`) for none and for several."""
    if "@" in words and require_colleague(person) and (known := person_for_mail(address=words)):
        return known
    found = directory(person=person, words=words, limit=2).people
    if not found or not fold(words):
        raise Invalid(_("No colleague goes by this name."), field="who")
    if len(found) > 1:
        raise Invalid(_("Several colleagues go by this name. Write more of it, or the mail address."), field="who")
    return found[0]
