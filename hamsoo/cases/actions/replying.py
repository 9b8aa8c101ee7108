"""Answering the customer: one answer to what was said last, whoever of two is quicker."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from django.db import transaction

from hamsoo.cases import presence, queries, rules
from hamsoo.cases.actions import entering, working
from hamsoo.cases.models import Case
from hamsoo.interactions import actions as interactions
from hamsoo.interactions.models import Interaction
from hamsoo.kernel import live
from hamsoo.kernel.errors import Invalid
from hamsoo.people.models import Person

THEN = (Case.State.CUSTOMER, Case.State.RESOLVED)
"""What a case can come to with an answer."""


@transaction.atomic
def reply(
    *,
    actor: Person,
    case: Case,
    text: str,
    answers_to: int,
    at: datetime,
    then: str = "",
    client_id: UUID | None = None,
    seen: Collection[str] = (),
    reason: str = "",
    attachment_ids: Collection[int] = (),
) -> Interaction:
    """Write to the customer of a case; `answers_to` is the newest contact that the writer has seen (0 for none).

    Refused with `Meanwhile` when something was said since, so that of two who answer in the same second one reads the other's answer
    first, and with `Contradicts` when it goes against promises that are not among `seen`. The same `client_id` again writes nothing.
    Whoever answers a case that nobody has, has it from then on; `then` it stays in work (""), waits for the customer, or is resolved.
    """
    if then and then not in THEN:
        raise Invalid(field="then")
    case = entering.locked(actor, case.pk)
    if client_id and (sent := sent_before(actor, client_id)):
        return sent
    if not case.is_open:
        raise rules.NotOpen
    if (queries.last_contact_id(person=actor, case=case) or 0) != answers_to:
        raise rules.Meanwhile
    if case.correspondence is None:
        raise rules.NobodyToAnswer
    if then == Case.State.RESOLVED:
        working.require_resolvable(case)
    made = interactions.send(
        actor=actor,
        correspondence=case.correspondence,
        text=text,
        at=at,
        seen=seen,
        reason=reason,
        client_id=str(client_id) if client_id else None,
        attachment_ids=attachment_ids,
    )
    state = then or (Case.State.WORKING if case.state in (Case.State.NEW, Case.State.CUSTOMER) else case.state)
    entering.shift(case, actor=actor, at=at, state=state, assignee=case.assignee or actor)
    presence.end(case_id=case.pk, person=actor)
    live.publish(f"case:{case.pk}", case.pk)
    return made


def sent_before(actor: Person, client_id: UUID) -> Interaction | None:
    """Return what `actor` has sent under this id of a page already."""
    return Interaction.objects.filter(person=actor, client_id=str(client_id)).first()
