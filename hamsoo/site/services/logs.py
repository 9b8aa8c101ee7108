"""The log files of the servers that commands start for themselves."""

import os
from pathlib import Path
from typing import IO

_TAIL_LINES = 12


def open_log(path: Path) -> IO[bytes]:
    """Open a log to write at its end; only its owner may read it, for servers quote what they were asked."""
    return os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600), "ab")


def last_lines(log: Path) -> str:
    """Return the end of a log file, for an error message; empty when there is no such file."""
    if not log.is_file():
        return ""
    return "\n".join(log.read_text(errors="replace").splitlines()[-_TAIL_LINES:])
