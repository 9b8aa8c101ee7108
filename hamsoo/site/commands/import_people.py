"""`hamsoo import people FILE`: the same way as the page of imports, for files of any size and for scripts."""

import os
import sys
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

import click
from rich.console import Console
from rich.table import Table

from hamsoo.site.commands.importing import carried_out
from hamsoo.site.commands.ready import django_ready
from hamsoo.site.language import LANGUAGES, spoken_language
from hamsoo.site.language import gettext as _
from hamsoo.site.services.errors import FAILED

if TYPE_CHECKING:
    from hamsoo.people.importers.people import FileOfPeople


@click.command(help=_("Import a list of people: a CSV file or an Excel workbook, with units and managers."))
@click.argument("file", metavar="FILE", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--column", "columns", multiple=True, metavar="FIELD=HEADER", help=_("Which column fills a field; else the headers are guessed.")
)
@click.option("--refuse-units", is_flag=True, help=_("Refuse units that are not known, instead of creating them."))
@click.option("--no-accounts", is_flag=True, help=_("Open no accounts for new colleagues."))
@click.option("--missing-leave", is_flag=True, help=_("Whoever is not in the file has left."))
@click.option("--allow-many", is_flag=True, help=_("Even when more than a third would leave."))
@click.option("--dry-run", is_flag=True, help=_("Read and check everything, and change nothing."))
@click.option("--report", type=click.Path(dir_okay=False, path_type=Path), help=_("Write what is wrong to this CSV file."))
@click.option("--language", type=click.Choice(LANGUAGES), help=_("Language of the messages. [HAMSOO_LANGUAGE]"))
def people(
    file: Path,
    columns: tuple[str, ...],
    refuse_units: bool,
    no_accounts: bool,
    missing_leave: bool,
    allow_many: bool,
    dry_run: bool,
    report: Path | None,
    language: str | None,
) -> None:
    """Import the file; the help above says it to the user."""
    if language:
        os.environ["HAMSOO_LANGUAGE"] = language
    with django_ready(migrated=True):
        choices = import_module("hamsoo.people.importers.planning").Choices(
            creates_units=not refuse_units, opens_accounts=not no_accounts, missing_leave=missing_leave, allows_many=allow_many
        )
        with import_module("django.utils.translation").override(spoken_language()):
            importer = _importer(file, columns, choices)
            code = carried_out(importer, dry_run=dry_run, counts=lambda _report: _counts(importer))
            if report is not None:
                report.write_text(import_module("hamsoo.kernel.imports.report").as_csv(importer.flaws), encoding="utf-8")
            if code == 0 and not dry_run:
                _note(importer)
        sys.exit(code)


def _importer(file: Path, columns: tuple[str, ...], choices: object) -> "FileOfPeople":
    """Read the headers and say which column fills which field; end the command when that cannot be said."""
    imports, tables = import_module("hamsoo.kernel.imports"), import_module("hamsoo.kernel.imports.tables")
    fields, clock = import_module("hamsoo.people.importers.fields"), import_module("hamsoo.kernel.clock")
    try:
        headers = list(tables.first_lines(file, name=file.name, count=0)[0].cells)
    except imports.Unreadable as error:
        click.secho(f"{error.problem.said_reason()} {error.problem.said_fix()}", fg="red", err=True)
        sys.exit(FAILED)
    chosen = _chosen(columns, headers, set(fields.FIELDS)) if columns else fields.guess(headers)
    if missing := fields.missing_fields(chosen):
        raise click.UsageError(
            _("No column fills “{field}”; the headers are: {headers}").format(field=missing[0].name, headers=", ".join(headers))
        )
    at = clock.now()
    return import_module("hamsoo.people.importers.people").FileOfPeople(  # type: ignore[no-any-return]
        file,
        name=file.name,
        headers=headers,
        columns=chosen,
        choices=choices,
        actor=import_module("hamsoo.ledger.actors").SYSTEM,
        at=at,
        today=import_module("django.utils.timezone").localdate(at),
    )


def _chosen(columns: tuple[str, ...], headers: list[str], known: set[str]) -> dict[int, str]:
    found = {}
    for text in columns:
        field, _sign, header = text.partition("=")
        if field not in known:
            raise click.UsageError(_("“{field}” is no field; there are: {fields}").format(field=field, fields=", ".join(sorted(known))))
        if header not in headers:
            raise click.UsageError(_("“{header}” is no header; there are: {headers}").format(header=header, headers=", ".join(headers)))
        found[headers.index(header)] = field
    return found


def _counts(importer: "FileOfPeople") -> Table:
    """Return who joins, changes, leaves and stays."""
    table = Table(_("Join"), _("Change"), _("Leave"), _("Stay"), _("Missing"), _("New units"))
    names = ("joined", "changed", "left", "same", "missing", "units")
    table.add_row(*[str(importer.counts.get(name, 0)) for name in names])
    if importer.missing:
        Console(soft_wrap=True, stderr=True).print(_("Not in the file:"), ", ".join(importer.missing[:20]), markup=False)
    return table


def _note(importer: "FileOfPeople") -> None:
    system, clock = import_module("hamsoo.ledger.actors").SYSTEM, import_module("hamsoo.kernel.clock")
    import_module("hamsoo.people.actions.importing").note_import(actor=system, source="file", counts=importer.counts, at=clock.now())
