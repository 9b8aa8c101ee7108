"""Running an import for the user of a terminal: bars while it runs, then what was new, or what is wrong and where."""

from importlib import import_module
from typing import TYPE_CHECKING

import click
from rich.console import Console
from rich.progress import BarColumn, Progress, TaskID, TaskProgressColumn, TextColumn, TimeElapsedColumn
from rich.table import Table
from rich.text import Text

from hamsoo.site.commands.progress import measured
from hamsoo.site.language import gettext as _
from hamsoo.site.language import spoken_language
from hamsoo.site.services.errors import FAILED, IN_USE

if TYPE_CHECKING:
    from collections.abc import Callable

    from hamsoo.kernel.imports import Importer, Report, Sheet

_LINES_SAID = 20
_STATES = ("new", "changed", "unchanged")


def carried_out(importer: "Importer", *, dry_run: bool, counts: "Callable[[Report], Table] | None" = None) -> int:
    """Run the import for the user of the terminal, and say what came of it; return the exit code. `counts` draws its own table."""
    imports, translation = import_module("hamsoo.kernel.imports"), import_module("django.utils.translation")
    with translation.override(spoken_language()):
        try:
            with _Bars() as bars:
                report = imports.run_import(importer, dry_run=dry_run, progress=bars.show)
        except imports.ImportIsRunning as error:
            click.secho(str(error), fg="red", err=True)
            return IN_USE
        _say(report, importer.sheets, counts)
        if importer.left_out:
            lines = ", ".join(map(str, importer.left_out[:_LINES_SAID]))
            words = _("Left out, as they name customers who were forgotten: {count} lines, {lines}")
            click.echo(words.format(count=len(importer.left_out), lines=lines))
    if report.applied_count and not _worker_is_alive():
        with measured(_("Bringing feed, inboxes and search up to date"), total=None):
            import_module("hamsoo.ledger.runner").settle()
    return 0 if report.succeeded else FAILED


def _worker_is_alive() -> bool:
    """Tell whether a worker will see to the new facts by itself."""
    heartbeat = import_module("hamsoo.site.services.heartbeat")
    seconds = heartbeat.seconds_since_beat(import_module("hamsoo.kernel.live").client())
    return seconds is not None and seconds < heartbeat.LATE_SECONDS


class _Bars:
    """A bar a stage, on the terminal's error stream."""

    def __init__(self) -> None:
        columns = (TextColumn("{task.description}"), BarColumn(), TaskProgressColumn(), TimeElapsedColumn())
        console = Console(stderr=True)
        self._progress = Progress(*columns, console=console, transient=True, disable=not console.is_terminal)
        self._titles = {"reading": _("Reading and checking"), "applying": _("Applying")}
        self._tasks: dict[str, TaskID] = {}

    def __enter__(self) -> "_Bars":
        self._progress.start()
        return self

    def __exit__(self, *_error: object) -> None:
        self._progress.stop()

    def show(self, stage: str, done: int, of: int) -> None:
        """Show how far a stage has come."""
        if stage not in self._tasks:
            self._tasks[stage] = self._progress.add_task(self._titles[stage])
        self._progress.update(self._tasks[stage], completed=done, total=of)


def _say(report: "Report", sheets: "tuple[Sheet, ...]", counts: "Callable[[Report], Table] | None") -> None:
    """Say what was new and changed, or what is wrong and where."""
    console = Console(soft_wrap=True)
    if report.succeeded or report.applied_count:
        # A run that was gone on with has read nothing: only the rows tell what it did.
        console.print(counts(report) if counts and not report.is_resumed else _counts(report, sheets))
    if not report.succeeded:
        console.print(_problems(report))
        kept = len(report.problems)
        if report.problem_count > kept:
            console.print(_("{kept} of {count} problems are shown.").format(kept=kept, count=report.problem_count))
        console.print(_("Stopped there; correct it and start again.") if report.applied_count else _("Nothing was changed."))
    elif report.is_dry_run:
        console.print(_("A dry run: nothing was changed."))
    elif report.is_resumed:
        console.print(_("An import that had been cut off was finished."))


def _counts(report: "Report", sheets: "tuple[Sheet, ...]") -> Table:
    table = Table("", _("New"), _("Changed"), _("Unchanged"))
    for sheet in sheets:
        table.add_row(str(sheet.title), *[str(report.counts[sheet.name][state]) for state in _STATES])
    return table


def _problems(report: "Report") -> Table:
    table = Table(_("File"), _("Line"), _("Column"), _("What is wrong"), _("What to do"))
    for problem in report.problems:
        line = str(problem.line) if problem.line else ""
        # As text: what stands in a file is no markup of ours.
        table.add_row(*map(Text, (problem.file, line, problem.column, problem.said_reason(), problem.said_fix())))
    return table
