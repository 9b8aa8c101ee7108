"""Shells for the job queue: each loads by id and calls one function."""

from importlib import import_module

from django.conf import settings
from procrastinate.contrib.django import app

from hamsoo.kernel import clock
from hamsoo.people.importers import uploads
from hamsoo.people.ldap import sync
from hamsoo.people.models import PeopleFile


@app.task(name="people.carry_out_file")
def carry_out_file(file_id: int) -> None:
    """Check or apply a file of people, as its state says; nothing for one that was dropped or is done."""
    file = PeopleFile.objects.select_related("by").filter(pk=file_id).first()
    if file is not None and file.is_at_work:
        uploads.carry_out(file=file, at=clock.now())


@app.task(name="people.sync_directory")
def sync_directory(allows_many: bool = False) -> None:
    """Take over the directory now."""
    sync.run(at=clock.now(), allows_many=allows_many)


@app.periodic(cron="17 * * * *")
@app.task(queueing_lock="people.sync_hourly", pass_context=False, name="people.sync_hourly")
def sync_hourly(timestamp: int) -> None:  # noqa: ARG001 - every periodic task is given its time
    """Take over the directory every hour, where one is configured."""
    if sync.is_configured():
        sync.run(at=clock.now(), allows_many=False)


@app.periodic(cron="43 3 * * *")
@app.task(queueing_lock="people.clear_sessions", pass_context=False, name="people.clear_sessions")
def clear_sessions(timestamp: int) -> None:  # noqa: ARG001 - every periodic task is given its time
    """Remove sessions that are over, every night: each visit of a stranger to the way in leaves one."""
    import_module(settings.SESSION_ENGINE).SessionStore.clear_expired()
