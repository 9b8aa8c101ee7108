"""`hamsoo manage`."""

import click
from django.core.management import execute_from_command_line

from hamsoo.site.commands.ready import django_ready


@click.command(context_settings={"ignore_unknown_options": True, "help_option_names": []})
@click.argument("arguments", nargs=-1, type=click.UNPROCESSED)
def manage(arguments: tuple[str, ...]) -> None:  # noqa: D103 - the list of commands says it
    with django_ready():
        execute_from_command_line(["hamsoo manage", *arguments])
