"""A file of records on its way in: uploaded, its columns chosen, checked as a whole, taken over. Each step is one function here."""

from collections.abc import Mapping
from datetime import datetime
from functools import partial
from pathlib import Path

from django.core.files.base import File
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from hamsoo.identity import actions, rules
from hamsoo.identity.importers import rows
from hamsoo.identity.importers.checking import guess_key
from hamsoo.identity.importers.records import FileOfRecords
from hamsoo.identity.models import Entity, RecordFile, System
from hamsoo.identity.models import Mapping as Saved
from hamsoo.identity.resolution import read_columns
from hamsoo.kernel.errors import Invalid, NotFound
from hamsoo.kernel.imports import Report, run_import, uploads
from hamsoo.people.models import Person

PREVIEW = 5
_SAMPLE = 100
MOST_LEFT_OUT = 1_000
_State = RecordFile.State


@transaction.atomic
def upload(*, actor: Person, system: System, entity: str, name: str, content: File, at: datetime) -> RecordFile:  # type: ignore[type-arg]
    """Keep a file of a system and read its columns; what was chosen for the system before is chosen again, the rest is guessed.

    Raises `Unreadable` for what is no table.
    """
    _require(actor, system)
    if entity not in Entity.values:
        raise Invalid(_("Choose whether these are persons or companies."), field="entity")
    uploads.drop_old(RecordFile, at=at)
    kept = RecordFile(name=Path(name).name[:200] or "records", system=system, entity=entity, by=actor, uploaded_at=at)
    uploads.keep(kept, content, read=partial(rows.headers_of, name=kept.name), at=at)
    with uploads.local(kept) as path:
        samples = rows.first_payloads(path, name=kept.name, count=_SAMPLE)
    key, columns = suggested(system, entity, kept.headers, samples)
    kept.key_column = key if key in kept.headers else guess_key(kept.headers, samples)
    kept.columns = {column: field for column, field in columns.items() if column in kept.headers}
    kept.save()
    return kept


def suggested(system: System, entity: str, headers: list[str], samples: list[Mapping[str, object]]) -> tuple[str, dict[str, str]]:
    """Return the key and the columns to begin with: those saved for the system, be they in the file or not; else guessed."""
    texts = [{column: str(value) for column, value in row.items()} for row in samples]
    guessed = read_columns(headers, texts, entity=entity)  # type: ignore[arg-type]
    saved = Saved.objects.filter(system=system.pk, entity=entity).first()
    if saved is None:
        return guess_key(headers, samples), guessed
    return saved.key_column, saved.columns


@transaction.atomic
def choose(*, actor: Person, file: RecordFile, key_column: str, columns: Mapping[str, str], at: datetime) -> RecordFile:
    """Say which column names the rows and which hold what; it is saved for the system."""
    _require(actor, file.system)
    file = uploads.locked(file)
    if key_column not in file.headers:
        raise Invalid(_("Choose the column that names each row."), field="key_column")
    known = {column: field for column, field in columns.items() if column in file.headers and field}
    if not known:
        raise Invalid(_("Choose a field for one column at least."), field="key_column")
    mapping = actions.save_mapping(actor=actor, system=file.system, entity=file.entity, key_column=key_column, columns=known, at=at)
    file.columns = {column: field for column, field in mapping.columns.items() if column in file.headers}
    file.key_column, file.state = mapping.key_column, _State.UPLOADED
    file.save(update_fields=["key_column", "columns", "state"])
    return file


@transaction.atomic
def begin(*, actor: Person, file: RecordFile, apply: bool) -> RecordFile:
    """Have a file checked, or (once it was, without a problem) taken over: a job does it."""
    _require(actor, file.system)
    return uploads.begin(file, apply=apply)


def carry_out(*, file: RecordFile, at: datetime) -> None:
    """Check a file or take it over, as its state says, and keep what came of it. Begun again after a crash, it goes on where it was."""
    importer: FileOfRecords | None = None

    def work() -> Report:
        nonlocal importer
        with uploads.local(file) as path:
            importer = FileOfRecords(
                path,
                name=file.name,
                system=file.system,
                entity=file.entity,
                key_column=file.key_column,
                columns=file.columns,
                actor=file.by,
                at=at,
                today=timezone.localdate(at),
            )
            return run_import(importer, dry_run=file.state != _State.APPLYING, progress=uploads.Teller(file))

    report = uploads.carried_out(file, work, at=at)
    if report is None or importer is None:
        return
    uploads.note_end(file, report, importer.flaws or report.problems, at=at)
    if report.counts:
        file.counts = report.counts["records"]
    if importer.left_out:
        file.left_out = importer.left_out[:MOST_LEFT_OUT]
    if file.state == _State.DONE:
        uploads.drop(file)
    file.save(update_fields=["problems", "problem_count", "state", "ended_at", "counts", "file", "left_out"])


@transaction.atomic
def discard(*, actor: Person, file: RecordFile) -> None:
    """Drop a file that shall not be taken over (any more); what was taken over stays."""
    _require(actor, file.system)
    file = uploads.locked(file)
    uploads.drop(file)
    file.delete()


def _require(actor: Person, system: System) -> None:
    rules.require_keeps_systems(actor)
    if not rules.sees_system(actor, system):
        raise NotFound
