"""The form of a backup: a gzipped tar that is written and read in one pass, and proves itself.

hamsoo.json       what this is, first, so that a foreign file is known at once
database/00000    PostgreSQL's own dump (`pg_dump -Fc`) in pieces, because a tar must know sizes beforehand;
database/00001    put together they are what `pg_restore` reads
files/…           what people uploaded
manifest.json     last, so that it is missing when anything is: sizes and SHA-256 of all the others, what stood in each table
"""

import contextlib
import gzip
import hashlib
import io
import json
import tarfile
import zlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict, dataclass, field
from pathlib import Path, PurePosixPath
from typing import IO, Any

from hamsoo.site.language import gettext as _
from hamsoo.site.services.errors import ServiceError

FORMAT = 1
DATABASE, FILES = "database/", "files/"
_FIRST, _LAST = "hamsoo.json", "manifest.json"
_PIECE = 16 * 1024**2
_STEP = 1024**2
# What is in it hardly shrinks further at higher levels, and time is what a backup lacks.
_LEVEL = 3


class BrokenArchive(ServiceError):
    """The file is no backup of Hamsoo, or not a whole one."""


@dataclass(frozen=True)
class Manifest:
    """What an archive says of itself: `counts` are rows by table, `migrations` what had been applied (app, name)."""

    version: str
    made_at: str
    server_version: int
    migrations: list[list[str]]
    counts: dict[str, int]
    members: dict[str, dict[str, Any]] = field(default_factory=dict)

    @property
    def byte_count(self) -> int:
        """Return how much there is to read, uncompressed."""
        return sum(int(member["size"]) for member in self.members.values())


class _Counted:
    """A file that is digested while it is read."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file
        self.digest = hashlib.sha256()

    def read(self, size: int = -1) -> bytes:
        data = self._file.read(size)
        self.digest.update(data)
        return data


class Writer:
    """Writes one archive to a stream, as a context manager; `finish` completes it, leaving without it leaves it unfinished."""

    def __init__(self, stream: IO[bytes]) -> None:
        """Begin with the sign by which a backup is known."""
        self._zipped = gzip.GzipFile(fileobj=stream, mode="wb", compresslevel=_LEVEL, filename="")
        self._tar = tarfile.open(fileobj=self._zipped, mode="w|", format=tarfile.PAX_FORMAT)  # noqa: SIM115 - closed at the end of the block
        self.members: dict[str, dict[str, Any]] = {}
        self._add(_FIRST, io.BytesIO(json.dumps({"hamsoo backup": FORMAT}).encode()))

    def add_dump(self, blocks: Iterable[bytes]) -> None:
        """Add the dump of the database, in pieces of equal size."""
        piece, number = bytearray(), 0
        for block in blocks:
            piece += block
            while len(piece) >= _PIECE:
                self._add(f"{DATABASE}{number:05}", io.BytesIO(piece[:_PIECE]))
                del piece[:_PIECE]
                number += 1
        self._add(f"{DATABASE}{number:05}", io.BytesIO(piece))

    def add_file(self, name: str, file: IO[bytes], size: int) -> None:
        """Add the first `size` bytes of an uploaded file."""
        self._add(f"{FILES}{name}", file, size)

    def finish(self, manifest: Manifest) -> None:
        """Write what the archive says of itself."""
        whole = json.dumps({**asdict(manifest), "members": self.members}, ensure_ascii=False)
        self._add(_LAST, io.BytesIO(whole.encode()))

    def __enter__(self) -> "Writer":
        return self

    def __exit__(self, *_error: object) -> None:
        self._tar.close()
        self._zipped.close()

    def _add(self, name: str, file: IO[bytes], size: int | None = None) -> None:
        entry = tarfile.TarInfo(name)
        entry.size = size if size is not None else file.seek(0, io.SEEK_END)
        entry.mode = 0o600
        if size is None:
            file.seek(0)
        counted = _Counted(file)
        self._tar.addfile(entry, counted)  # type: ignore[arg-type]
        self.members[name] = {"size": entry.size, "sha256": counted.digest.hexdigest()}


def members(stream: IO[bytes]) -> Iterator[tuple[str, IO[bytes]]]:
    """Yield name and content of each member from the beginning of `stream`; read each before asking for the next.

    Raises:
        BrokenArchive: the stream ends early, is damaged, or holds what no backup holds.
    """
    stream.seek(0)
    with _damage_named(), gzip.GzipFile(fileobj=stream) as plain, _opened(plain) as tar:
        for entry in tar:
            content = tar.extractfile(entry) if entry.isreg() and _is_ours(entry.name) else None
            if content is None:
                raise BrokenArchive(_("The archive holds “{name}”, which no backup holds.").format(name=entry.name))
            yield entry.name, content


def _opened(plain: gzip.GzipFile) -> tarfile.TarFile:
    try:
        return tarfile.open(fileobj=plain, mode="r|")
    except (tarfile.TarError, gzip.BadGzipFile) as error:
        raise BrokenArchive(_("This is no backup of Hamsoo.")) from error


@contextlib.contextmanager
def _damage_named() -> Iterator[None]:
    try:
        yield
    except (tarfile.TarError, EOFError, zlib.error, gzip.BadGzipFile) as error:
        raise BrokenArchive(_("The archive is damaged or not whole: {reason}").format(reason=error)) from error


def verify(stream: IO[bytes], *, progress: Callable[[int], None] | None = None) -> Manifest:
    """Read the whole archive and return its manifest, if every byte is what it was; `progress(count)` is told what was read.

    Raises:
        BrokenArchive: it is not.
    """
    found: dict[str, dict[str, Any]] = {}
    manifest = None
    # What is read here is read in the name of the generator, but outside of it.
    with _damage_named():
        for name, content in members(stream):
            if not found and name != _FIRST:
                raise BrokenArchive(_("This is no backup of Hamsoo."))
            if name == _LAST:
                manifest = _read_manifest(content)
            else:
                found[name] = _digested(_known_format(content) if name == _FIRST else content, progress)
    if manifest is None:
        raise BrokenArchive(_("The archive is not whole: its end is missing."))
    if wrong := sorted(name for name in {*found, *manifest.members} if found.get(name) != manifest.members.get(name)):
        raise BrokenArchive(_("The archive is damaged: {names}").format(names=", ".join(wrong[:3])))
    return manifest


def _is_ours(name: str) -> bool:
    path = PurePosixPath(name)
    safe = not path.is_absolute() and ".." not in path.parts and "\\" not in name and str(path) == name
    return safe and (name in (_FIRST, _LAST) or name.startswith((DATABASE, FILES)))


def _known_format(content: IO[bytes]) -> IO[bytes]:
    data = content.read(_STEP)
    try:
        number = json.loads(data)["hamsoo backup"]
    except (ValueError, KeyError, TypeError):
        raise BrokenArchive(_("This is no backup of Hamsoo.")) from None
    if number != FORMAT:
        raise BrokenArchive(_("The archive was written by a newer Hamsoo. Update this one first."))
    return io.BytesIO(data)


def _read_manifest(content: IO[bytes]) -> Manifest:
    try:
        return Manifest(**json.load(content))
    except (ValueError, TypeError):
        raise BrokenArchive(_("The archive is damaged: {names}").format(names=_LAST)) from None


def _digested(content: IO[bytes], progress: Callable[[int], None] | None) -> dict[str, Any]:
    digest, size = hashlib.sha256(), 0
    while block := content.read(_STEP):
        digest.update(block)
        size += len(block)
        if progress:
            progress(len(block))
    return {"size": size, "sha256": digest.hexdigest()}


def unpack(content: IO[bytes], target: Path) -> None:
    """Write a member to the file `target`, whose folders are made."""
    target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    with target.open("xb") as file:
        while block := content.read(_STEP):
            file.write(block)
