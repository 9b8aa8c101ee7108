"""Lists in parts, by the place of the last row: what is added meanwhile neither repeats nor hides a row."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Generic, Self, TypeVar

from django.db.models import Model, Q, QuerySet

from hamsoo.kernel.cursors import read_cursor
from hamsoo.kernel.errors import Invalid

Row = TypeVar("Row")
ModelT = TypeVar("ModelT", bound=Model)


@dataclass(frozen=True, slots=True)
class Cursor:
    """The place of a row in a list that runs from new to old."""

    at: datetime
    id: int

    @classmethod
    def read(cls, text: str | None) -> Self | None:
        """Return the cursor that `text` holds, None for no text; raise `Invalid` for anything else."""
        if not text:
            return None
        try:
            return cls(*read_cursor(text))
        except ValueError:
            raise Invalid(field="before") from None

    def __str__(self) -> str:
        return f"{self.at.isoformat()}_{self.id}"


@dataclass(frozen=True, slots=True)
class Page(Generic[Row]):
    """A part of a list; `next` is where the following part begins, None at the end."""

    rows: Sequence[Row]
    next: Cursor | None


def page_of(rows: QuerySet[ModelT], *, order: str, before: Cursor | None, limit: int, at: Callable[[ModelT], datetime]) -> Page[ModelT]:
    """Return up to `limit` of `rows`, newest first by the field `order` and the id, after the cursor `before`."""
    if before is not None:
        rows = rows.filter(Q(**{f"{order}__lt": before.at}) | Q(**{order: before.at, "pk__lt": before.id}), **{f"{order}__lte": before.at})
    found = list(rows.order_by(f"-{order}", "-pk")[: limit + 1])
    shown = found[:limit]
    return Page(shown, Cursor(at(shown[-1]), shown[-1].pk) if len(found) > limit else None)
