"""Running an import from end to end: stage, validate, apply; and going on where an earlier run was cut off."""

import zlib
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from hamsoo.kernel import clock
from hamsoo.kernel.errors import Conflict
from hamsoo.kernel.imports.applying import Refused, apply_batch
from hamsoo.kernel.imports.importer import Importer
from hamsoo.kernel.imports.problems import Problem, Problems, Unreadable
from hamsoo.kernel.imports.staging import plan, stage
from hamsoo.kernel.locks import alone
from hamsoo.kernel.models import ImportRow, ImportRun

# One import of a kind at a time per database; the first number only has to differ from other advisory locks of ours.
_LOCK = 7_240_002

_State = ImportRun.State
_UNFINISHED = (_State.STAGING, _State.VALIDATED, _State.APPLYING)


class ImportIsRunning(Conflict):
    """Another import of the same kind is at work."""

    default = _("Another import of this kind is running. Try again when it has ended.")


class Stage(StrEnum):
    """What an import is doing: `READING` counts bytes, `APPLYING` rows."""

    READING = "reading"
    APPLYING = "applying"


Progress = Callable[[Stage, int, int], None]
"""Told the stage, and how much of how much of it is done."""


@dataclass(frozen=True, slots=True)
class Report:
    """How an import ended. `counts` is by sheet: rows that were new, changed and unchanged."""

    run_id: int
    is_dry_run: bool
    is_resumed: bool
    applied_count: int
    counts: dict[str, dict[str, int]]
    problems: tuple[Problem, ...]
    problem_count: int

    @property
    def succeeded(self) -> bool:
        """Return whether everything was in order."""
        return self.problem_count == 0


def run_import(importer: Importer, *, dry_run: bool = False, progress: Progress | None = None) -> Report:
    """Import a source: all of it is read and validated before the first row is applied; with any problem nothing is.

    Applying goes in batches, each with its bookmark in one transaction. A run that was killed is gone on with when the same source
    comes again; a source that comes twice changes nothing. A dry run says what would be new and changed, and applies nothing.

    Raises:
        ImportIsRunning: another import of the same kind is at work.
    """
    told = progress or _silent
    with alone(_LOCK, zlib.crc32(importer.kind.encode()) & 0x7FFFFFFF, refusal=ImportIsRunning):
        try:
            digest = importer.digest()
        except Unreadable as error:
            return _failed(_begun(importer, "", dry_run=dry_run), _one(error.problem))
        run = None if dry_run else _cut_off(importer, digest)
        is_resumed = run is not None
        if run is None:
            run = _begun(importer, digest, dry_run=dry_run)
            problems = _staged(run, importer, told)
            if problems.count:
                return _failed(run, problems)
        if not dry_run:
            try:
                _apply(run, importer, told)
            except Refused as error:
                return _failed(run, _one(error.problem), is_resumed=is_resumed)
        return _ended(run, _State.DONE, Problems(), is_resumed=is_resumed)


def _silent(_stage: Stage, _done: int, _of: int) -> None:
    """Tell nobody."""


def _cut_off(importer: Importer, digest: str) -> ImportRun | None:
    """Return the run of this very source that was validated and not finished."""
    ready = ImportRun.objects.filter(state__in=[_State.VALIDATED, _State.APPLYING], is_dry_run=False)
    return ready.filter(kind=importer.kind, origin=importer.origin, digest=digest).first()


def _begun(importer: Importer, digest: str, *, dry_run: bool) -> ImportRun:
    """Begin a run, after ending what was cut off and is not gone on with: what that applied is known by its keys."""
    for run in ImportRun.objects.filter(kind=importer.kind, state__in=_UNFINISHED):
        _ended(run, _State.FAILED, Problems())
    return ImportRun.objects.create(
        kind=importer.kind, origin=importer.origin, source=importer.source[-300:], digest=digest, is_dry_run=dry_run, started_at=clock.now()
    )


def _staged(run: ImportRun, importer: Importer, told: Progress) -> Problems:
    """Stage and validate the whole source; return what is wrong with it."""
    size, done = importer.size(), 0

    def meter(count: int) -> None:
        nonlocal done
        done += count
        told(Stage.READING, done, size)

    try:
        problems = stage(run, importer, meter)
    except Unreadable as error:
        return _one(error.problem)
    if not problems.count:
        run.state, run.counts = _State.VALIDATED, plan(run, importer)
        run.save(update_fields=["state", "counts"])
    return problems


def _apply(run: ImportRun, importer: Importer, told: Progress) -> None:
    """Apply what is left of the run, sheet by sheet."""
    total = sum(counts["new"] + counts["changed"] for counts in run.counts.values())
    run.state = _State.APPLYING
    run.save(update_fields=["state"])
    names = [sheet.name for sheet in importer.sheets]
    begin = names.index(run.sheet) if run.sheet else 0
    for sheet in importer.sheets[begin:]:
        told(Stage.APPLYING, run.applied_count, total)
        while apply_batch(run, importer, sheet):
            run.refresh_from_db(fields=["sheet", "row_id", "applied_count"])
            told(Stage.APPLYING, run.applied_count, total)


def _one(problem: Problem) -> Problems:
    problems = Problems()
    problems.add(problem)
    return problems


def _failed(run: ImportRun, problems: Problems, *, is_resumed: bool = False) -> Report:
    return _ended(run, _State.FAILED, problems, is_resumed=is_resumed)


def _ended(run: ImportRun, state: ImportRun.State, problems: Problems, *, is_resumed: bool = False) -> Report:
    """Close the run, remove its staged rows, and report."""
    run.state, run.finished_at = state, clock.now()
    run.problems, run.problem_count = [problem.as_json() for problem in problems.kept()], problems.count
    with transaction.atomic():
        run.save(update_fields=["state", "finished_at", "problems", "problem_count"])
        ImportRow.objects.filter(run=run).delete()
    return Report(
        run_id=run.pk,
        is_dry_run=run.is_dry_run,
        is_resumed=is_resumed,
        applied_count=run.applied_count,
        counts=run.counts,
        problems=tuple(problems.kept()),
        problem_count=problems.count,
    )
