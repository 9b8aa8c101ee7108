"""`hamsoo passwords`: the list of passwords that nobody may choose because they have leaked."""

import sys
from importlib import import_module
from pathlib import Path

import click

from hamsoo.site.commands.progress import measured
from hamsoo.site.commands.ready import django_ready
from hamsoo.site.language import gettext as _
from hamsoo.site.language import spoken_language
from hamsoo.site.services.errors import FAILED


@click.group()
def passwords() -> None:  # noqa: D103 - the list of commands says it
    return


@passwords.command(help=_("Take over a list of leaked passwords: SHA-1 hashes ordered by hash, a line each, as Have I Been Pwned gives."))
@click.argument("file", metavar="FILE", type=click.Path(exists=True, dir_okay=False, path_type=Path))
def load(file: Path) -> None:  # noqa: D103
    with django_ready(), import_module("django.utils.translation").override(spoken_language()):
        settings, leaked = import_module("django.conf").settings, import_module("hamsoo.people.leaked")
        errors, numbers = import_module("hamsoo.kernel.errors"), import_module("hamsoo.kernel.numbers")
        try:
            with measured(_("Reading"), total=file.stat().st_size) as advance:
                count = leaked.load(source=file, target=Path(settings.LEAKED_PASSWORDS), told=advance)
        except errors.DomainError as error:
            click.secho(str(error), fg="red", err=True)
            sys.exit(FAILED)
        click.echo(_("{count} passwords can not be chosen any more.").format(count=numbers.format_number(count, spoken_language())))
