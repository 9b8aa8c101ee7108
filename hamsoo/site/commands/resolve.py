"""`hamsoo resolve`: find out who all records are, with weights learned from them."""

import os
import sys
from importlib import import_module
from typing import TYPE_CHECKING, Any

import click
from rich.console import Console
from rich.progress import BarColumn, Progress, TaskID, TaskProgressColumn, TextColumn, TimeElapsedColumn
from rich.table import Table

from hamsoo.site.commands.ready import django_ready
from hamsoo.site.language import LANGUAGES, spoken_language
from hamsoo.site.language import gettext as _
from hamsoo.site.services.errors import IN_USE

if TYPE_CHECKING:
    from hamsoo.identity.actions.batching import Batch

ENTITIES = ("person", "company")


@click.command()
@click.option("--entity", type=click.Choice(ENTITIES), help=_("Persons or companies alone. [both]"))
@click.option("--as-learned", is_flag=True, help=_("Compare with the weights that were learned last, instead of learning anew."))
@click.option("--language", type=click.Choice(LANGUAGES), help=_("Language of the messages. [HAMSOO_LANGUAGE]"))
def resolve(entity: str | None, as_learned: bool, language: str | None) -> None:  # noqa: D103 - the list of commands says it
    if language:
        os.environ["HAMSOO_LANGUAGE"] = language
    with django_ready(migrated=True), import_module("django.utils.translation").override(spoken_language()):
        batching, now = import_module("hamsoo.identity.actions.batching"), import_module("hamsoo.kernel.clock").now
        candidates, actors = import_module("hamsoo.identity.queries.candidates"), import_module("hamsoo.ledger.actors")
        table = Table("", _("Records"), _("Customers"), _("Linked"), _("Taken back"), _("Asked"), _("Left out"))
        for kind in (entity,) if entity else ENTITIES:
            model = candidates.learned_model(kind) if as_learned else None
            try:
                with _Bars() as bars, actors.through("command"):
                    batch = batching.resolve_all(entity=kind, at=now(), model=model, progress=bars.show)
            except batching.BatchIsRunning as error:
                click.secho(str(error), fg="red", err=True)
                sys.exit(IN_USE)
            table.add_row(_("Persons") if kind == "person" else _("Companies"), *_figures(batch))
        Console(soft_wrap=True).print(table)


def _figures(batch: "Batch") -> list[str]:
    counts: list[Any] = [batch.record_count, batch.customer_count, batch.linked, batch.taken_back, batch.asked, batch.left_out]
    return [str(count) for count in counts]


class _Bars:
    """A bar a step, on the terminal's error stream."""

    def __init__(self) -> None:
        columns = (TextColumn("{task.description}"), BarColumn(), TaskProgressColumn(), TimeElapsedColumn())
        console = Console(stderr=True)
        self._progress = Progress(*columns, console=console, transient=True, disable=not console.is_terminal)
        self._titles = {"comparing": _("Comparing"), "writing": _("Writing decisions"), "asking": _("Writing questions")}
        self._tasks: dict[str, TaskID] = {}

    def __enter__(self) -> "_Bars":
        self._progress.start()
        return self

    def __exit__(self, *_error: object) -> None:
        self._progress.stop()

    def show(self, step: str, done: int, of: int) -> None:
        """Show how far a step has come; of comparing nobody knows."""
        if step not in self._tasks:
            self._tasks[step] = self._progress.add_task(self._titles[step], total=None)
        if step != "comparing":
            self._progress.update(self._tasks[step], completed=done, total=of)
