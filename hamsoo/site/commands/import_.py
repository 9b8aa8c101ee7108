"""`hamsoo import`: one subcommand a source."""

import os
import re
import sys
from importlib import import_module
from pathlib import Path

import click

from hamsoo.site.commands.import_activities import activities, satisfaction
from hamsoo.site.commands.import_cases import cases
from hamsoo.site.commands.import_people import people
from hamsoo.site.commands.import_records import records
from hamsoo.site.commands.importing import carried_out
from hamsoo.site.commands.ready import django_ready
from hamsoo.site.language import LANGUAGES
from hamsoo.site.language import gettext as _

_SITE = re.compile(r"[a-z0-9][a-z0-9-]{0,19}")


@click.group(name="import")
def import_() -> None:  # noqa: D103 - the list of commands says it
    return


import_.add_command(activities)
import_.add_command(cases)
import_.add_command(people)
import_.add_command(records)
import_.add_command(satisfaction)


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
        sys.exit(carried_out(source.StackExchange(folder, at=now, unit=unit, site=site), dry_run=dry_run))
