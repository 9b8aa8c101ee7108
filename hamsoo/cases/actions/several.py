"""Doing something with several cases: planned first, so that it can be looked at; then one by one, each with the rights of who asked."""

from __future__ import annotations

from collections.abc import Callable, Collection
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from hamsoo.cases import queries, rules
from hamsoo.cases.actions import working
from hamsoo.cases.models import BulkRun, Case, SavedView
from hamsoo.kernel.errors import DomainError, Invalid, NotFound
from hamsoo.people.models import Person, Unit

AT_ONCE = 50
"""So many are done while the browser waits; more are done by the worker."""

_PART = 25
NAME_LENGTH, MOST_VIEWS = 80, 50


def plan(*, actor: Person, case_ids: Collection[int], verb: str, value: str, at: datetime) -> BulkRun:
    """Note what is to be done with cases that `actor` reads; nothing is done yet. Others of `case_ids` are left out without a word."""
    wanted = list(dict.fromkeys(case_ids))
    if len(wanted) > queries.MOST_AT_ONCE:
        raise Invalid(_("At most %(count)s cases at once.") % {"count": queries.MOST_AT_ONCE}, field="ids")
    _checked(actor, verb, value)
    readable = set(Case.objects.visible_to(actor).filter(pk__in=wanted).values_list("pk", flat=True))
    if not readable:
        raise Invalid(_("Choose at least one case."), field="ids")
    ids = [pk for pk in wanted if pk in readable]
    return BulkRun.objects.create(person=actor, verb=verb, value=value.strip(), case_ids=ids, planned_at=at)


def start(*, actor: Person, run: BulkRun, at: datetime) -> bool:
    """Begin with what was planned; return whether it is to be gone on with by the worker. What has begun is not begun again."""
    if run.person_id != actor.pk:
        raise NotFound
    begun = BulkRun.objects.filter(pk=run.pk, started_at=None).update(started_at=at)
    if not begun:
        return False
    if len(run.case_ids) > AT_ONCE:
        return True
    while go_on(run_id=run.pk, at=at):
        pass
    return False


def go_on(*, run_id: int, at: datetime) -> bool:
    """Do the next part, in a transaction of its own; return whether there is more."""
    with transaction.atomic():
        run = BulkRun.objects.select_for_update(of=("self",)).select_related("person__unit").get(pk=run_id)
        if run.finished_at is not None:
            return False
        work = _checked(run.person, run.verb, run.value)
        for pk in run.case_ids[run.gone_through : run.gone_through + _PART]:
            if words := _do(run.person, pk, work, at):
                run.refused.append([pk, words])
            run.gone_through += 1
        if run.gone_through >= len(run.case_ids):
            run.finished_at = at
        run.save(update_fields=["refused", "gone_through", "finished_at"])
    return run.finished_at is None


Work = Callable[[Case, datetime], object]


def _do(person: Person, pk: int, work: Work, at: datetime) -> str:
    """Do it with one case; return why not, empty when it was done."""
    try:
        with transaction.atomic():
            work(queries.case(person=person, pk=pk), at)
    except DomainError as error:
        return str(error) or gettext("This is not yours to do.")
    return ""


def _checked(actor: Person, verb: str, value: str) -> Work:
    """Return what is to be done with each case; raise `Invalid` for what cannot be done with any."""
    value = value.strip()
    if verb == BulkRun.Verb.ASSIGN:
        person = _colleague(actor, value)
        return lambda case, at: working.assign(actor=actor, case=case, person=person, at=at)
    if verb == BulkRun.Verb.PRIORITY and value in map(str, Case.Priority.values):
        return lambda case, at: working.set_priority(actor=actor, case=case, priority=int(value), at=at)
    if verb == BulkRun.Verb.TAG and rules.checked_tags([value]):
        return lambda case, at: working.edit(actor=actor, case=case, tags=[*case.tags, value], at=at)
    if verb == BulkRun.Verb.STATE and value in _MOVES:
        return lambda case, at: _MOVES[value](actor, case, at)
    raise Invalid(_("Choose what is to be done."), field="value")


def _colleague(actor: Person, value: str) -> Person | None:
    if value == "none":
        return None
    if value == "me":
        return actor
    known = value.isascii() and value.isdecimal() and len(value) < 19
    person = Person.objects.visible_to(actor).active().filter(pk=int(value)).first() if known else None
    if person is None:
        raise Invalid(_("Choose who it is given to."), field="value")
    return person


def _work_on(actor: Person, case: Case, at: datetime) -> Case:
    """Work on a case, which is opened again for it where it was at its end."""
    act = working.work_on if case.is_open else working.reopen
    return act(actor=actor, case=case, at=at)


_MOVES: dict[str, Callable[[Person, Case, datetime], Case]] = {
    "working": _work_on,
    "customer": lambda actor, case, at: working.wait(actor=actor, case=case, at=at),
    "other": lambda actor, case, at: working.wait(actor=actor, case=case, at=at, for_customer=False),
    "resolved": lambda actor, case, at: working.resolve(actor=actor, case=case, at=at),
    "closed": lambda actor, case, at: working.close(actor=actor, case=case, at=at),
}


@transaction.atomic
def keep_view(*, actor: Person, name: str, filters: queries.Filters, at: datetime, unit: Unit | None = None) -> SavedView:
    """Keep filters under a name, in place of what `actor` kept under it; shared with `unit`, one's own, where that is given."""
    name = rules.required(name, "name", longest=NAME_LENGTH)
    if unit is not None and (actor.unit is None or unit.pk not in actor.unit.ancestor_ids):
        raise Invalid(_("Share it with a unit of yours."), field="unit")
    if SavedView.objects.filter(owner=actor).exclude(name=name).count() >= MOST_VIEWS:
        raise Invalid(_("At most %(count)s views.") % {"count": MOST_VIEWS}, field="name")
    says = {"filters": filters.query, "unit": unit, "at": at}
    return SavedView.objects.update_or_create(owner=actor, name=name, defaults=says)[0]


def drop_view(*, actor: Person, view: SavedView) -> None:
    """Keep a view no more: one's own."""
    if view.owner_id != actor.pk:
        raise NotFound
    view.delete()
