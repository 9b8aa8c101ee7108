"""Files that hang on things."""

from collections.abc import Iterable

from django.db.models import BooleanField
from django.db.models.expressions import RawSQL

from hamsoo.kernel.arrays import array
from hamsoo.kernel.errors import NotFound
from hamsoo.kernel.prepared import Given, Prepared
from hamsoo.ledger.traits import Ref
from hamsoo.people.models import Person
from hamsoo.threads import targets
from hamsoo.threads.models import Attachment

_ON = "(target_type, target_id) IN (SELECT * FROM unnest(%s::text[], %s::bigint[]))"
_HANGS_THERE = RawSQL(_ON, (Given("types"), Given("ids")), BooleanField())  # noqa: S611 - nothing of a request is in it
# What every page of posts, questions and messages asks.
_ATTACHED = Prepared(lambda: Attachment.objects.filter(_HANGS_THERE).order_by("place", "pk"))


def attachments_of(refs: Iterable[Ref]) -> dict[Ref, list[Attachment]]:
    """Return what hangs on things that the caller has found visible, pictures first: one query, however many things."""
    wanted = sorted(set(refs))
    found: dict[Ref, list[Attachment]] = {}
    for one in _ATTACHED(types=array(ref.type for ref in wanted), ids=array(ref.id for ref in wanted)) if wanted else ():
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
