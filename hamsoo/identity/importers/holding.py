"""Uploaded files in which a row stands that is to be forgotten."""

from collections.abc import Collection

from hamsoo.identity.importers import rows
from hamsoo.identity.models import RecordFile, System
from hamsoo.kernel.imports import Unreadable, uploads


def files_with(*, system: System, entity: str, keys: Collection[str]) -> list[RecordFile]:
    """Return the uploaded files of a system, not applied yet, with a row of one of these keys; and those that cannot be read any more."""
    waiting = RecordFile.objects.filter(system=system.pk, entity=entity).exclude(file="").order_by("pk")
    return [file for file in waiting if _holds(file, keys)]


def drop(*, system: System, entity: str, keys: Collection[str]) -> list[int]:
    """Drop these files, and what was told of the rows of files that are gone; return the ids of those that were dropped."""
    dropped = files_with(system=system, entity=entity, keys=keys)
    for file in dropped:
        uploads.drop(file)
        file.save(update_fields=["file"])
    # The reports quote what stands in rows, and no more says which.
    told = RecordFile.objects.filter(system=system.pk, entity=entity, file="")
    told.exclude(problems=[]).update(problems=[])
    return [file.pk for file in dropped]


def _holds(file: RecordFile, keys: Collection[str]) -> bool:
    try:
        with uploads.local(file) as path:
            found = rows.payloads_of(path, name=file.name, meter=_deaf)
            return any(str(payload.get(file.key_column) or "").strip() in keys for _line, payload in found)
    except (Unreadable, FileNotFoundError):
        # What nobody can read is no loss, and may hold them.
        return True


def _deaf(_bytes: int) -> None:
    """Hear nothing of how far the reading is."""
