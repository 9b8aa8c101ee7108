"""`hamsoo rebuild`."""

import time
from collections.abc import Callable
from importlib import import_module

import click

from hamsoo.site.commands.progress import measured
from hamsoo.site.commands.ready import django_ready
from hamsoo.site.language import gettext as _
from hamsoo.site.services.errors import ServiceError


@click.command()
@click.argument("names", nargs=-1, metavar="[NAME]...")
def rebuild(names: tuple[str, ...]) -> None:  # noqa: D103 - the list of commands says it
    with django_ready():
        rebuild_projections(names)


def rebuild_projections(names: tuple[str, ...] = ()) -> None:
    """Empty the projections called `names`, or all, and fill them from the first fact; Django must be set up.

    Raises:
        ServiceError: there is no projection of that name; none was touched.
    """
    projections, facts = import_module("hamsoo.ledger.projections"), import_module("hamsoo.ledger.facts")
    known = {item.name: item for item in projections.projections()}
    if unknown := [name for name in names if name not in known]:
        message = _("There is no projection “{name}”. There are: {names}")
        raise ServiceError(message.format(name=unknown[0], names=", ".join(sorted(known))))
    # What is committed and not yet in order would be missing until the worker runs again.
    while import_module("hamsoo.ledger.sequencer").sequence():
        continue
    for name in names or sorted(known):
        began_at = time.monotonic()
        with measured(name, total=facts.last_position()) as progress:
            count = projections.rebuild(known[name], progress=_by_steps(progress))
        click.echo(_("{name}: {count} facts, {seconds:.1f} s").format(name=name, count=count, seconds=time.monotonic() - began_at))


def _by_steps(progress: Callable[[int], None]) -> Callable[[int, int], None]:
    """Turn "so many of all" into "so many more"."""
    done_before = 0

    def tell(done: int, _of: int) -> None:
        nonlocal done_before
        progress(done - done_before)
        done_before = done

    return tell
