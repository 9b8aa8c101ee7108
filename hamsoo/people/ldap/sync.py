"""Taking over the directory of this installation: for the command, the page and every hour."""

from dataclasses import dataclass, field
from datetime import datetime

import structlog
from django.core.cache import cache
from django.utils import timezone

from hamsoo.kernel.errors import NotFound
from hamsoo.kernel.imports import ImportIsRunning, Problem, run_import
from hamsoo.kernel.imports import Progress as Told
from hamsoo.ledger.actors import SYSTEM
from hamsoo.people.actions.importing import note_import
from hamsoo.people.ldap.config import configured
from hamsoo.people.ldap.importer import KIND, DirectoryOfPeople, fetched
from hamsoo.people.ldap.reading import DirectoryFailed

log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a sync ended: what was (or would be) changed, and what is wrong, `error` when the directory could not be asked at all."""

    counts: dict[str, int] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()
    error: str = ""

    @property
    def succeeded(self) -> bool:
        """Return whether everything was in order."""
        return not self.problems and not self.error


def is_configured() -> bool:
    """Return whether this installation has a directory."""
    return configured() is not None


def run(*, at: datetime, dry_run: bool = False, allows_many: bool = False, progress: Told | None = None) -> Outcome:
    """Take over the directory, as a whole or not at all; a dry run only counts. What came of it is kept for the page.

    Raises:
        NotFound: no directory is configured.
    """
    config = configured()
    if config is None:
        raise NotFound
    try:
        with fetched(config) as path:
            importer = DirectoryOfPeople(path, config=config, allows_many=allows_many, actor=SYSTEM, at=at, today=timezone.localdate(at))
            report = run_import(importer, dry_run=dry_run, progress=progress)
    except (DirectoryFailed, ImportIsRunning) as error:
        log.warning("directory was not taken over", reason=str(error))
        outcome = Outcome(error=str(error))
    else:
        if report.succeeded and not dry_run:
            note_import(actor=SYSTEM, source=KIND, counts=importer.counts, at=at)
        outcome = Outcome(importer.counts, tuple(importer.flaws) or report.problems)
    keep(outcome, at=at, dry_run=dry_run)
    return outcome


@dataclass(frozen=True, slots=True)
class Kept:
    """The last sync, as the page shows it."""

    outcome: Outcome
    at: datetime
    is_dry_run: bool


_KEY, _SHOWN = "people.ldap.last", 100


def keep(outcome: Outcome, *, at: datetime, dry_run: bool) -> None:
    """Keep how a sync ended until the next one; the ledger and the runs of imports hold what was done."""
    cache.set(_KEY, Kept(Outcome(outcome.counts, outcome.problems[:_SHOWN], outcome.error), at, dry_run), timeout=None)


def last() -> Kept | None:
    """Return how the last sync ended; None before the first."""
    found: Kept | None = cache.get(_KEY)
    return found
