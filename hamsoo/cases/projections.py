"""What follows the log: how often each answer at hand was sent, and when open cases are due."""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast

from hamsoo.cases.actions import promises
from hamsoo.cases.events import AnswerUsed, CaseOpened
from hamsoo.cases.models import AnswerUse, CaseDue
from hamsoo.ledger.facts import Fact, last_recorded_at
from hamsoo.ledger.projections import Projection


class AnswersUsed(Projection):
    """Count the sendings of each answer at hand. A row knows up to where in the line it has counted, so nothing counts twice."""

    name = "cases.answers_used"
    reads = (AnswerUsed,)

    def apply(self, batch: Sequence[Fact]) -> None:
        """Count what was sent since."""
        ids = {cast("AnswerUsed", fact.event).answer_id for fact in batch}
        known = AnswerUse.objects.in_bulk(ids)
        for fact in batch:
            answer_id = cast("AnswerUsed", fact.event).answer_id
            row = known.setdefault(answer_id, AnswerUse(answer_id=answer_id, count=0, last_at=fact.happened_at, position=0))
            if fact.position > row.position:
                row.count, row.position = row.count + 1, fact.position
                row.last_at = max(row.last_at, fact.happened_at)
        AnswerUse.objects.bulk_create(
            known.values(), update_conflicts=True, unique_fields=["answer"], update_fields=["count", "last_at", "position"]
        )

    def reset(self) -> None:
        """Forget what was counted."""
        AnswerUse.objects.all().delete()


class CasesDue(Projection):
    """Find when each open case is due, where that is not known.

    What moves a clock later is followed up by `followups.promises`; so this costs something for cases that were opened just now, and
    when it is rebuilt. Like the search index it reads the rows as they are now.
    """

    name = "cases.due"
    reads = (CaseOpened,)

    def apply(self, batch: Sequence[Fact]) -> None:
        """Find when the cases that were opened are due, as far as the log goes."""
        promises.find_due(case_ids={cast("CaseOpened", fact.event).case_id for fact in batch}, at=last_recorded_at())

    def reset(self) -> None:
        """Forget when cases are due."""
        CaseDue.objects.all().delete()
