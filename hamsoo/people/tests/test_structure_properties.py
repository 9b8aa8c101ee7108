"""Whatever is changed in whatever order: nobody ever reports to themselves, and the rows of a person never overlap."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hamsoo.kernel.errors import DomainError
from hamsoo.ledger.actors import SYSTEM
from hamsoo.people import actions
from hamsoo.people.models import Assignment, Person
from tests.world import NOON

TODAY = date(2026, 11, 21)
COUNT = 5

steps = st.lists(
    st.tuples(
        st.sampled_from(["manager", "manager", "manager", "level", "leave", "back", "withdraw"]),
        st.integers(0, COUNT - 1),
        st.integers(-1, COUNT - 1),
        st.integers(-20, 40),
    ),
    max_size=25,
)


def _do(people: list[Person], step: tuple[str, int, int, int]) -> None:
    """Do one step; what is refused is refused."""
    verb, who, whom, days = step
    person, on = Person.objects.get(pk=people[who].pk), TODAY + timedelta(days=days)
    if verb == "manager":
        manager = Person.objects.get(pk=people[whom].pk) if whom >= 0 else None
        actions.change_record(actor=SYSTEM, person=person, changes={"manager": manager}, on=on, at=NOON)
    elif verb == "level":
        actions.change_record(actor=SYSTEM, person=person, changes={"level": whom + 2}, on=on, at=NOON)
    elif verb == "leave":
        actions.leave(actor=SYSTEM, person=person, left_on=on, at=NOON)
    elif verb == "back":
        actions.come_back(actor=SYSTEM, person=person, on=on, at=NOON)
    else:
        row = Assignment.objects.filter(person=person, from_on__gt=TODAY).first()
        if row is not None:
            actions.withdraw_planned(actor=SYSTEM, planned=row, at=NOON)


def _require_sound() -> None:
    rows = list(Assignment.objects.order_by("person", "from_on"))
    for earlier, later in pairwise(rows):
        if earlier.person_id == later.person_id:
            assert earlier.until_on is not None
            assert earlier.until_on <= later.from_on
    for number in range(60):
        day = TODAY + timedelta(days=number)
        managers = dict(Assignment.objects.on(day).values_list("person_id", "manager_id"))
        for start, first in managers.items():
            above, seen = first, {start}
            while above is not None:
                assert above not in seen
                seen.add(above)
                above = managers.get(above)
    for person in Person.objects.filter(left_on=None):
        row = Assignment.objects.on(TODAY).get(person=person)
        assert (person.manager_id, person.level) == (row.manager_id, row.level)


@pytest.mark.django_db
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=steps)
def test_the_structure_stays_sound(steps, db):
    with transaction.atomic():
        people = [
            actions.add_person(actor=SYSTEM, code=f"p{number}", name_fa="کس", unit=None, joined_on=TODAY - timedelta(days=10), at=NOON)
            for number in range(COUNT)
        ]
        for step in steps:
            try:
                _do(people, step)
            except DomainError:
                continue
        _require_sound()
        transaction.set_rollback(True)
