"""`hamsoo import records FILE --system CODE`: the same way as the page of a system, for files of any size and for scripts."""

import os
import sys
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

import click

from hamsoo.site.commands.importing import carried_out
from hamsoo.site.commands.ready import django_ready
from hamsoo.site.language import LANGUAGES, spoken_language
from hamsoo.site.language import gettext as _
from hamsoo.site.services.errors import FAILED

if TYPE_CHECKING:
    from hamsoo.identity.importers.records import FileOfRecords

_SAMPLE = 100


@click.command(help=_("Take the records of a source system over: CSV, Excel or JSON lines, one record a row."))
@click.argument("file", metavar="FILE", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--system", "code", required=True, metavar="CODE", help=_("Short name of the source system."))
@click.option(
    "--new", "new_name", metavar="NAME", default="", help=_("Make the system, with this name, if there is none: every colleague reads it.")
)
@click.option("--entity", type=click.Choice(["person", "company"]), default="person", help=_("What the rows are. [person]"))
@click.option("--key", "key", metavar="HEADER", default="", help=_("The column that names each row; else it is guessed."))
@click.option(
    "--column",
    "columns",
    multiple=True,
    metavar="FIELD=HEADER",
    help=_("Which column fills a field; else as saved before, else the headers are guessed."),
)
@click.option("--later", is_flag=True, help=_("Leave finding out who they are to the next `hamsoo resolve`: for large files."))
@click.option("--dry-run", is_flag=True, help=_("Read and check everything, and change nothing."))
@click.option("--report", type=click.Path(dir_okay=False, path_type=Path), help=_("Write what is wrong to this CSV file."))
@click.option("--language", type=click.Choice(LANGUAGES), help=_("Language of the messages. [HAMSOO_LANGUAGE]"))
def records(
    file: Path,
    code: str,
    new_name: str,
    entity: str,
    key: str,
    columns: tuple[str, ...],
    later: bool,
    dry_run: bool,
    report: Path | None,
    language: str | None,
) -> None:
    """Take the file over; the help above says it to the user."""
    if language:
        os.environ["HAMSOO_LANGUAGE"] = language
    with django_ready(migrated=True), import_module("django.utils.translation").override(spoken_language()):
        try:
            importer = _importer(file, code, new_name, entity, key, columns, later=later, dry_run=dry_run)
        except import_module("hamsoo.kernel.imports").Unreadable as error:
            click.secho(f"{error.problem.said_reason()} {error.problem.said_fix()}", fg="red", err=True)
            sys.exit(FAILED)
        except import_module("hamsoo.kernel.errors").DomainError as error:
            raise click.UsageError(str(error)) from error
        code_of_exit = carried_out(importer, dry_run=dry_run)
        if report is not None:
            report.write_text(import_module("hamsoo.kernel.imports.report").as_csv(importer.flaws), encoding="utf-8")
        sys.exit(code_of_exit)


def _importer(
    file: Path, code: str, new_name: str, entity: str, key: str, columns: tuple[str, ...], *, later: bool, dry_run: bool
) -> "FileOfRecords":
    """Find the system and say which column is what; it is saved unless this is a dry run. Raises `Unreadable` or a `DomainError`."""
    rows, files = import_module("hamsoo.identity.importers.rows"), import_module("hamsoo.identity.importers.files")
    actions, at = import_module("hamsoo.identity.actions"), import_module("hamsoo.kernel.clock").now()
    actor = import_module("hamsoo.ledger.actors").SYSTEM
    headers = list(rows.headers_of(file, name=file.name))
    system = _system(code, new_name, at, dry_run=dry_run)
    samples = rows.first_payloads(file, name=file.name, count=_SAMPLE)
    guessed, chosen = files.suggested(system, entity, headers, samples)
    if columns:
        chosen = _chosen(columns, headers)
    key_column = key or guessed
    if not key_column:
        raise click.UsageError(_("Name the column of the key by --key; the headers are: {headers}").format(headers=", ".join(headers)))
    if not dry_run:
        chosen = actions.save_mapping(actor=actor, system=system, entity=entity, key_column=key_column, columns=chosen, at=at).columns
    return import_module("hamsoo.identity.importers.records").FileOfRecords(  # type: ignore[no-any-return]
        file,
        name=file.name,
        system=system,
        entity=entity,
        key_column=key_column,
        columns=chosen,
        actor=actor,
        at=at,
        today=import_module("django.utils.timezone").localdate(at),
        awaits_batch=later,
    )


def _system(code: str, new_name: str, at: object, *, dry_run: bool) -> object:
    """Return the system called `code`, made with `new_name` where there is none; a dry run makes none."""
    models = import_module("hamsoo.identity.models")
    found = models.System.objects.filter(code=code).first()
    if found is None and new_name:
        actions, actors = import_module("hamsoo.identity.actions"), import_module("hamsoo.ledger.actors")
        space = import_module("hamsoo.spaces.queries").organisation()
        if dry_run:
            return models.System(code=code, name_fa=new_name, space=space)
        return actions.add_system(actor=actors.SYSTEM, code=code, name_fa=new_name, space=space, at=at)
    if found is None:
        known = ", ".join(models.System.objects.values_list("code", flat=True)) or "–"
        raise click.UsageError(_("There is no system “{code}”; there are: {known}. Make it by --new NAME.").format(code=code, known=known))
    return found


def _chosen(columns: tuple[str, ...], headers: list[str]) -> dict[str, str]:
    found = {}
    for text in columns:
        field, _sign, header = text.partition("=")
        if header not in headers:
            raise click.UsageError(_("“{header}” is no header; there are: {headers}").format(header=header, headers=", ".join(headers)))
        found[header] = field
    return found
