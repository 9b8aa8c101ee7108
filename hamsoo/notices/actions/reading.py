"""What people do with their notices. It is their own business: no fact is stated, so nobody's reading habits are in the log."""

from collections.abc import Iterable
from datetime import datetime

from django.db import connection, transaction

from hamsoo.kernel import live
from hamsoo.notices.models import InboxItem, ReadUpTo
from hamsoo.people.models import Person

_MARK = """
INSERT INTO notices_mark (person_id, entry_id, read_at, done_at)
SELECT item.person_id, item.entry_id, %(at)s::timestamptz, %(done_at)s::timestamptz
FROM notices_inboxitem AS item WHERE item.person_id = %(person)s AND item.entry_id = ANY(%(entries)s)
ON CONFLICT (person_id, entry_id) DO UPDATE SET done_at = coalesce(notices_mark.done_at, excluded.done_at)
"""


@transaction.atomic
def mark_read(*, actor: Person, entry_ids: Iterable[int], at: datetime) -> None:
    """Mark notices as read. Entries that the actor was not told of are passed over."""
    _mark(actor, entry_ids, at, done_at=None)


@transaction.atomic
def put_away(*, actor: Person, entry_ids: Iterable[int], at: datetime) -> None:
    """Take notices out of the inbox; they count as read."""
    _mark(actor, entry_ids, at, done_at=at)


def _mark(actor: Person, entry_ids: Iterable[int], at: datetime, done_at: datetime | None) -> None:
    with connection.cursor() as cursor:
        cursor.execute(_MARK, {"at": at, "done_at": done_at, "person": actor.pk, "entries": list(entry_ids)})
    live.publish(f"inbox:{actor.pk}", 0)


@transaction.atomic
def mark_all_read(*, actor: Person, at: datetime) -> None:
    """Mark everything read that is in the inbox now; what comes later is unread again."""
    newest = InboxItem.objects.filter(person=actor).order_by("-position").values_list("position", flat=True).first()
    if newest is not None:
        ReadUpTo.objects.update_or_create(person=actor, defaults={"position": newest, "at": at})
        live.publish(f"inbox:{actor.pk}", 0)
