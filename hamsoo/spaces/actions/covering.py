"""The picture over a group or a unit."""

from datetime import datetime
from functools import partial

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction

from hamsoo.ledger.actions import record
from hamsoo.ledger.traits import Ref
from hamsoo.people.models import Person
from hamsoo.spaces import covers, events, queries, rules
from hamsoo.spaces.models import Space


def set_cover(*, actor: Person, space: Space, content: bytes | None, at: datetime) -> Space:
    """Show the middle of a picture over a group or a unit, or (None) none any more; who looks after it says so."""
    rules.require_can_manage(actor, queries.place(person=actor, pk=space.pk))
    # Decoding takes long and changes nothing: no row waits for it.
    version, written = covers.read(content) if content is not None else ("", b"")
    with transaction.atomic():
        held = queries.place(person=actor, pk=space.pk, lock=True)
        rules.require_can_manage(actor, held)
        old = held.cover_version
        if version == old:
            return held
        name = covers.file_name(held.pk, version)
        # The name follows from the content: a file that is there already, from an attempt that was rolled back, is the same.
        if version and not default_storage.exists(name):
            default_storage.save(name, ContentFile(written))
        held.cover_version = version
        held.save(update_fields=["cover_version"])
        fact = events.GroupDescribed(space_id=held.pk, fields=("cover",))
        record(fact, actor=actor, objects=[Ref("space", held.pk)], spaces=[held.pk], at=at)
        if old:
            transaction.on_commit(partial(default_storage.delete, covers.file_name(held.pk, old)))
    return held
