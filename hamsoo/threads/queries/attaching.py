"""Files that hang on things."""

from collections.abc import Iterable
from functools import reduce
from operator import or_

from django.db.models import Q

from hamsoo.kernel.errors import NotFound
from hamsoo.ledger.traits import Ref
from hamsoo.people.models import Person
from hamsoo.threads import targets
from hamsoo.threads.models import Attachment


def attachments_of(refs: Iterable[Ref]) -> dict[Ref, list[Attachment]]:
    """Return what hangs on things that the caller has found visible, pictures first: one query, however many things."""
    ids: dict[str, set[int]] = {}
    for ref in refs:
        ids.setdefault(ref.type, set()).add(ref.id)
    if not ids:
        return {}
    wanted = reduce(or_, (Q(target_type=type_, target_id__in=found) for type_, found in ids.items()))
    found: dict[Ref, list[Attachment]] = {}
    for one in Attachment.objects.filter(wanted).order_by("place", "pk"):
        found.setdefault(Ref(one.target_type, one.target_id or 0), []).append(one)
    return found


def attachment(*, person: Person, pk: int) -> Attachment:
    """Return a file that `person` sent and that waits, or one on a thing that they see now; raise `NotFound` otherwise."""
    found = Attachment.objects.filter(pk=pk).first()
    if found is None:
        raise NotFound
    if found.target is None:
        if found.uploader_id != person.pk:
            raise NotFound
    else:
        targets.get(person=person, ref=found.target)
    return found


def waiting(*, person: Person, ids: Iterable[int]) -> list[Attachment]:
    """Return those of these files that `person` sent and that hang on nothing yet, in the order given."""
    found = Attachment.objects.visible_to(person).in_bulk(list(ids))
    return [found[pk] for pk in dict.fromkeys(ids) if pk in found]
