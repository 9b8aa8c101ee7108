"""`hamsoo import`: one subcommand a source."""

import os
import re
import sys
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

import click
from rich.console import Console
from rich.progress import BarColumn, Progress, TaskID, TaskProgressColumn, TextColumn, TimeElapsedColumn
from rich.table import Table
from rich.text import Text

from hamsoo.site.commands.progress import measured
from hamsoo.site.commands.ready import django_ready
from hamsoo.site.language import LANGUAGES, spoken_language
from hamsoo.site.language import gettext as _
from hamsoo.site.services.errors import FAILED, IN_USE

if TYPE_CHECKING:
    from hamsoo.kernel.imports import Importer, Report, Sheet

_SITE = re.compile(r"[a-z0-9][a-z0-9-]{0,19}")
_STATES = ("new", "changed", "unchanged")


@click.group(name="import")
def import_() -> None:  # noqa: D103 - the list of commands says it
    return


def _short_name(_context: click.Context, _parameter: click.Parameter, value: str) -> str:
    if not _SITE.fullmatch(value):
        raise click.BadParameter(_("Up to 20 small Latin letters, digits and hyphens."))
    return value


@import_.command(help=_("Import a dump of a Stack Exchange site: the folder with Posts.xml and Users.xml."))
@click.argument("folder", metavar="DIR", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--unit", default="", help=_("Unit that the people are entered in, by code or name; made if there is none."))
@click.option("--site", default="se", callback=_short_name, help=_("Short name that keeps several sites apart. [se]"))
@click.option("--dry-run", is_flag=True, help=_("Read and check everything, and change nothing."))
@click.option("--language", type=click.Choice(LANGUAGES), help=_("Language of the messages. [HAMSOO_LANGUAGE]"))
def stackexchange(folder: Path, unit: str, site: str, dry_run: bool, language: str | None) -> None:  # noqa: D103
    if language:
        os.environ["HAMSOO_LANGUAGE"] = language
    with django_ready(migrated=True):
        now = import_module("hamsoo.kernel.clock").now()
        source = import_module("hamsoo.questions.importers.stackexchange")
        sys.exit(_carried_out(source.StackExchange(folder, at=now, unit=unit, site=site), dry_run=dry_run))


def _carried_out(importer: "Importer", *, dry_run: bool) -> int:
    """Run the import for the user of the terminal; return the exit code."""
    imports, translation = import_module("hamsoo.kernel.imports"), import_module("django.utils.translation")
    with translation.override(spoken_language()):
        try:
            with _Bars() as bars:
                report = imports.run_import(importer, dry_run=dry_run, progress=bars.show)
        except imports.ImportIsRunning as error:
            click.secho(str(error), fg="red", err=True)
            return IN_USE
        _say(report, importer.sheets)
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


def _say(report: "Report", sheets: "tuple[Sheet, ...]") -> None:
    """Say what was new and changed, or what is wrong and where."""
    console = Console(soft_wrap=True)
    if report.succeeded or report.applied_count:
        console.print(_counts(report, sheets))
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
