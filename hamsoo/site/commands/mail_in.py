"""`hamsoo mail-in`: take one mail from standard input, as mail servers hand it to a program."""

import sys
from importlib import import_module

import click

from hamsoo.site.commands.ready import django_ready
from hamsoo.site.language import gettext as _
from hamsoo.site.language import spoken_language

# What mail servers understand (sysexits.h): send it back to who wrote it, and try again later.
REFUSED, LATER = 77, 75


@click.command()
@click.argument("recipients", nargs=-1)
def mail_in(recipients: tuple[str, ...]) -> None:  # noqa: D103 - the list of commands says it
    raw = sys.stdin.buffer.read(import_module("hamsoo.kernel.mail.reading").LARGEST + 1)
    try:
        with django_ready(migrated=True), import_module("django.utils.translation").override(spoken_language()):
            said = import_module("hamsoo.site.mail_in").taken(raw, recipients)
    except import_module("django.db").OperationalError as error:
        click.secho(str(error), fg="red", err=True)
        sys.exit(LATER)
    if said.refusal:
        click.secho(said.refusal, fg="red", err=True)
        sys.exit(REFUSED)
    click.echo(_("Taken.") if said.is_taken else _("Nothing to do."))
