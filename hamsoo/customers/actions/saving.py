"""Keeping filters of the list of customers under a name."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from hamsoo.customers.models import SavedList
from hamsoo.kernel.errors import Conflict, Invalid, NotFound
from hamsoo.people.models import Person

NAME_LENGTH, MOST_LISTS = 80, 100


@transaction.atomic
def save_list(*, actor: Person, name: str, asked: Mapping[str, str], is_shared: bool, at: datetime) -> SavedList:
    """Keep filters under a name, for oneself or for one's unit; a name of old gets these filters."""
    said = " ".join(name.replace("\x00", "").split())
    if not said or len(said) > NAME_LENGTH:
        raise Invalid(_("Give the list a name of up to %(count)s letters.") % {"count": NAME_LENGTH}, field="name")
    if not asked:
        raise Invalid(_("Choose a filter first: all customers are a list already."), field="name")
    own = SavedList.objects.filter(person=actor)
    if own.count() >= MOST_LISTS and not own.filter(name=said).exists():
        raise Conflict(_("You keep %(count)s lists already. Drop one first.") % {"count": MOST_LISTS})
    defaults = {"asked": dict(asked), "unit_id": actor.unit_id if is_shared else None, "at": at}
    return SavedList.objects.update_or_create(person=actor, name=said, defaults=defaults)[0]


def drop_list(*, actor: Person, pk: int) -> None:
    """Drop a list of one's own."""
    count, _by_model = SavedList.objects.filter(person=actor, pk=pk).delete()
    if not count:
        raise NotFound
