"""What may go wrong when servers are started, with the exit code the `hamsoo` command ends with."""

from pathlib import Path

FAILED = 1
IN_USE = 3

_TAIL_LINES = 12


class ServiceError(Exception):
    """A server could not do what was asked; the message says what happened and what to do."""

    exit_code = FAILED


class InUse(ServiceError):
    """A port, a folder or a server is already taken by another process."""

    exit_code = IN_USE


def last_lines(log: Path) -> str:
    """Return the end of a log file, for an error message; empty when there is no such file."""
    if not log.is_file():
        return ""
    return "\n".join(log.read_text(errors="replace").splitlines()[-_TAIL_LINES:])
