"""`hamsoo sync ldap`: take over the company's directory now."""

import os
import sys
from importlib import import_module

import click
from rich.console import Console
from rich.table import Table
from rich.text import Text

from hamsoo.site.commands.ready import django_ready
from hamsoo.site.language import LANGUAGES, spoken_language
from hamsoo.site.language import gettext as _
from hamsoo.site.services.errors import FAILED

USAGE = 2


@click.group()
def sync() -> None:  # noqa: D103 - the list of commands says it
    return


@sync.command(help=_("Take over people and units from the directory (HAMSOO_LDAP_URL)."))
@click.option("--dry-run", is_flag=True, help=_("Read and check everything, and change nothing."))
@click.option("--allow-many", is_flag=True, help=_("Even when more than a third would leave."))
@click.option("--language", type=click.Choice(LANGUAGES), help=_("Language of the messages. [HAMSOO_LANGUAGE]"))
def ldap(dry_run: bool, allow_many: bool, language: str | None) -> None:  # noqa: D103
    if language:
        os.environ["HAMSOO_LANGUAGE"] = language
    with django_ready(migrated=True):
        directory, clock = import_module("hamsoo.people.ldap.sync"), import_module("hamsoo.kernel.clock")
        if not directory.is_configured():
            click.secho(_("No directory is configured: set HAMSOO_LDAP_URL and HAMSOO_LDAP_BASE."), fg="red", err=True)
            sys.exit(USAGE)
        with import_module("django.utils.translation").override(spoken_language()):
            outcome = directory.run(at=clock.now(), dry_run=dry_run, allows_many=allow_many)
            if outcome.error:
                click.secho(outcome.error, fg="red", err=True)
            elif outcome.problems:
                Console(soft_wrap=True).print(_problems(outcome.problems))
                click.echo(_("Nothing was changed."))
            else:
                Console(soft_wrap=True).print(_counts(outcome.counts))
                if dry_run:
                    click.echo(_("A dry run: nothing was changed."))
        sys.exit(0 if outcome.succeeded else FAILED)


def _counts(counts: dict[str, int]) -> Table:
    table = Table(_("Join"), _("Change"), _("Leave"), _("Stay"), _("Missing"), _("New units"))
    table.add_row(*[str(counts.get(name, 0)) for name in ("joined", "changed", "left", "same", "missing", "units")])
    return table


def _problems(problems: tuple[object, ...]) -> Table:
    table = Table(_("Entry"), _("Column"), _("What is wrong"), _("What to do"))
    for problem in problems:
        # As text: what stands in a directory is no markup of ours.
        table.add_row(*map(Text, (problem.file, problem.column, problem.said_reason(), problem.said_fix())))  # type: ignore[attr-defined]
    return table
