"""A file of people on its way in: uploaded, its columns chosen, checked as a whole, applied. Each step is one function here."""

import shutil
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from django.core.cache import cache
from django.core.files.base import File
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from hamsoo.kernel.errors import Conflict, Invalid
from hamsoo.kernel.imports import ImportIsRunning, Problem, Report, Stage, Unreadable, run_import
from hamsoo.people import rules
from hamsoo.people.actions.importing import note_import
from hamsoo.people.importers import fields, tables
from hamsoo.people.importers.people import FileOfPeople
from hamsoo.people.importers.planning import Choices
from hamsoo.people.models import ColumnMapping, PeopleFile, Person

PREVIEW = 5
KEPT_DAYS = 7
_PROGRESS_SECONDS = 3_600
_State = PeopleFile.State


@dataclass(frozen=True, slots=True)
class Progress:
    """How far the work on a file has come: `percent` of `stage` (reading, applying)."""

    stage: str
    percent: int

    @property
    def ratio(self) -> float:
        """Return the share that is done."""
        return self.percent / 100


@transaction.atomic
def upload(*, actor: Person, name: str, content: File, at: datetime) -> PeopleFile:  # type: ignore[type-arg]
    """Keep a file, and read its headers; what was chosen for files with the same headers is chosen again.

    Raises `Unreadable` for what is no table.
    """
    rules.require_can_manage_people(actor)
    _drop_old(at)
    kept = PeopleFile(name=Path(name).name[:200] or "people", by=actor, uploaded_at=at)
    kept.file.save(f"{at:%Y%m%d%H%M%S}", content, save=False)
    try:
        with local(kept) as path:
            lines = tables.first_lines(path, name=kept.name, count=0)
    except Unreadable:
        kept.file.delete(save=False)
        raise
    kept.headers = list(lines[0].cells)
    known = ColumnMapping.objects.filter(headers_key=fields.key_of(kept.headers)).first()
    kept.mapping = known.mapping if known else {str(column): name for column, name in fields.guess(kept.headers).items()}
    kept.choices = Choices().as_json()
    kept.save()
    return kept


@transaction.atomic
def choose(*, actor: Person, file: PeopleFile, mapping: Mapping[int, str], choices: Choices) -> PeopleFile:
    """Say which column fills which field, and what is to be done about the unknown and the missing."""
    rules.require_can_manage_people(actor)
    file = _locked(file)
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
    file = _locked(file)
    if apply and file.state not in (_State.CHECKED, _State.FAILED):
        raise Conflict(_("Check the file first."))
    file.state = _State.APPLYING if apply else _State.CHECKING
    file.save(update_fields=["state"])
    return file


def carry_out(*, file: PeopleFile, at: datetime) -> None:
    """Check or apply a file, as its state says, and keep what came of it. Begun again after a crash, it goes on where it was."""
    is_applying = file.state == _State.APPLYING
    try:
        with local(file) as path:
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
            report = run_import(importer, dry_run=not is_applying, progress=_teller(file))
    except Unreadable as error:
        _give_up(file, error.problem, at)
    except ImportIsRunning:
        reason, fix = gettext_noop("Another import of people is running."), gettext_noop("Try again when it has ended.")
        _give_up(file, Problem(file.name, 0, "", reason, fix), at)
    except BaseException:
        PeopleFile.objects.filter(pk=file.pk).update(state=_State.FAILED, ended_at=at)
        raise
    else:
        _keep(file, importer, report, at)


def progress_of(file: PeopleFile) -> Progress | None:
    """Return how far the work has come; None before it has begun."""
    found: Progress | None = cache.get(_key(file))
    return found


@transaction.atomic
def discard(*, actor: Person, file: PeopleFile) -> None:
    """Drop a file that shall not be applied (any more); what was applied stays."""
    rules.require_can_manage_people(actor)
    file = _locked(file)
    _drop(file)
    file.delete()


@contextmanager
def local(file: PeopleFile) -> Iterator[Path]:
    """Give the file as a path on this machine, wherever the storage keeps it."""
    if not file.file:
        raise Unreadable(Problem(file.name, 0, "", gettext_noop("The file is not there any more."), gettext_noop("Upload it again.")))
    with tempfile.TemporaryDirectory(prefix="hamsoo-people-") as folder:
        path = Path(folder) / "people"
        with file.file.open("rb") as source, path.open("wb") as copy:
            shutil.copyfileobj(source, copy)
        yield path


def _give_up(file: PeopleFile, problem: Problem, at: datetime) -> None:
    """Keep why a file could not be worked on."""
    file.state, file.ended_at, file.problems, file.problem_count = _State.FAILED, at, [problem.as_json()], 1
    file.save(update_fields=["state", "ended_at", "problems", "problem_count"])


def _keep(file: PeopleFile, importer: FileOfPeople, report: Report, at: datetime) -> None:
    """Keep how it ended; a file that was applied is not needed any more."""
    is_applying = file.state == _State.APPLYING
    problems = importer.flaws or list(report.problems)
    file.problems, file.problem_count = [problem.as_json() for problem in problems], max(report.problem_count, len(problems))
    file.state = _State.FAILED if file.problem_count else _State.DONE if is_applying else _State.CHECKED
    file.ended_at = at
    if importer.counts:
        file.counts, file.missing = importer.counts, importer.missing
    file.save(update_fields=["problems", "problem_count", "state", "ended_at", "counts", "missing"])
    if file.state == _State.DONE:
        note_import(actor=file.by, source="file", counts=file.counts, at=at)
        _drop(file)
        file.save(update_fields=["file"])


def _teller(file: PeopleFile) -> "_Teller":
    return _Teller(_key(file))


class _Teller:
    """Keeps how far the work has come where the page finds it, at most once a percent."""

    def __init__(self, key: str) -> None:
        self._key, self._last = key, ("", -1)

    def __call__(self, stage: Stage, done: int, of: int) -> None:
        percent = min(100, done * 100 // of) if of else 100
        if (stage.value, percent) != self._last:
            self._last = (stage.value, percent)
            cache.set(self._key, Progress(stage.value, percent), _PROGRESS_SECONDS)


def _key(file: PeopleFile) -> str:
    return f"people.file.{file.pk}"


def _locked(file: PeopleFile) -> PeopleFile:
    """Return the file as it is now; refuse while a job works on it."""
    file = PeopleFile.objects.select_for_update(of=("self",)).get(pk=file.pk)
    if file.is_at_work:
        raise Conflict(_("This file is being worked on. Wait until that has ended."))
    if file.state == _State.DONE:
        raise Conflict(_("This file was applied already."))
    return file


def _drop(file: PeopleFile) -> None:
    if file.file:
        file.file.delete(save=False)
        file.file = ""  # type: ignore[assignment]
    cache.delete(_key(file))


def _drop_old(at: datetime) -> None:
    """Remove files that nobody applied: they hold what is known of people."""
    for file in PeopleFile.objects.filter(uploaded_at__lt=at - timedelta(days=KEPT_DAYS)).exclude(file=""):
        _drop(file)
        file.save(update_fields=["file"])
