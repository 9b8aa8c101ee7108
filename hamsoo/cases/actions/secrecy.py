"""Making a case confidential, and opening it again."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from hamsoo.cases import events
from hamsoo.cases.actions import entering, members
from hamsoo.cases.models import Case, Watcher
from hamsoo.people.models import Person
from hamsoo.spaces.actions import open_conversation_space


@transaction.atomic
def close_to_others(*, actor: Person, case: Case, at: datetime) -> Case:
    """Let only those read a case who are with it: its assignee, who watches it (its actor from now on), and who is asked to take it over.

    Others may know that it exists, its state, who has it and what is promised next.
    """
    case = entering.locked(actor, case.pk)
    if case.is_confidential:
        return case
    Watcher.objects.get_or_create(case=case, person=actor, defaults={"at": at})
    if case.space is None:
        case.space = open_conversation_space(person_ids=[], at=at)
    case.is_confidential = True
    case.save(update_fields=["is_confidential", "space"])
    members.keep(case)
    entering.place(case, at=at)
    entering.keep_end(case)
    entering.state_fact(events.CaseClosedToOthers, case, actor=actor, at=at)
    return case


def begin_closed(case: Case, *, origin: Case, at: datetime) -> None:
    """Let a case that is being opened be read by those alone who are with a confidential one. Part of opening it."""
    with_it = {*Watcher.objects.filter(case=origin).values_list("person", flat=True), *([origin.assignee_id] if origin.assignee_id else [])}
    Watcher.objects.bulk_create(Watcher(case=case, person_id=pk, at=at) for pk in sorted(with_it))
    case.space = open_conversation_space(person_ids=[], at=at)
    case.is_confidential = True
    case.save(update_fields=["is_confidential", "space"])
    members.keep(case)


@transaction.atomic
def open_to_others(*, actor: Person, case: Case, at: datetime) -> Case:
    """Let a case be read again by all who would read it anyway."""
    case = entering.locked(actor, case.pk)
    if not case.is_confidential:
        return case
    case.is_confidential = False
    case.save(update_fields=["is_confidential"])
    entering.place(case, at=at)
    entering.keep_end(case)
    entering.state_fact(events.CaseOpenedToOthers, case, actor=actor, at=at)
    return case
