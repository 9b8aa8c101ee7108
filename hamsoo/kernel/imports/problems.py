"""What is wrong with a source: file, line, field, reason and cure, said in the language of whoever reads it.

Reason and cure are kept as message ids with their values, so that a run of yesterday is still read in the reader's own language.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field, replace
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

KEPT = 100
"""So many problems are kept and shown; the others are counted."""

MISSING = _("“%(column)s” is missing.")
_MISSING_EVERYWHERE = _("The column “%(column)s” is missing from the whole file.")


@dataclass(frozen=True, slots=True)
class Flaw:
    """What an importer finds wrong with a row; the file and the line are known already."""

    column: str
    reason: str
    fix: str = ""
    values: Mapping[str, str | int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Problem:
    """Something wrong at one place of a source; line 0 stands for the whole file."""

    file: str
    line: int
    column: str
    reason: str
    fix: str = ""
    values: Mapping[str, str | int] = field(default_factory=dict)
    sheet: str = ""

    def said_reason(self) -> str:
        """Return what is wrong, in the reader's language."""
        return _said(self.reason, self.values)

    def said_fix(self) -> str:
        """Return what to do about it, in the reader's language."""
        return _said(self.fix, self.values)

    def as_json(self) -> dict[str, Any]:
        """Return the problem as plain values."""
        return asdict(self)


def _said(message: str, values: Mapping[str, str | int]) -> str:
    if not message:
        return ""
    return gettext(message) % values if values else gettext(message)


class Unreadable(Exception):
    """A source ends here: the rest of it cannot be read. `problem` says where and why."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        super().__init__(f"{problem.file}, {problem.line}: {problem.said_reason()}")


class Problems:
    """The problems of one run: the first `KEPT` of them, and how many there are."""

    def __init__(self) -> None:
        self._kept: list[Problem] = []
        self._missing: Counter[tuple[str, str]] = Counter()
        self.count = 0

    def add(self, problem: Problem) -> None:
        """Count a problem, and keep it if it is among the first."""
        self.count += 1
        if problem.reason == MISSING:
            self._missing[problem.sheet, problem.column] += 1
        if len(self._kept) < KEPT:
            self._kept.append(problem)

    def extend(self, problems: Iterable[Problem], *, count: int) -> None:
        """Take `problems`, the first of `count` of a kind."""
        before = self.count
        for problem in problems:
            self.add(problem)
        self.count = before + count

    def merge_missing_columns(self, row_counts: Mapping[str, int]) -> None:
        """Say once that a column is missing, where it is missing from every row of a sheet; `row_counts` is by sheet."""
        for (sheet, column), count in self._missing.items():
            if count > 1 and count == row_counts[sheet]:
                same = [item for item in self._kept if (item.sheet, item.column, item.reason) == (sheet, column, MISSING)]
                self._kept = [item for item in self._kept if item not in same]
                self._kept.insert(0, replace(same[0], reason=_MISSING_EVERYWHERE))
                self.count -= count - 1

    def kept(self) -> list[Problem]:
        """Return the kept problems, those at the start of a file first."""
        return sorted(self._kept, key=lambda problem: (problem.file, problem.line))
