"""What is pushed, to whom, and to which browsers."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Q

from hamsoo.notices.kinds import KINDS
from hamsoo.notices.models import InboxItem, PushChoice, PushDevice
from hamsoo.notices.queries.choices import wishes_of
from hamsoo.notices.queries.inbox import Notice, merged, standing_now
from hamsoo.people.models import Person
from hamsoo.people.queries import living_sessions

PUSH_FRESH = timedelta(hours=1)
"""Nobody is woken because of what happened longer ago when it is found."""
_MOST = 20


@dataclass(frozen=True, slots=True)
class PushWishes:
    """What one person wants to have pushed: these kinds, and all that is placed in these spaces."""

    kinds: frozenset[str]
    space_ids: frozenset[int]


def usually_pushed(kind: str) -> bool:
    """Return whether notices of a kind are pushed to who chose nothing: where somebody waits, or speaks to them."""
    return kind in KINDS and KINDS[kind].is_pushed


def push_wishes_of(*, person: Person) -> PushWishes:
    """Return what `person` wants to have pushed: one query."""
    rows = list(PushChoice.objects.filter(person=person))
    chosen = {row.kind: row.is_pushed for row in rows if row.kind}
    kinds = frozenset(name for name in {*KINDS, *chosen} if chosen.get(name, usually_pushed(name)))
    return PushWishes(kinds, frozenset(row.space_id for row in rows if row.space_id and row.is_pushed))


def devices(*, person: Person) -> list[PushDevice]:
    """Return the browsers that `person` lets be woken, the newest first."""
    return list(PushDevice.objects.filter(person=person).order_by("-at", "-pk"))


def devices_to_wake(*, person: Person, at: datetime) -> list[PushDevice]:
    """Return the browsers of `person` where they are still signed in."""
    found = devices(person=person)
    living = living_sessions(keys=[device.session_key for device in found], at=at)
    return [device for device in found if device.session_key in living]


def people_to_push(*, after: int, until: int, since: datetime) -> list[int]:
    """Return the ids of those who were told something between two places in the log and have a browser to wake."""
    told = InboxItem.objects.filter(position__gt=after, position__lte=until, at__gte=since, delivery=InboxItem.Delivery.NOW)
    return sorted(told.filter(person__in=PushDevice.objects.values("person")).order_by().values_list("person", flat=True).distinct())


def for_push(*, person: Person, after: int, until: int, at: datetime) -> list[Notice]:
    """Return what is pushed of what came between two places in the log: still unread, still to be seen, and wanted so."""
    wanted, wishes = push_wishes_of(person=person), wishes_of(person=person)
    told = Q(kind__in=wanted.kinds) | Q(space_ids__overlap=list(wanted.space_ids))
    items = standing_now(person, wishes).filter(told, position__gt=after, position__lte=until, at__gte=at - PUSH_FRESH)
    return merged(list(items.order_by("-position")[:_MOST]), person, is_merging=True)
