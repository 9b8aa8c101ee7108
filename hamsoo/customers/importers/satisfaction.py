"""A file of answers about satisfaction: what the customers of a system said when they were asked."""

from collections.abc import Iterator, Mapping, Sequence
from typing import ClassVar

from django.utils.translation import gettext_lazy, gettext_noop
from django_stubs_ext import StrPromise

from hamsoo.customers import actions
from hamsoo.customers.importers.of_system import FileOfSystem, number
from hamsoo.customers.models import SatisfactionAnswer
from hamsoo.kernel.imports import Flaw, Row, Staged
from hamsoo.kernel.text import fold

_MEASURES = {fold(value): value for value in SatisfactionAnswer.Measure.values}


class FileOfAnswers(FileOfSystem):
    """The answers that a system has: CSAT from 1 to 5, NPS from 0 to 10, CES from 1 to 7."""

    kind: ClassVar[str] = "satisfaction"
    title: ClassVar[StrPromise] = gettext_lazy("answers about satisfaction")
    required: ClassVar[tuple[str, ...]] = ("customer", "key", "measure", "score", "at")
    headings: ClassVar[Mapping[str, tuple[str, ...]]] = {
        "customer": ("customer", "customer key", "مشتری", "کد مشتری"),
        "key": ("key", "id", "number", "شماره", "کلید"),
        "measure": ("measure", "metric", "survey", "سنجه", "شاخص"),
        "score": ("score", "answer", "امتیاز", "نمره", "پاسخ"),
        "at": ("at", "date", "time", "تاریخ", "زمان"),
        "channel": ("channel", "کانال"),
        "entity": ("entity", "گونهٔ مشتری"),
    }

    def check(self, row: Row) -> Iterator[Flaw]:
        """Yield what is wrong with a row in itself."""
        yield from super().check(row)
        measure, score = (str(row.data.get(part) or "") for part in ("measure", "score"))
        if measure and fold(measure) not in _MEASURES:
            there = ", ".join(value.upper() for value in _MEASURES.values())
            values = {"value": measure, "there": there}
            yield Flaw("measure", gettext_noop("“%(value)s” is no measure of satisfaction; there are: %(there)s."), values=values)
        if score and ((found := number(score)) is None or found != int(found)):
            yield Flaw("score", gettext_noop("“%(value)s” is no whole number."), values={"value": score})

    def take(self, rows: Sequence[Staged]) -> actions.Taken:
        """Take answers over."""
        return actions.take_answers(actor=self._actor, system=self._system, rows=[self._answered(row) for row in rows], at=self._at)

    def _answered(self, row: Staged) -> actions.Answered:
        return actions.Answered(
            customer=row.text("customer"),
            key=row.text("key"),
            measure=_MEASURES[fold(row.text("measure"))],
            score=int(number(row.text("score")) or 0),
            at=self.moment(row),
            channel=row.text("channel") or "web",
            entity=row.text("entity"),
        )
