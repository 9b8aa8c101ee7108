"""Reading the audit log."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q

from hamsoo.ledger.facts import facts_by_id
from hamsoo.ledger.models import Entry
from hamsoo.ledger.presentation import Shown, present
from hamsoo.people.models import Person
from hamsoo.site.audit.kinds import names
from hamsoo.site.rules import require_administrator

PAGE = 50


@dataclass(frozen=True, slots=True)
class Page:
    """Facts, newest first; `before` is the entry to go on from, None at the end."""

    items: list[Shown]
    before: int | None


def audit(
    *,
    person: Person | None,
    kind: str = "",
    who: Person | None = None,
    since: datetime | None = None,
    until: datetime | None = None,
    before: int | None = None,
    limit: int = PAGE,
) -> Page:
    """Return the audit log, or its facts of one kind, by or about one colleague, of a span (since <= happened < until).

    Administrators only; facts of secret groups that the administrator is not in are left out, as everywhere.
    """
    reader = require_administrator(person)
    found = Entry.objects.filter(name__in=names(kind))
    if who is not None:
        about = Entry.objects.filter(objects_rows__type="person", objects_rows__object_id=who.pk)
        found = found.filter(Q(actor_type="person", actor_id=who.pk) | Q(pk__in=about.values("pk")))
    if since is not None:
        found = found.filter(happened_at__gte=since)
    if until is not None:
        found = found.filter(happened_at__lt=until)
    if before is not None:
        found = found.filter(pk__lt=before)
    ids = list(found.order_by("-pk").values_list("pk", flat=True)[: limit + 1])
    facts = facts_by_id(ids[:limit])
    shown = present([facts[pk] for pk in ids[:limit]], person=reader)
    return Page([shown[pk] for pk in ids[:limit] if pk in shown], ids[limit - 1] if len(ids) > limit else None)
