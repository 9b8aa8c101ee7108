"""What is done to the installation itself, and stating it."""

from datetime import datetime

from django.db import transaction

from hamsoo.kernel import deadlines
from hamsoo.kernel.models import Deadline
from hamsoo.ledger import followups
from hamsoo.ledger.actions import record
from hamsoo.ledger.actors import SYSTEM
from hamsoo.ledger.models import FollowupRun
from hamsoo.people.models import Person
from hamsoo.site import events, rules


@transaction.atomic
def note_backup(*, byte_count: int, file_count: int, at: datetime) -> None:
    """State that a backup was made; `byte_count` is what went into it, uncompressed."""
    record(events.BackupMade(byte_count=byte_count, file_count=file_count), actor=SYSTEM, objects=[], spaces=[], at=at)


@transaction.atomic
def note_restore(*, version: str, made_at: str, at: datetime) -> None:
    """State that a backup, made by Hamsoo `version` at `made_at`, was restored."""
    record(events.BackupRestored(from_version=version, made_at=made_at), actor=SYSTEM, objects=[], spaces=[], at=at)


@transaction.atomic
def retry_followup(*, actor: Person, run: FollowupRun, at: datetime) -> None:
    """Start a followup again that was given up; one that is at work already is left alone."""
    rules.require_administrator(actor)
    standing = FollowupRun.objects.select_for_update().filter(pk=run.pk, state=FollowupRun.State.DEAD).first()
    if standing is None:
        return
    followups.retry(run=standing, at=at)
    fact = events.FollowupRetried(followup=standing.followup, entry_id=standing.entry_id)
    record(fact, actor=actor, objects=[], spaces=[], at=at, cause=standing.entry_id)


@transaction.atomic
def retry_deadline(*, actor: Person, deadline: Deadline, at: datetime) -> None:
    """Have a deadline tried now whose action has failed, and forget how often it was tried."""
    rules.require_administrator(actor)
    about = (deadline.about_type, deadline.about_id)
    deadlines.set_deadline(kind=deadline.kind, about=about, due_at=at)
    fact = events.DeadlineRetried(kind=deadline.kind, about_type=deadline.about_type, about_id=deadline.about_id)
    record(fact, actor=actor, objects=[], spaces=[], at=at)
