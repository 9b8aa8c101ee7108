"""A file on its way in: kept, worked on by a job, watched while that lasts, and removed when its work is done.

What stands in it and what is to be done with it is said by the app; the row is a subclass of `kernel.models.UploadedTable`.
"""

import shutil
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import TypeVar

from django.core.cache import cache
from django.core.files.base import File
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from hamsoo.kernel.errors import Conflict
from hamsoo.kernel.imports import tables
from hamsoo.kernel.imports.problems import Problem, Unreadable
from hamsoo.kernel.imports.running import ImportIsRunning, Report, Stage
from hamsoo.kernel.models import UploadedTable

KEPT_DAYS = 7
"""So long a file waits for somebody to have it applied."""
_PROGRESS_SECONDS = 3_600
_State = UploadedTable.State
_TableT = TypeVar("_TableT", bound=UploadedTable)


@dataclass(frozen=True, slots=True)
class Progress:
    """How far the work on a file has come: `percent` of `stage` (reading, applying)."""

    stage: str
    percent: int

    @property
    def ratio(self) -> float:
        """Return the share that is done."""
        return self.percent / 100


def keep(kept: UploadedTable, content: File, *, read: Callable[[Path], Sequence[str]], at: datetime) -> None:  # type: ignore[type-arg]
    """Store the content of a file and note its headers, as `read` finds them. Raises `Unreadable`, and keeps nothing, for no table."""
    kept.file.save(f"{at:%Y%m%d%H%M%S}", content, save=False)
    try:
        with local(kept) as path:
            kept.headers = list(read(path))
    except Unreadable:
        kept.file.delete(save=False)
        raise


def headers_of(path: Path, *, name: str) -> Sequence[str]:
    """Return the headers of a table."""
    return tables.first_lines(path, name=name, count=0)[0].cells


@contextmanager
def local(file: UploadedTable) -> Iterator[Path]:
    """Give the file as a path on this machine, wherever the storage keeps it."""
    if not file.file:
        raise Unreadable(Problem(file.name, 0, "", gettext_noop("The file is not there any more."), gettext_noop("Upload it again.")))
    with tempfile.TemporaryDirectory(prefix="hamsoo-upload-") as folder:
        path = Path(folder) / "table"
        with file.file.open("rb") as source, path.open("wb") as copy:
            shutil.copyfileobj(source, copy)
        yield path


def begin(file: _TableT, *, apply: bool) -> _TableT:
    """Have a file checked, or (once it was, without a problem) applied: the state says that it is being done; a job does it."""
    file = locked(file)
    if apply and file.state not in (_State.CHECKED, _State.FAILED):
        raise Conflict(_("Check the file first."))
    file.state = _State.APPLYING if apply else _State.CHECKING
    file.save(update_fields=["state"])
    return file


def carried_out(file: UploadedTable, work: Callable[[], Report], *, at: datetime) -> Report | None:
    """Do the work on a file; None, and the file says why, when it could not even begin. Whatever else goes wrong is noted and goes on."""
    try:
        return work()
    except Unreadable as error:
        _give_up(file, error.problem, at)
    except ImportIsRunning:
        reason, fix = gettext_noop("Another import of this kind is running."), gettext_noop("Try again when it has ended.")
        _give_up(file, Problem(file.name, 0, "", reason, fix), at)
    except BaseException:
        type(file).objects.filter(pk=file.pk).update(state=_State.FAILED, ended_at=at)
        raise
    return None


def note_end(file: UploadedTable, report: Report, problems: Sequence[Problem], *, at: datetime) -> None:
    """Say on the row how the work ended; the caller saves it."""
    is_applying = file.state == _State.APPLYING
    file.problems, file.problem_count = [problem.as_json() for problem in problems], max(report.problem_count, len(problems))
    file.state = _State.FAILED if file.problem_count else _State.DONE if is_applying else _State.CHECKED
    file.ended_at = at


def _give_up(file: UploadedTable, problem: Problem, at: datetime) -> None:
    """Keep why a file could not be worked on."""
    file.state, file.ended_at, file.problems, file.problem_count = _State.FAILED, at, [problem.as_json()], 1
    file.save(update_fields=["state", "ended_at", "problems", "problem_count"])


def locked(file: _TableT) -> _TableT:
    """Return the file as it is now; refuse while a job works on it, and once it was applied."""
    found = type(file).objects.select_for_update(of=("self",)).get(pk=file.pk)
    if found.is_at_work:
        raise Conflict(_("This file is being worked on. Wait until that has ended."))
    if found.state == _State.DONE:
        raise Conflict(_("This file was applied already."))
    return found


def drop(file: UploadedTable) -> None:
    """Remove the content of a file; the caller saves the row."""
    if file.file:
        file.file.delete(save=False)
        file.file = ""
    cache.delete(_key(file))


def drop_old(model: type[UploadedTable], *, at: datetime) -> None:
    """Remove files that nobody applied: they hold what is known of people."""
    for file in model.objects.filter(uploaded_at__lt=at - timedelta(days=KEPT_DAYS)).exclude(file=""):
        drop(file)
        file.save(update_fields=["file"])


def progress_of(file: UploadedTable) -> Progress | None:
    """Return how far the work has come; None before it has begun."""
    found: Progress | None = cache.get(_key(file))
    return found


class Teller:
    """Keeps how far the work on a file has come where its page finds it, at most once a percent."""

    def __init__(self, file: UploadedTable) -> None:
        self._key, self._last = _key(file), ("", -1)

    def __call__(self, stage: Stage, done: int, of: int) -> None:
        """Note how much of how much is done."""
        percent = min(100, done * 100 // of) if of else 100
        if (stage.value, percent) != self._last:
            self._last = (stage.value, percent)
            cache.set(self._key, Progress(stage.value, percent), _PROGRESS_SECONDS)


def _key(file: UploadedTable) -> str:
    return f"upload.{file._meta.label_lower}.{file.pk}"
