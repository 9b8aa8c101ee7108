"""Cases from their opening to their end: done; refused and nothing changed; told. And the phases that they leave."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hamsoo.cases import actions, queries
from hamsoo.cases.actions import entering
from hamsoo.cases.models import Case, CaseType, Phase
from hamsoo.cases.rules import Silent
from hamsoo.customers.tests.cast import company
from hamsoo.kernel.errors import DomainError
from hamsoo.ledger.models import Entry
from hamsoo.ledger.runner import settle
from hamsoo.notices.models import InboxItem
from hamsoo.people.models import Person
from tests.at_once import at_once
from tests.world import NOON, World

MINUTE = timedelta(minutes=1)


def opened(world: World, sara: Person, **further: object) -> Case:
    """Have Sara open a case in service."""
    return actions.open(actor=sara, unit=world.service, subject="Renewed after it was cancelled", at=NOON, **further)  # type: ignore[arg-type]


def facts() -> list[str]:
    return [
        name.removeprefix("cases.")
        for name in Entry.objects.filter(name__startswith="cases.").order_by("id").values_list("name", flat=True)
    ]


def refused(work: Callable[[], object]) -> str:
    with pytest.raises(DomainError) as error:
        work()
    return error.value.code


def test_a_case_goes_its_way_and_is_told(world: World, sara: Person, reza: Person) -> None:
    case = opened(world, sara, record=company(world, "Sepehr", "crm"))
    actions.assign(actor=sara, case=case, person=reza, at=NOON + MINUTE)
    actions.take(actor=reza, case=case, at=NOON + 2 * MINUTE)
    actions.set_priority(actor=reza, case=case, priority=Case.Priority.URGENT, at=NOON + 3 * MINUTE)
    actions.wait(actor=reza, case=case, at=NOON + 4 * MINUTE)
    actions.work_on(actor=reza, case=case, at=NOON + 5 * MINUTE)
    actions.resolve(actor=reza, case=case, at=NOON + 6 * MINUTE)
    actions.close(actor=reza, case=case, at=NOON + 7 * MINUTE)
    case = actions.reopen(actor=reza, case=case, at=NOON + 8 * MINUTE)

    assert [(phase.number, phase.state, phase.assignee, phase.priority, phase.started_at) for phase in queries.phases(case=case)] == [
        (1, "new", None, 3, NOON),
        (2, "new", reza, 3, NOON + MINUTE),
        (3, "working", reza, 3, NOON + 2 * MINUTE),
        (4, "working", reza, 1, NOON + 3 * MINUTE),
        (5, "customer", reza, 1, NOON + 4 * MINUTE),
        (6, "working", reza, 1, NOON + 5 * MINUTE),
        (7, "resolved", reza, 1, NOON + 6 * MINUTE),
        (8, "closed", reza, 1, NOON + 7 * MINUTE),
        (9, "working", reza, 1, NOON + 8 * MINUTE),
    ]
    assert (case.resolved_at, case.closed_at) == (None, None)
    assert facts() == ["CaseOpened", "CaseAssigned", "CaseStateChanged", "CasePriorityChanged", *["CaseStateChanged"] * 5]
    settle()
    # What Reza did himself is no news to him.
    assert list(InboxItem.objects.filter(person=reza).values_list("kind", flat=True)) == ["request"]
    assert not InboxItem.objects.filter(person=sara).exists()


def test_the_same_again_changes_nothing(world: World, sara: Person) -> None:
    case = opened(world, sara)
    for _again in range(2):
        actions.take(actor=sara, case=case, at=NOON)
        actions.work_on(actor=sara, case=case, at=NOON)
        actions.set_priority(actor=sara, case=case, priority=3, at=NOON)
        actions.edit(actor=sara, case=case, subject=case.subject, tags=[], at=NOON)
    assert (Phase.objects.count(), facts()) == (2, ["CaseOpened", "CaseAssigned", "CaseStateChanged"])


def test_who_may_not_is_refused_and_nothing_changed(world: World, sara: Person, reza: Person, nima: Person) -> None:
    # Everybody reads this customer, so Nima reads the case; he is not of the unit that has it. Of one without a customer he knows nothing.
    seen, unseen = opened(world, sara, record=company(world, "Sepehr", "crm")), opened(world, sara)
    taken = actions.take(actor=sara, case=opened(world, sara), at=NOON)
    done = actions.resolve(actor=sara, case=opened(world, sara), at=NOON)
    before = (Phase.objects.count(), Entry.objects.count())

    assert [
        refused(lambda: actions.take(actor=nima, case=seen, at=NOON)),
        refused(lambda: actions.take(actor=nima, case=unseen, at=NOON)),
        refused(lambda: actions.open(actor=nima, unit=world.service, subject="Mine", at=NOON)),
        refused(lambda: actions.assign(actor=sara, case=unseen, person=nima, at=NOON)),
        refused(lambda: actions.take(actor=reza, case=taken, at=NOON)),
        refused(lambda: actions.wait(actor=sara, case=done, at=NOON)),
        refused(lambda: actions.set_priority(actor=sara, case=seen, priority=9, at=NOON)),
        refused(lambda: actions.edit(actor=sara, case=seen, subject="\x00 ", at=NOON)),
        refused(lambda: actions.edit(actor=sara, case=seen, tags=["x" * 41], at=NOON)),
    ] == ["NotAllowed", "NotFound", "NotAllowed", "Invalid", "Conflict", "NotOpen", "Invalid", "Invalid", "Invalid"]
    assert (Phase.objects.count(), Entry.objects.count()) == before


def test_a_case_changes_hands_by_a_hand_off_alone(world: World, sara: Person) -> None:
    case = opened(world, sara)
    with pytest.raises(Silent):
        entering.enter(case, actor=sara, at=NOON, unit=world.finance)
    assert Phase.objects.count() == 1


def test_fields_of_a_type_are_asked_for_in_their_time(world: World, sara: Person) -> None:
    contract = {"key": "contract", "name_fa": "قرارداد", "required": "opening"}
    cause = {"key": "cause", "name_fa": "علت", "name_en": "Cause", "kind": "choice", "choices": ["Error", "Wish"], "required": "resolving"}
    kind = CaseType.objects.create(name_fa="لغو", fields=[contract, cause, {"key": "until", "name_fa": "تا", "kind": "date"}], at=NOON)

    assert refused(lambda: opened(world, sara, type=kind)) == "Invalid"
    case = opened(world, sara, type=kind, values={"contract": " K-1 ", "until": "۱۴۰۵/۰۹/۱۰"})
    assert case.values == {"contract": "K-1", "until": "2026-12-01"}
    assert refused(lambda: actions.resolve(actor=sara, case=case, at=NOON)) == "Invalid"
    for wrong in ({"contract": "K-1", "cause": "Whim"}, {"contract": "K-1", "until": "soon"}, {"contract": "K-1", "price": "1"}, {}):
        assert refused(lambda wrong=wrong: actions.edit(actor=sara, case=case, values=wrong, at=NOON)) == "Invalid"
    actions.edit(actor=sara, case=case, values={"contract": "K-1", "cause": "Wish"}, at=NOON)
    assert actions.resolve(actor=sara, case=case, at=NOON).state == "resolved"


STEPS = ("take", "wait", "work_on", "resolve", "close", "reopen", "set_priority", "assign")


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=st.lists(st.tuples(st.sampled_from(STEPS), st.integers(-90, 900)), max_size=8))
def test_phases_are_dense_adjoining_and_sum_to_the_whole(world: World, sara: Person, steps: list[tuple[str, int]]) -> None:
    """Whatever is done, in whatever order clocks say it was: the parts sum exactly to the whole."""
    case, at = opened(world, sara), NOON
    further: dict[str, dict[str, object]] = {"set_priority": {"priority": 1}, "assign": {"person": None}}
    for step, seconds in steps:
        at += timedelta(seconds=seconds)
        try:
            getattr(actions, step)(actor=sara, case=case, at=at, **further.get(step, {}))
        except DomainError:
            continue
    found = queries.phases(case=case)
    starts = [phase.started_at for phase in found]
    assert [phase.number for phase in found] == list(range(1, len(found) + 1))
    # Each ends where the next begins, the first begins with the case, and none ends before it began: the lengths sum to the whole.
    assert (starts[0], starts) == (case.opened_at, sorted(starts))
    case.refresh_from_db()
    last = found[-1]
    assert (case.state, case.unit_id, case.assignee_id, case.priority) == (last.state, last.unit_id, last.assignee_id, last.priority)


@pytest.mark.django_db(transaction=True)
def test_phases_have_no_gap_when_several_act_at_once(world: World, sara: Person, reza: Person) -> None:
    case = opened(world, sara)

    outcome = at_once(
        lambda: actions.take(actor=sara, case=case, at=NOON + MINUTE),
        lambda: actions.take(actor=reza, case=case, at=NOON + MINUTE),
        lambda: actions.set_priority(actor=reza, case=case, priority=1, at=NOON),
        lambda: actions.resolve(actor=reza, case=case, at=NOON + 2 * MINUTE),
    )

    assert outcome == ["Conflict", "done", "done", "done"]
    found = queries.phases(case=case)
    assert [phase.number for phase in found] == [1, 2, 3, 4]
    assert sorted(phase.started_at for phase in found) == [phase.started_at for phase in found]
