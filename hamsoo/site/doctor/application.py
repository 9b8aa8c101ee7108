"""Checks that ask Django and Hamsoo's own tables. Import it only when Django is set up."""

import os
from collections.abc import Iterator

import redis
from django.conf import settings
from django.core import checks as django_checks
from django.db import DEFAULT_DB_ALIAS, connections
from django.db.migrations.executor import MigrationExecutor
from procrastinate.contrib.django.models import ProcrastinateJob

from hamsoo.kernel.mail import imap
from hamsoo.ledger.facts import last_position
from hamsoo.ledger.models import Bookmark, FollowupRun, Pending
from hamsoo.site.doctor.findings import Check, Finding, fail, ok, warn
from hamsoo.site.language import gettext as _
from hamsoo.site.services.heartbeat import LATE_SECONDS, seconds_since_beat
from hamsoo.ui.assets import MANIFEST

# At full speed a projection takes in thousands of facts a second: this many behind means that it hangs.
LONG_LAG = 5000


def checks(*, running: bool) -> list[tuple[str, Check]]:
    """Return the checks of the application, by subject; `running` says whether `hamsoo up` is at work."""
    return [
        (_("Settings"), _settings),
        (_("Front end"), _front_end),
        (_("Migrations"), _migrations),
        (_("Worker"), lambda: _worker(running=running)),
        (_("Ledger"), _ledger),
        (_("Followups"), _followups),
        (_("Jobs"), _jobs),
        (_("Search index"), _index),
        (_("Mailboxes"), _mailboxes),
    ]


def _settings() -> Iterator[Finding]:
    found = [message for message in django_checks.run_checks() if message.level >= django_checks.ERROR]
    for message in found:
        yield fail(_("Settings"), f"{message.id}: {message.msg}", message.hint or "")
    if not found:
        yield ok(_("Settings"), _("no error"))
    if settings.DEBUG:
        yield warn(_("Settings"), "HAMSOO_DEBUG", _("Unset HAMSOO_DEBUG where real people work: its pages show secrets."))


def _front_end() -> Iterator[Finding]:
    if MANIFEST.exists():
        yield ok(_("Front end"), _("built"))
    else:
        yield fail(_("Front end"), _("not built"), "python frontend/build.py")


def _migrations() -> Iterator[Finding]:
    executor = MigrationExecutor(connections[DEFAULT_DB_ALIAS])
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    if plan:
        yield fail(_("Migrations"), _("{count} to be applied").format(count=len(plan)), "hamsoo migrate")
    else:
        yield ok(_("Migrations"), _("all applied"))


def _worker(*, running: bool) -> Iterator[Finding]:
    if not running:
        yield ok(_("Worker"), _("Hamsoo is not running"))
        return
    with redis.Redis.from_url(settings.VALKEY_URL, socket_timeout=5) as client:
        seconds = seconds_since_beat(client)
    advice = _("See the messages of “worker” in `hamsoo up`.")
    if seconds is None:
        yield fail(_("Worker"), _("no sign of life"), advice)
    elif seconds > LATE_SECONDS:
        yield fail(_("Worker"), _("last seen {seconds:.0f} seconds ago").format(seconds=seconds), advice)
    else:
        yield ok(_("Worker"), _("alive"))


def _ledger() -> Iterator[Finding]:
    last, waiting = last_position(), Pending.objects.count()
    advice = _("See whether the worker runs; its messages name the projection.")
    if waiting > LONG_LAG:
        yield warn(_("Ledger"), _("{count} facts wait for their place").format(count=waiting), advice)
    late = [mark for mark in Bookmark.objects.order_by("reader") if last - mark.position > LONG_LAG]
    for mark in late:
        yield warn(_("Ledger"), _("“{name}” is {count} facts behind").format(name=mark.reader, count=last - mark.position), advice)
    if not late and waiting <= LONG_LAG:
        yield ok(_("Ledger"), _("{count} facts, all readers near the end").format(count=last))


def _followups() -> Iterator[Finding]:
    dead = FollowupRun.objects.filter(state=FollowupRun.State.DEAD).count()
    if dead:
        yield warn(_("Followups"), _("{count} given up").format(count=dead), _("Look at them and retry in the administration."))
    else:
        yield ok(_("Followups"), _("none given up"))


def _jobs() -> Iterator[Finding]:
    failed = ProcrastinateJob.objects.filter(status="failed").count()
    if failed:
        yield warn(_("Jobs"), _("{count} failed").format(count=failed), _("See the messages of “worker” for the reasons."))
    else:
        yield ok(_("Jobs"), _("none failed"))


def _index() -> Iterator[Finding]:
    folder = settings.INDEX_FOLDER
    if not folder.exists():
        yield ok(_("Search index"), _("made by the worker at its first start"))
    elif not os.access(folder, os.R_OK | os.W_OK | os.X_OK):
        yield fail(_("Search index"), _("{folder} is closed to this account").format(folder=folder), _("Run as the owner of the folder."))
    else:
        size = sum(file.stat().st_size for file in folder.rglob("*") if file.is_file())
        yield ok(_("Search index"), _("{megabytes:.1f} MB").format(megabytes=size / 1024**2))


def _mailboxes() -> Iterator[Finding]:
    subject, found = _("Mailboxes"), False
    for name, box in (("HAMSOO_REPLY_IMAP_URL", settings.REPLY_IMAP), ("HAMSOO_MAIL_IMAP_URL", settings.MAIL_IMAP)):
        if box is None:
            continue
        try:
            imap.look(box)
        except imap.Unreachable as error:
            found = True
            yield fail(subject, str(error), _("Look at {name}; mails wait until it can be read.").format(name=name))
    for name, count in imap.given_up().items():
        found = True
        seen = _("{name}: {count} could not be taken").format(name=name, count=count)
        yield warn(subject, seen, _("They are flagged there. Take the flag off to have one tried anew, or put it into another folder."))
    if not found:
        yield ok(subject, _("nothing left behind"))
