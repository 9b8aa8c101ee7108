"""`hamsoo backup`."""

from importlib import import_module
from pathlib import Path

import click

from hamsoo.kernel import clock
from hamsoo.ledger.actors import through
from hamsoo.site.backup.archive import FILES, Manifest
from hamsoo.site.backup.making import make
from hamsoo.site.commands.progress import measured
from hamsoo.site.commands.ready import django_ready
from hamsoo.site.config import Config
from hamsoo.site.language import gettext as _
from hamsoo.site.services.errors import ServiceError

_FOLDER = "backups"


@click.command()
@click.argument("file", required=False, type=click.Path(path_type=Path, dir_okay=False))
@click.option("--force", is_flag=True, help=_("Write over a file that exists."))
def backup(file: Path | None, force: bool) -> None:  # noqa: D103 - the list of commands says it
    config, at = Config.from_env(), clock.now()
    target = file or config.home / _FOLDER / f"hamsoo-{at:%Y%m%d-%H%M%S}.tar.gz"
    if target.exists() and not force:
        raise ServiceError(_("{path} exists already. Choose another name, or say --force.").format(path=target))
    if file is None:
        target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    with django_ready(config) as addresses, measured(_("Backing up"), total=None, in_bytes=True) as progress:
        files = Path(import_module("django.conf").settings.MEDIA_ROOT)
        manifest = make(database_url=addresses.database_url, files=files, target=target, at=at, force=force, progress=progress)
        with through("command"):
            import_module("hamsoo.site.actions").note_backup(byte_count=manifest.byte_count, file_count=_file_count(manifest), at=at)
    _say(target, manifest)


def _say(target: Path, manifest: Manifest) -> None:
    rows, tables = sum(manifest.counts.values()), len(manifest.counts)
    message = _("{path}: {rows} rows of {tables} tables, {files} files, {megabytes:.1f} MB.")
    size = target.stat().st_size / 1024**2
    click.echo(message.format(path=target, rows=rows, tables=tables, files=_file_count(manifest), megabytes=size))


def _file_count(manifest: Manifest) -> int:
    return sum(1 for name in manifest.members if name.startswith(FILES))
