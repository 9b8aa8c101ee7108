"""The photo of a colleague: kept in a few sizes, never as it was sent."""

from datetime import datetime
from functools import partial

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction

from hamsoo.people import photos
from hamsoo.people.actions.profile import locked, tell_edit
from hamsoo.people.models import Person


def set_photo(*, actor: Person, content: bytes, crop: photos.Crop | None = None, at: datetime) -> Person:
    """Show the square `crop` (None: the middle) of the picture `content` as the actor's photo. Raise `Invalid` for what is none."""
    # Decoding takes long and changes nothing: no row waits for it.
    photo = photos.read(content, crop)
    with transaction.atomic():
        person = locked(actor=actor, person=actor)
        if photo.version != person.photo_version:
            for size, made in photo.files.items():
                _store(photos.file_name(person.pk, photo.version, size), made)
            _show(person, photo.version, at)
    return person


@transaction.atomic
def remove_photo(*, actor: Person, at: datetime) -> Person:
    """Show no photo of the actor any more; its files go."""
    person = locked(actor=actor, person=actor)
    if person.photo_version:
        _show(person, "", at)
    return person


def _store(name: str, content: bytes) -> None:
    # The name follows from the content: a file that is there already, from an attempt that was rolled back, is the same.
    if not default_storage.exists(name):
        default_storage.save(name, ContentFile(content))


def _show(person: Person, version: str, at: datetime) -> None:
    old = person.photo_version
    person.photo_version = version
    person.save(update_fields=["photo_version"])
    tell_edit(person=person, changed=["photo"], at=at)
    if old:
        transaction.on_commit(partial(_delete, person.pk, old))


def _delete(person_id: int, version: str) -> None:
    for size in photos.SIZES:
        default_storage.delete(photos.file_name(person_id, version, size))
