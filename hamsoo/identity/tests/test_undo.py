"""Any sequence of decisions and undos, then undo all: the very same state as before, whatever stood there at the start."""

import random
from collections import defaultdict
from dataclasses import dataclass, field

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hamsoo.identity import actions, queries, rules
from hamsoo.identity.actions.matching import Match, link_found
from hamsoo.identity.components import Held, components
from hamsoo.identity.models import Decision, ReviewPair, SourceRecord
from hamsoo.identity.tests.records import look, make_system, send
from hamsoo.ledger.actors import SYSTEM
from hamsoo.people.models import Person
from hamsoo.spaces.models import Space
from tests.world import NOON

RECORDS = 6

pairs = st.tuples(st.integers(0, RECORDS - 1), st.integers(0, RECORDS - 1)).filter(lambda pair: pair[0] < pair[1])
steps = st.one_of(
    st.tuples(st.sampled_from(["link", "link", "apart", "later"]), pairs),
    st.tuples(st.just("found"), pairs),
    st.tuples(st.just("undo"), st.integers(0, 30)),
)


@dataclass
class Story:
    """What was decided, and what of it is still in force."""

    records: list[SourceRecord]
    done: list[Decision] = field(default_factory=list)
    open: list[Decision] = field(default_factory=list)

    def step(self, verb, about) -> None:
        """Do one thing; what is refused changes nothing."""
        if verb == "undo":
            if self.open:
                actions.retract(actor=SYSTEM, decision=self.open.pop(about % len(self.open)), at=NOON)
            return
        a, b = (self.records[number] for number in about)
        before = look()
        try:
            self.open.append(self._decide(verb, a, b))
        except rules.Contradiction:
            after = look()
        else:
            return
        assert after == before

    def _decide(self, verb, a, b) -> Decision:
        if verb == "later":
            return actions.put_off(actor=SYSTEM, a=a, b=b, at=NOON)
        if verb == "found":
            match = Match(a.pk, b.pk, 7.0 + (a.pk * 31 + b.pk) % 5, (("phone", "shares:phones", 7.5),))
            return link_found(matches=[match], model_version="m", at=NOON)[0]
        return actions.decide(actor=SYSTEM, a=a, b=b, is_one=verb == "link", at=NOON)

    def holds(self, person: Person) -> None:
        """Check what has to hold at any time."""
        now = {record.pk: record for record in SourceRecord.objects.all()}
        members = defaultdict(set)
        for pk, record in now.items():
            members[record.customer_id].add(pk)
        held = [
            Held(each.pk, each.pair, each.kind == "link", each.is_automatic, each.weight or 0)
            for each in Decision.objects.effective().filter(kind__in=("link", "apart"))
        ]
        # All at once gives the same as step by step, and each customer stands by the number of one of its own records.
        expected = components(now, held).first
        assert {pk: record.customer_id for pk, record in now.items()} == {pk: now[first].own_id for pk, first in expected.items()}
        for number, ids in members.items():
            assert number in {now[pk].own_id for pk in ids}
            assert queries.customer(person=person, number=number).record_count == len(ids)
        for record in now.values():
            assert queries.customer(person=person, number=record.own_id).number == record.customer_id


@pytest.mark.django_db
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(before=st.lists(steps, max_size=6), story=st.lists(steps, max_size=14), order=st.randoms(use_true_random=False))
def test_undoing_all_is_as_if_nothing_had_been(world, nima, before, story, order: random.Random) -> None:
    with transaction.atomic():
        finance = Space.objects.get(subject_type="unit", subject_id=world.finance.pk)
        crm, billing = make_system("crm", world.organisation), make_system("billing", finance, rank=5)
        records = [
            send(system, {"key": number, "full_name": f"Name {number}", "phone": f"0912000000{number % 4}", "city": f"City {number}"})[0]
            for number, system in enumerate([crm, billing] * (RECORDS // 2))
        ]
        for a, b in ((0, 1), (1, 4), (2, 5)):
            ReviewPair.objects.create(a=records[a], b=records[b], weight=1.0, found_at=NOON)
        earlier = Story(records)
        for verb, about in before:
            earlier.step(verb, about)
        start = look()
        later = Story(records)
        for verb, about in story:
            later.step(verb, about)
            later.holds(nima)
        order.shuffle(later.open)
        for decision in later.open:
            actions.retract(actor=SYSTEM, decision=decision, at=NOON)
        assert look() == start
        later.holds(nima)
        transaction.set_rollback(True)


@given(
    decisions=st.lists(st.tuples(pairs, st.booleans(), st.booleans(), st.floats(-5, 30)), max_size=14),
    order=st.randoms(use_true_random=False),
)
def test_components_do_not_depend_on_order(decisions, order: random.Random) -> None:
    held = [Held(number, pair, is_link, automatic, weight) for number, (pair, is_link, automatic, weight) in enumerate(decisions, 1)]
    outcome = components(range(RECORDS), held)
    shuffled = order.sample(held, len(held))

    assert components(order.sample(range(RECORDS), RECORDS), shuffled) == outcome
    # Whatever is apart in force is apart, and whatever is linked is together unless that would break it.
    last = {one.pair: one for one in sorted(held, key=lambda one: (not one.is_automatic, one.id))}
    for pair, one in last.items():
        together = outcome.first[pair[0]] == outcome.first[pair[1]]
        assert together if one.is_link and one not in outcome.refused else not together or one.is_link


def test_many_that_were_put_apart_are_asked_of_once_each() -> None:
    """Each link looks at who is apart from the smaller part, not at all that anybody ever said: 3,000 of each took seven seconds."""
    asked = 0

    class Counted(int):
        def __hash__(self) -> int:
            nonlocal asked
            asked += 1
            return int.__hash__(self)

    count = 400
    records = [Counted(number) for number in range(2 * count + 2)]
    links = [Held(number, (records[number], records[number + 1]), is_link=True, is_automatic=True) for number in range(count)]
    apart = [
        Held(count + number, (records[number], records[count + 1 + number]), is_link=False, is_automatic=False) for number in range(count)
    ]

    outcome = components(records, [*links, *apart])

    assert (outcome.refused, set(map(outcome.first.get, range(count + 1)))) == ((), {0})
    assert asked < 100 * count
