"""`hamsoo import activities FILE --system CODE`: what happened with the customers of a system."""

import os
import sys
from importlib import import_module
from pathlib import Path

import click

from hamsoo.site.commands.importing import carried_out
from hamsoo.site.commands.ready import django_ready
from hamsoo.site.language import LANGUAGES
from hamsoo.site.language import gettext as _


@click.command(help=_("Take over what happened with the customers of a source system: calls, visits, invoices; CSV or Excel."))
@click.argument("file", metavar="FILE", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--system", "code", required=True, metavar="CODE", help=_("Short name of the source system."))
@click.option("--dry-run", is_flag=True, help=_("Read and check everything, and change nothing."))
@click.option("--language", type=click.Choice(LANGUAGES), help=_("Language of the messages. [HAMSOO_LANGUAGE]"))
def activities(file: Path, code: str, dry_run: bool, language: str | None) -> None:
    """Take the file over; the help above says it to the user."""
    if language:
        os.environ["HAMSOO_LANGUAGE"] = language
    with django_ready(migrated=True):
        systems = import_module("hamsoo.identity.models").System.objects
        system = systems.filter(code=code).first()
        if system is None:
            known = ", ".join(systems.values_list("code", flat=True)) or "–"
            raise click.UsageError(_("There is no system “{code}”; there are: {known}.").format(code=code, known=known))
        source, actor = import_module("hamsoo.customers.importers.activities"), import_module("hamsoo.ledger.actors").SYSTEM
        at = import_module("hamsoo.kernel.clock").now()
        sys.exit(carried_out(source.FileOfActivities(file, name=file.name, system=system, actor=actor, at=at), dry_run=dry_run))
