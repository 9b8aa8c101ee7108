"""Facts about the installation itself."""

from django.utils.translation import gettext_lazy as _

from hamsoo.ledger.events import Event


class BackupMade(Event, icon="archive", sentence=_("A backup was made")):
    """Somebody at the server made a backup of everything."""

    byte_count: int
    file_count: int


class BackupRestored(Event, icon="archive-restore", sentence=_("A backup was restored")):
    """Somebody at the server put a backup in the place of everything; `made_at` is its own time, in ISO 8601."""

    from_version: str
    made_at: str


class FollowupRetried(Event, icon="rotate-ccw", sentence=_("%(actor)s had “%(followup)s” tried again")):
    """An administrator started a followup again that had been given up."""

    followup: str
    entry_id: int


class DeadlineRetried(Event, icon="rotate-ccw", sentence=_("%(actor)s had the deadline “%(kind)s” tried again")):
    """An administrator had a deadline tried at once whose action had failed."""

    kind: str
    about_type: str
    about_id: int
