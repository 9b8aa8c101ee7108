"""What else is erased with records that are forgotten: apps above say here what they keep of them beside rows, files say.

Rows that hang on a record go with it. A file, and whatever else no database removes, is gone for by who made it.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from hamsoo.identity.models import SourceRecord


class Erases(Protocol):
    """Erases what an app keeps of records; called in the transaction that erases these, before they go."""

    def __call__(self, *, records: Sequence[SourceRecord], at: datetime) -> None:
        """Erase it."""


_known: list[Erases] = []


def register(erase: Erases) -> None:
    """Have `erase` called; from `AppConfig.ready`."""
    if erase not in _known:
        _known.append(erase)


def erase_all(*, records: Sequence[SourceRecord], at: datetime) -> None:
    """Have all apps erase what they keep of records that are about to go."""
    for erase in _known:
        erase(records=records, at=at)
