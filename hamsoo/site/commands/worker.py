"""`hamsoo worker`."""

from importlib import import_module

import click

from hamsoo.site.commands.ready import django_ready


@click.command()
def worker() -> None:  # noqa: D103 - the list of commands says it
    with django_ready():
        import_module("hamsoo.site.worker").run()
