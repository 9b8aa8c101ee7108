"""`hamsoo demo`: a made-up company in a data folder of its own."""

import gc
import json
import os
import shutil
import sys
from collections.abc import Callable
from dataclasses import replace
from importlib import import_module
from pathlib import Path

import click
from rich.console import Console
from rich.table import Table

from hamsoo.site.commands.ready import django_ready
from hamsoo.site.commands.up import chosen_config
from hamsoo.site.config import Config
from hamsoo.site.language import gettext as _
from hamsoo.site.services.errors import ServiceError
from hamsoo.site.services.home import HomeLock
from hamsoo.site.services.installation import Installation
from hamsoo.site.services.output import Reporter

_FOLDER = "demo"
_SIGN_INS = "sign-ins.json"
_COLUMNS = ("name", "role", "email", "password")
_LOAD = (sys.executable, "-m", "hamsoo", "demo", "--only-load")


@click.command()
@click.option("--host", help=_("Address to listen at. [HAMSOO_HOST, 127.0.0.1]"))
@click.option("--port", help=_("Port to listen at. [HAMSOO_PORT, 8000]"))
@click.option("--reset", is_flag=True, help=_("Throw the demonstration's data away first."))
@click.option("--only-load", is_flag=True, hidden=True)
def demo(host: str | None, port: str | None, reset: bool, only_load: bool) -> None:  # noqa: D103 - the list of commands says it
    config = chosen_config(host=host, port=port)
    if only_load:
        _load(config)
        return
    if not config.runs_postgres:
        raise ServiceError(_("The demonstration keeps to databases of its own: unset HAMSOO_DATABASE_URL."))
    config = replace(config, home=config.home / _FOLDER)
    if reset:
        _reset(config.home)
    once = [] if _is_loaded(config.home) else [("demo", _LOAD)]
    sys.exit(Installation(config, reporter=Reporter(), once=once, on_ready=_show_sign_ins(config.home)).run())


def _is_loaded(home: Path) -> bool:
    """Say whether an earlier start came to the end of loading: asking the database again costs two seconds."""
    return (home / _SIGN_INS).exists() and (home / "postgres" / "PG_VERSION").exists()


def _load(config: Config) -> None:
    """Fill the database unless it is filled, and leave the accounts to sign in with in the data folder."""
    with django_ready(config):
        load = import_module("hamsoo.desk.demo.loader").ensure
        # What is there now stays: looking through it for garbage again and again was a tenth of the time.
        gc.freeze()
        gc.set_threshold(100_000, 20, 50)
        sign_ins = load(click.echo)
    rows = [{column: str(getattr(sign_in, column)) for column in _COLUMNS} for sign_in in sign_ins]
    descriptor = os.open(config.home / _SIGN_INS, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w") as file:
        json.dump(rows, file, ensure_ascii=False)


def _reset(home: Path) -> None:
    """Empty the demonstration's folder; refuse while it runs."""
    lock = HomeLock(home)
    lock.take()
    try:
        for path in home.iterdir():
            if path.is_dir():
                shutil.rmtree(path)
            elif path.name != "lock":
                path.unlink()
    finally:
        lock.release()


def _show_sign_ins(home: Path) -> Callable[[], None]:
    def show() -> None:
        table = Table(title=_("Sign in as"))
        for heading in (_("Name"), _("Role"), _("Email"), _("Password")):
            table.add_column(heading)
        for row in json.loads((home / _SIGN_INS).read_text()):
            table.add_row(*[row[column] for column in _COLUMNS])
        Console().print(table)

    return show
