"""Sending files, and hanging them on things."""

import secrets
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from hamsoo.kernel import deadlines
from hamsoo.kernel.errors import Conflict, Invalid, NotFound
from hamsoo.ledger.actions import record
from hamsoo.ledger.traits import Ref
from hamsoo.people.models import Person
from hamsoo.people.queries import require_colleague
from hamsoo.threads import events, files
from hamsoo.threads.models import Attachment

SWEEP = "attachment.sweep"
WAITS = timedelta(hours=24)
"""How long a file may hang on nothing."""
MOST_WAITING = 100
MOST = 20
"""Files of one thing."""
LONGEST_ALT = 400


def upload(*, actor: Person, file: UploadedFile, at: datetime, name: str = "") -> Attachment:
    """Take a file in. It hangs on nothing yet: it is the actor's alone, and goes after a day unless it is attached.

    `name` is what it is called, where that is not the name of `file` itself.
    """
    require_colleague(actor)
    limit = settings.LARGEST_FILE
    if file.size is None or file.size > limit:
        words = _("“%(name)s” is too large: a file may have %(limit)s MB.")
        raise Invalid(words % {"name": files.safe_name(name or file.name or ""), "limit": limit // 1024**2}, field="file")
    if Attachment.objects.visible_to(actor).count() >= MOST_WAITING:
        raise Conflict(_("Many files of yours wait to be attached. Publish or discard those first."), field="file")
    # Decoding takes long and changes nothing: no row waits for it.
    found = files.read(name or file.name or "", file.read())
    with transaction.atomic():
        made = Attachment.objects.create(uploader=actor, **_described(found), at=at)
        _store(made, found)
        deadlines.set_deadline(kind=SWEEP, about=("attachment", made.pk), due_at=at + WAITS)
    return made


@transaction.atomic
def describe(*, actor: Person, attachment_id: int, alt: str) -> Attachment:
    """Say what a picture shows, for those who do not see it: who sent it says so, before it is attached and after."""
    found = Attachment.objects.filter(uploader=actor, pk=attachment_id, is_picture=True).select_for_update().first()
    if found is None:
        raise NotFound
    alt = " ".join(alt.replace("\x00", "").split())
    if len(alt) > LONGEST_ALT:
        raise Invalid(_("Say it in %(limit)s characters.") % {"limit": LONGEST_ALT}, field="alt")
    found.alt = alt
    found.save(update_fields=["alt"])
    return found


@transaction.atomic
def attach(*, actor: Person, target: Ref, attachment_ids: Iterable[int], at: datetime) -> list[Attachment]:
    """Let exactly these files hang on `target`, in this order; others that did are removed. Part of the action that writes the thing.

    Each is one that hangs there already, or one that the actor sent and that waits; anything else is `NotFound`.
    """
    wanted = list(dict.fromkeys(attachment_ids))
    if len(wanted) > MOST:
        raise Invalid(_("%(limit)s files at most.") % {"limit": MOST}, field="attachments")
    here = {one.pk: one for one in Attachment.objects.on(target).select_for_update()}
    if not wanted and not here:
        return []
    own = Attachment.objects.visible_to(actor).filter(pk__in=wanted).select_for_update().in_bulk()
    if any(pk not in here and pk not in own for pk in wanted):
        raise NotFound(_("One of the files is not there any more. Attach it again."), field="attachments")
    found = [here.get(pk) or own[pk] for pk in wanted]
    for place, one in enumerate(sorted(found, key=lambda one: not one.is_picture)):
        one.target_type, one.target_id, one.place = target.type, target.id, place
    Attachment.objects.bulk_update(found, ["target_type", "target_id", "place"])
    for pk in own:
        deadlines.clear(kind=SWEEP, about=("attachment", pk))
    gone = [one for pk, one in here.items() if pk not in wanted]
    _delete(gone)
    if own or gone:
        _say(actor, target, [pk for pk in wanted if pk in own], [one.pk for one in gone], at)
    return found


@transaction.atomic
def take_in(*, target: Ref, found: Sequence[files.Read], at: datetime) -> list[Attachment]:
    """Let files hang on `target` that came with it from outside. Part of the action that takes it in, which says so."""
    made = []
    for place, one in enumerate(sorted(found[:MOST], key=lambda one: not one.is_picture)):
        row = Attachment.objects.create(target_type=target.type, target_id=target.id, place=place, **_described(one), at=at)
        _store(row, one)
        made.append(row)
    return made


@transaction.atomic
def hand_on(*, source: Ref, target: Ref) -> None:
    """Let what hangs on `source` hang on `target`: a draft has become a post. Part of the action that makes it one."""
    Attachment.objects.on(source).update(target_type=target.type, target_id=target.id)


def _described(found: files.Read) -> dict[str, Any]:
    return {
        "name": found.name,
        "size": found.size,
        "is_picture": found.is_picture,
        "width": found.width,
        "height": found.height,
        "key": secrets.token_hex(16),
    }


def _store(made: Attachment, found: files.Read) -> None:
    for part, content in found.contents.items():
        default_storage.save(made.stored_as(part), ContentFile(content))


def _say(actor: Person, target: Ref, added: Sequence[int], gone: Sequence[int], at: datetime) -> None:
    fact = events.FilesAttached(target_type=target.type, target_id=target.id, attachment_ids=tuple(added), removed_ids=tuple(gone))
    record(fact, actor=actor, objects=[(target.type, target.id, "target")], spaces=[], at=at)


@transaction.atomic
def drop_files(*, targets: Iterable[Ref]) -> None:
    """Remove the files of things that are gone because their time is over; part of the action that removes them, which says so."""
    for target in targets:
        _delete(list(Attachment.objects.on(target).select_for_update()))


@transaction.atomic
def sweep(*, attachment_id: int) -> None:
    """Remove a file that hangs on nothing still."""
    _delete(list(Attachment.objects.waiting().filter(pk=attachment_id).select_for_update()))


def _delete(gone: Sequence[Attachment]) -> None:
    if not gone:
        return
    names = [one.stored_as(part) for one in gone for part in (("", "thumb") if one.is_picture else ("",))]
    Attachment.objects.filter(pk__in=[one.pk for one in gone]).delete()
    for name in names:
        transaction.on_commit(partial(default_storage.delete, name))
