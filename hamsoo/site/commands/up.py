"""`hamsoo up`."""

import os
import sys

import click

from hamsoo.site.config import Config
from hamsoo.site.language import gettext as _
from hamsoo.site.services.installation import Installation
from hamsoo.site.services.output import Reporter


@click.command()
@click.option("--host", help=_("Address to listen at; 0.0.0.0 for all. [HAMSOO_HOST, 127.0.0.1]"))
@click.option("--port", help=_("Port to listen at. [HAMSOO_PORT, 8000]"))
@click.option("--workers", help=_("Number of web processes. [HAMSOO_WEB_WORKERS, 1]"))
@click.option("--log", type=click.Choice(["text", "json"]), default="text", help=_("Form of the messages."))
def up(host: str | None, port: str | None, workers: str | None, log: str) -> None:  # noqa: D103 - the list of commands says it
    config = chosen_config(host=host, port=port, workers=workers)
    sys.exit(Installation(config, reporter=Reporter(as_json=log == "json")).run())


def chosen_config(*, host: str | None, port: str | None, workers: str | None = None) -> Config:
    """Read the configuration; what the command line says wins over the environment."""
    chosen = {"HAMSOO_HOST": host, "HAMSOO_PORT": port, "HAMSOO_WEB_WORKERS": workers}
    return Config.from_env({**os.environ, **{name: value for name, value in chosen.items() if value is not None}})
