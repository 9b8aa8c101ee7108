"""`hamsoo import activities|satisfaction FILE --system CODE`: what a system knows of its customers."""

import os
import sys
from collections.abc import Callable
from importlib import import_module
from pathlib import Path

import click

from hamsoo.site.commands.importing import carried_out
from hamsoo.site.commands.ready import django_ready
from hamsoo.site.language import LANGUAGES
from hamsoo.site.language import gettext as _


def _of_system(command: Callable[..., None]) -> Callable[..., None]:
    """Give a command its file and its options, which are the same for whatever a system knows."""
    for given in (
        click.option("--language", type=click.Choice(LANGUAGES), help=_("Language of the messages. [HAMSOO_LANGUAGE]")),
        click.option("--dry-run", is_flag=True, help=_("Read and check everything, and change nothing.")),
        click.option("--system", "code", required=True, metavar="CODE", help=_("Short name of the source system.")),
        click.argument("file", metavar="FILE", type=click.Path(exists=True, dir_okay=False, path_type=Path)),
    ):
        command = given(command)
    return command


@click.command(help=_("Take over what happened with the customers of a source system: calls, visits, invoices; CSV or Excel."))
@_of_system
def activities(file: Path, code: str, dry_run: bool, language: str | None) -> None:
    """Take the file over; the help above says it to the user."""
    _taken("activities", "FileOfActivities", file, code, dry_run, language)


@click.command(help=_("Take over how satisfied the customers of a source system said that they are: CSAT, NPS, CES; CSV or Excel."))
@_of_system
def satisfaction(file: Path, code: str, dry_run: bool, language: str | None) -> None:
    """Take the file over; the help above says it to the user."""
    _taken("satisfaction", "FileOfAnswers", file, code, dry_run, language)


def _taken(module: str, name: str, file: Path, code: str, dry_run: bool, language: str | None) -> None:
    if language:
        os.environ["HAMSOO_LANGUAGE"] = language
    with django_ready(migrated=True):
        systems = import_module("hamsoo.identity.models").System.objects
        system = systems.filter(code=code).first()
        if system is None:
            known = ", ".join(systems.values_list("code", flat=True)) or "–"
            raise click.UsageError(_("There is no system “{code}”; there are: {known}.").format(code=code, known=known))
        source = getattr(import_module(f"hamsoo.customers.importers.{module}"), name)
        actor, at = import_module("hamsoo.ledger.actors").SYSTEM, import_module("hamsoo.kernel.clock").now()
        sys.exit(carried_out(source(file, name=file.name, system=system, actor=actor, at=at), dry_run=dry_run))
