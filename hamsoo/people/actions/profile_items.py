"""The lines of a profile: customers, experience, education, certificates, interests, ways to be reached."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from hamsoo.kernel.errors import Invalid, NotAllowed, NotFound
from hamsoo.people import parts, rules
from hamsoo.people.actions.profile import locked, tell_edit
from hamsoo.people.models import Part, Person, ProfileItem


@transaction.atomic
def add_item(*, actor: Person, part: str, values: Mapping[str, Any], at: datetime) -> ProfileItem:
    """Add a line to a part of the actor's own profile, below the others. `values` are the fields that `parts.ITEM_FIELDS` names."""
    line = parts.written(part, values)
    person = locked(actor=actor, person=actor)
    _require_new_customer(person, part, line)
    ranks = list(ProfileItem.objects.filter(person=person, part=part).values_list("rank", flat=True))
    if len(ranks) >= parts.MOST_ITEMS:
        raise Invalid(_("There are too many lines: at most %(count)s.") % {"count": parts.MOST_ITEMS}, field="title")
    item = ProfileItem.objects.create(person=person, part=part, rank=max(ranks, default=-1) + 1, **line)
    tell_edit(person=person, changed=[part], at=at, is_hidden=item.is_hidden)
    return item


@transaction.atomic
def change_item(*, actor: Person, item: ProfileItem, values: Mapping[str, Any], at: datetime) -> ProfileItem:
    """Write a line of the actor's own profile anew. Nothing is said when nothing changed."""
    person, item = _own(actor, item)
    line = parts.written(item.part, values)
    if item.source and line["title"] != item.title:
        raise Invalid(_("The company's record names this customer; you can hide it."), field="title")
    _require_new_customer(person, item.part, line, item)
    was_hidden, changed = item.is_hidden, [name for name, value in line.items() if getattr(item, name) != value]
    if changed:
        for name in changed:
            setattr(item, name, line[name])
        item.save(update_fields=changed)
        tell_edit(person=person, changed=[item.part], at=at, is_hidden=was_hidden and item.is_hidden)
    return item


@transaction.atomic
def remove_item(*, actor: Person, item: ProfileItem, at: datetime) -> None:
    """Take a line from the actor's own profile; what the company's record says can only be hidden."""
    person, item = _own(actor, item)
    if item.source:
        raise NotAllowed(_("The company's record names this customer; you can hide it."))
    item.delete()
    tell_edit(person=person, changed=[item.part], at=at, is_hidden=item.is_hidden)


@transaction.atomic
def move_item(*, actor: Person, item: ProfileItem, by: int) -> None:
    """Move a line up (`by` -1) or down (1) among its neighbours; at the end it stays. The order is no fact."""
    person, item = _own(actor, item)
    lines = list(ProfileItem.objects.filter(person=person, part=item.part))
    place = next(place for place, line in enumerate(lines) if line.pk == item.pk)
    lines.insert(max(0, place + by), lines.pop(place))
    for rank, line in enumerate(lines):
        line.rank = rank
    ProfileItem.objects.bulk_update(lines, ["rank"])


def _own(actor: Person, item: ProfileItem) -> tuple[Person, ProfileItem]:
    """Return the owner and the line as it stands now, with nobody else changing it."""
    rules.require_can_edit_profile(actor, item.person)
    person = locked(actor=actor, person=actor)
    found = ProfileItem.objects.filter(pk=item.pk).first()
    if found is None:
        raise NotFound
    return person, found


def _require_new_customer(person: Person, part: str, line: Mapping[str, Any], item: ProfileItem | None = None) -> None:
    """Refuse a customer whom another line of the profile names already."""
    if part != Part.CUSTOMERS:
        return
    named = ProfileItem.objects.filter(person=person, part=part, folded_title=line["folded_title"]).first()
    if named is not None and named != item:
        raise Invalid(_("This customer stands on your profile already."), field="title")
