"""`hamsoo import cases FILE`: cases with their histories from another system."""

import os
import sys
from importlib import import_module
from pathlib import Path

import click

from hamsoo.site.commands.importing import carried_out
from hamsoo.site.commands.ready import django_ready
from hamsoo.site.language import LANGUAGES
from hamsoo.site.language import gettext as _


@click.command(help=_("Take over cases with their histories, one row for each thing that happened; CSV or Excel."))
@click.argument("file", metavar="FILE", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--origin", required=True, metavar="NAME", help=_("Short name of where they come from; their numbers are its own."))
@click.option("--system", "code", metavar="CODE", help=_("Source system whose keys the customers are named by."))
@click.option("--group", "groups", multiple=True, metavar="GROUP=CODE", help=_("Which unit a group of the file is; as often as needed."))
@click.option("--dry-run", is_flag=True, help=_("Read and check everything, and change nothing."))
@click.option("--language", type=click.Choice(LANGUAGES), help=_("Language of the messages. [HAMSOO_LANGUAGE]"))
def cases(file: Path, origin: str, code: str | None, groups: tuple[str, ...], dry_run: bool, language: str | None) -> None:
    """Take the file over; the help above says it to the user."""
    if language:
        os.environ["HAMSOO_LANGUAGE"] = language
    mapped = dict(group.rpartition("=")[::2] for group in groups)
    with django_ready(migrated=True):
        systems = import_module("hamsoo.identity.models").System.objects
        system = systems.filter(code=code).first() if code else None
        if code and system is None:
            known = ", ".join(systems.values_list("code", flat=True)) or "–"
            raise click.UsageError(_("There is no system “{code}”; there are: {known}.").format(code=code, known=known))
        source, at = import_module("hamsoo.cases.importers.histories"), import_module("hamsoo.kernel.clock").now()
        file_of = source.FileOfHistories(file, name=file.name, origin=origin, at=at, groups=mapped, system=system)
        sys.exit(carried_out(file_of, dry_run=dry_run))
