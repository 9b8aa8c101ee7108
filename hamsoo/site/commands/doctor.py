"""`hamsoo doctor`."""

import json
import sys
from collections.abc import Iterator
from dataclasses import asdict
from importlib import import_module

import click

from hamsoo.site.commands.ready import django_ready
from hamsoo.site.config import Config
from hamsoo.site.doctor import databases, machine
from hamsoo.site.doctor.findings import Finding, Level, carried_out, warn
from hamsoo.site.language import gettext as _
from hamsoo.site.services.errors import FAILED

_SIGNS = {Level.OK: ("✓", "green"), Level.WARN: ("!", "yellow"), Level.FAIL: ("✗", "red")}


@click.command()
@click.option("--json", "as_json", is_flag=True, help=_("Write a list of objects for programs."))
def doctor(as_json: bool) -> None:  # noqa: D103 - the list of commands says it
    found = []
    for finding in examine(Config.from_env()):
        found.append(finding)
        if not as_json:
            _print(finding)
    if as_json:
        click.echo(json.dumps([asdict(finding) for finding in found], ensure_ascii=False, indent=1))
    if any(finding.level is Level.FAIL for finding in found):
        sys.exit(FAILED)


def examine(config: Config) -> Iterator[Finding]:
    """Yield everything there is to say about the installation, from the ground up."""
    yield from carried_out(machine.checks(config), advice=_("Correct this first."))
    if config.runs_postgres and not (config.home / "postgres" / "PG_VERSION").exists():
        yield warn("PostgreSQL", _("no data yet"), _("`hamsoo up` will set it up."))
        return
    running = machine.running_pid(config) is not None
    yield from carried_out([(_("Servers"), lambda: _with_servers(config, running=running))], advice=_("Correct this first."))


def _with_servers(config: Config, *, running: bool) -> Iterator[Finding]:
    with django_ready(config) as addresses:
        yield from carried_out(databases.checks(addresses), advice=_("Check the address and that the server runs."))
        application = import_module("hamsoo.site.doctor.application")
        yield from carried_out(application.checks(running=running), advice=_("Run `hamsoo migrate`, then look again."))


def _print(finding: Finding) -> None:
    sign, colour = _SIGNS[finding.level]
    click.echo(f"{click.style(sign, fg=colour, bold=True)} {finding.subject}: {finding.seen}")
    if finding.advice:
        click.echo(f"  → {finding.advice}")
