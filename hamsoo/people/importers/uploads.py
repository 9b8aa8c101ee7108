"""A file of people on its way in: uploaded, its columns chosen, checked as a whole, applied. Each step is one function here."""

from collections.abc import Mapping
from datetime import datetime
from functools import partial
from pathlib import Path

from django.core.files.base import File
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from hamsoo.kernel.errors import Invalid
from hamsoo.kernel.imports import Report, run_import, uploads
from hamsoo.people import rules
from hamsoo.people.actions.importing import note_import
from hamsoo.people.importers import fields
from hamsoo.people.importers.people import FileOfPeople
from hamsoo.people.importers.planning import Choices
from hamsoo.people.models import ColumnMapping, PeopleFile, Person

PREVIEW = 5
_State = PeopleFile.State


@transaction.atomic
def upload(*, actor: Person, name: str, content: File, at: datetime) -> PeopleFile:  # type: ignore[type-arg]
    """Keep a file, and read its headers; what was chosen for files with the same headers is chosen again.

    Raises `Unreadable` for what is no table.
    """
    rules.require_can_manage_people(actor)
    uploads.drop_old(PeopleFile, at=at)
    kept = PeopleFile(name=Path(name).name[:200] or "people", by=actor, uploaded_at=at)
    uploads.keep(kept, content, read=partial(uploads.headers_of, name=kept.name), at=at)
    known = ColumnMapping.objects.filter(headers_key=fields.key_of(kept.headers)).first()
    kept.mapping = known.mapping if known else {str(column): name for column, name in fields.guess(kept.headers).items()}
    kept.choices = Choices().as_json()
    kept.save()
    return kept


@transaction.atomic
def choose(*, actor: Person, file: PeopleFile, mapping: Mapping[int, str], choices: Choices) -> PeopleFile:
    """Say which column fills which field, and what is to be done about the unknown and the missing."""
    rules.require_can_manage_people(actor)
    file = uploads.locked(file)
    filled = [name for name in mapping.values() if name]
    if unknown := set(filled) - fields.FIELDS.keys():
        raise Invalid(field=min(unknown))
    if double := next((name for name in filled if filled.count(name) > 1), None):
        raise Invalid(_("Two columns fill “%(field)s”. Choose one of them.") % {"field": fields.FIELDS[double].label})
    if missing := fields.missing_fields(dict(mapping)):
        raise Invalid(_("No column fills “%(field)s”. Choose the one that does.") % {"field": missing[0].label})
    file.mapping = {str(column): name for column, name in mapping.items() if name and column < len(file.headers)}
    file.choices = choices.as_json()
    file.state = _State.UPLOADED
    file.save(update_fields=["mapping", "choices", "state"])
    ColumnMapping.objects.update_or_create(headers_key=fields.key_of(file.headers), defaults={"mapping": file.mapping})
    return file


@transaction.atomic
def begin(*, actor: Person, file: PeopleFile, apply: bool) -> PeopleFile:
    """Have a file checked, or (once it was, without a problem) applied: the state says that it is being done; a job does it."""
    rules.require_can_manage_people(actor)
    return uploads.begin(file, apply=apply)


def carry_out(*, file: PeopleFile, at: datetime) -> None:
    """Check or apply a file, as its state says, and keep what came of it. Begun again after a crash, it goes on where it was."""
    importer: FileOfPeople | None = None

    def work() -> Report:
        nonlocal importer
        with uploads.local(file) as path:
            importer = FileOfPeople(
                path,
                name=file.name,
                headers=file.headers,
                columns={int(column): name for column, name in file.mapping.items()},
                choices=Choices(**file.choices),
                actor=file.by,
                at=at,
                today=timezone.localdate(at),
            )
            return run_import(importer, dry_run=file.state != _State.APPLYING, progress=uploads.Teller(file))

    report = uploads.carried_out(file, work, at=at)
    if report is not None and importer is not None:
        _keep(file, importer, report, at)


@transaction.atomic
def discard(*, actor: Person, file: PeopleFile) -> None:
    """Drop a file that shall not be applied (any more); what was applied stays."""
    rules.require_can_manage_people(actor)
    file = uploads.locked(file)
    uploads.drop(file)
    file.delete()


def _keep(file: PeopleFile, importer: FileOfPeople, report: Report, at: datetime) -> None:
    """Keep how it ended; a file that was applied is not needed any more."""
    uploads.note_end(file, report, importer.flaws or report.problems, at=at)
    if importer.counts:
        file.counts, file.missing = importer.counts, importer.missing
    file.save(update_fields=["problems", "problem_count", "state", "ended_at", "counts", "missing"])
    if file.state == _State.DONE:
        note_import(actor=file.by, source="file", counts=file.counts, at=at)
        uploads.drop(file)
        file.save(update_fields=["file"])
