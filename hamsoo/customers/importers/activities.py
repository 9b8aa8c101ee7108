"""A file of activities: what happened with the customers of a system."""

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from typing import ClassVar

from django.utils.translation import gettext_lazy, gettext_noop
from django_stubs_ext import StrPromise

from hamsoo.customers import actions
from hamsoo.customers.importers.of_system import FileOfSystem, number
from hamsoo.customers.models import Activity
from hamsoo.kernel.imports import Flaw, Row, Staged
from hamsoo.kernel.text import fold


class FileOfActivities(FileOfSystem):
    """The activities that a system knows of."""

    kind: ClassVar[str] = "activities"
    title: ClassVar[StrPromise] = gettext_lazy("activities")
    required: ClassVar[tuple[str, ...]] = ("customer", "key", "kind", "at")
    headings: ClassVar[Mapping[str, tuple[str, ...]]] = {
        "customer": ("customer", "customer key", "مشتری", "کد مشتری"),
        "key": ("key", "id", "number", "شماره", "کلید"),
        "kind": ("kind", "type", "گونه", "نوع"),
        "at": ("at", "date", "time", "تاریخ", "زمان"),
        "channel": ("channel", "کانال"),
        "text": ("text", "note", "subject", "متن", "شرح", "موضوع"),
        "amount": ("amount", "total", "مبلغ"),
        "minutes": ("minutes", "duration", "مدت", "دقیقه"),
        "unit": ("unit", "department", "واحد", "بخش"),
        "entity": ("entity", "گونهٔ مشتری"),
    }

    @cached_property
    def _kinds(self) -> dict[str, str]:
        return {fold(word): value for value, label in Activity.Kind.choices for word in (value, str(label))}

    def check(self, row: Row) -> Iterator[Flaw]:
        """Yield what is wrong with a row in itself."""
        yield from super().check(row)
        kind = str(row.data.get("kind") or "")
        if kind and fold(kind) not in self._kinds:
            kinds = ", ".join(Activity.Kind.values)
            yield Flaw(
                "kind", gettext_noop("“%(value)s” is no kind of activity; there are: %(kinds)s."), values={"value": kind, "kinds": kinds}
            )
        for part in ("amount", "minutes"):
            text = str(row.data.get(part) or "")
            if text and number(text) is None:
                yield Flaw(part, gettext_noop("“%(value)s” is no number."), values={"value": text})

    def take(self, rows: Sequence[Staged]) -> actions.Taken:
        """Note what happened."""
        return actions.take(actor=self._actor, system=self._system, rows=[self._noted(row) for row in rows], at=self._at)

    def _noted(self, row: Staged) -> actions.Noted:
        minutes = number(row.text("minutes"))
        return actions.Noted(
            customer=row.text("customer"),
            key=row.text("key"),
            kind=self._kinds[fold(row.text("kind"))],
            at=self.moment(row),
            channel=row.text("channel"),
            text=row.text("text"),
            amount=number(row.text("amount")),
            minutes=int(minutes) if minutes is not None else None,
            unit=row.text("unit"),
            entity=row.text("entity"),
        )
