"""`hamsoo migrate`."""

import click
from django.core.management import call_command

from hamsoo.site.commands.ready import django_ready


@click.command()
def migrate() -> None:  # noqa: D103 - the list of commands says it
    with django_ready():
        call_command("migrate", interactive=False)
