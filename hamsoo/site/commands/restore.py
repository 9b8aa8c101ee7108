"""`hamsoo restore`."""

import os
import shutil
from importlib import import_module
from pathlib import Path
from typing import IO

import click

from hamsoo.kernel import clock
from hamsoo.ledger.actors import through
from hamsoo.site.backup import database, restoring
from hamsoo.site.backup.archive import FILES, Manifest, verify
from hamsoo.site.commands.progress import measured
from hamsoo.site.commands.ready import django_ready
from hamsoo.site.commands.rebuild import rebuild_projections
from hamsoo.site.config import Config
from hamsoo.site.doctor.machine import running_pid
from hamsoo.site.language import gettext as _
from hamsoo.site.services.errors import InUse, ServiceError


@click.command()
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option("--force", is_flag=True, help=_("Replace everything that is here."))
def restore(file: Path, force: bool) -> None:  # noqa: D103 - the list of commands says it
    config = Config.from_env()
    os.umask(0o077)
    if pid := running_pid(config):
        raise InUse(_("Hamsoo is running (process {pid}). Stop it before you restore.").format(pid=pid))
    with file.open("rb") as stream:
        with measured(_("Checking"), total=None, in_bytes=True) as progress:
            manifest = verify(stream, progress=progress)
        with django_ready(config) as addresses:
            _restore(stream, manifest, addresses.database_url, force=force)
    click.echo(_("Restored what Hamsoo {version} held at {at}.").format(version=manifest.version, at=manifest.made_at))
    _say(manifest)


def _restore(stream: IO[bytes], manifest: Manifest, database_url: str, *, force: bool) -> None:
    settings, loader = import_module("django.conf").settings, import_module("django.db.migrations.loader")
    files = Path(settings.MEDIA_ROOT)
    restoring.ensure_known(manifest, migrations=set(loader.MigrationLoader(None).disk_migrations))
    if not force:
        restoring.ensure_empty(database_url=database_url, files=files)
    database.ensure_alone(database_url)
    with measured(_("Restoring"), total=manifest.byte_count, in_bytes=True) as progress:
        restoring.replace_all(stream, manifest, database_url=database_url, files=files, progress=progress)
    if wrong := restoring.differences(manifest, database_url=database_url):
        names = ", ".join(f"{row.table} ({row.found}/{row.wanted})" for row in wrong)
        raise ServiceError(_("The restored tables do not hold what the backup says: {names}").format(names=names))
    _bring_up_to_date(manifest, index=Path(settings.INDEX_FOLDER))


def _bring_up_to_date(manifest: Manifest, *, index: Path) -> None:
    """Migrate what an older Hamsoo made, and make anew what is only derived: caches, index, projections."""
    import_module("django.core.management").call_command("migrate", interactive=False, verbosity=0)
    import_module("django.core.cache").cache.clear()
    shutil.rmtree(index, ignore_errors=True)
    rebuild_projections()
    with through("command"):
        import_module("hamsoo.site.actions").note_restore(version=manifest.version, made_at=manifest.made_at, at=clock.now())


def _say(manifest: Manifest) -> None:
    file_count = sum(1 for name in manifest.members if name.startswith(FILES))
    message = _("{rows} rows of {tables} tables, {files} files. The key that signs sessions stayed as it is: everybody signs in anew.")
    click.echo(message.format(rows=sum(manifest.counts.values()), tables=len(manifest.counts), files=file_count))
