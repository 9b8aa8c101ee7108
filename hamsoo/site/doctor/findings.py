"""What a check finds: a level, what was looked at, what was seen, and what to do."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum


class Level(StrEnum):
    """How bad it is. Only `FAIL` makes the command fail."""

    OK = "ok"
    WARN = "warn"
    FAIL = "fail"


@dataclass(frozen=True)
class Finding:
    """One line of the report; `advice` is empty when there is nothing to do."""

    level: Level
    subject: str
    seen: str
    advice: str = ""


Check = Callable[[], Iterable[Finding]]


def ok(subject: str, seen: str) -> Finding:
    """Return a finding that needs nothing."""
    return Finding(Level.OK, subject, seen)


def warn(subject: str, seen: str, advice: str) -> Finding:
    """Return a finding that someone should look into."""
    return Finding(Level.WARN, subject, seen, advice)


def fail(subject: str, seen: str, advice: str) -> Finding:
    """Return a finding that keeps Hamsoo from working."""
    return Finding(Level.FAIL, subject, seen, advice)


def carried_out(checks: Iterable[tuple[str, Check]], *, advice: str) -> Iterator[Finding]:
    """Yield what the named checks find; one that breaks is itself a failure, and the others still run."""
    for subject, check in checks:
        try:
            yield from check()
        except Exception as error:
            yield fail(subject, f"{type(error).__name__}: {error}".strip(), advice)
