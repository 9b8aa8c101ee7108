"""Promises: done; refused and nothing changed; told; conflicts found once across the records of a customer, ended by undoing the link."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from hamsoo.commitments import actions, queries, rules
from hamsoo.commitments.models import Commitment, Conflict, Resolution
from hamsoo.commitments.rules import Claim
from hamsoo.commitments.tests.cast import CANCELLED, LATER, RENEWED, promise, sentences
from hamsoo.customers.tests.cast import company, link, space_of
from hamsoo.identity import actions as identity
from hamsoo.identity.models import Decision, SourceRecord
from hamsoo.identity.tests.records import make_system, send
from hamsoo.kernel import deadlines
from hamsoo.kernel.errors import Invalid, NotAllowed, NotFound
from hamsoo.ledger.runner import settle
from hamsoo.people.models import Person
from tests.world import World


def test_a_promise_is_made_reminded_of_and_kept(record: SourceRecord, sara: Person, nima: Person) -> None:
    made = promise(
        sara, record, Claim("fixed_by", "service", on=date(2026, 11, 23)), subject=" کیف  امانی\x00 ", text="رفع محدودیت ۴۸ ساعته"
    )
    assert (made.subject, made.key, made.state, made.unit) == ("کیف امانی", "کیفامانی", "standing", sara.unit)
    assert made.due_at
    assert deadlines.due_at(kind="commitments.reminder", about=("commitment", made.pk)) == made.due_at - timedelta(days=1)
    settle()
    assert deadlines.scan(at=made.due_at) >= 1
    assert [one.pk for one in queries.of_record(person=nima, record=record)] == [made.pk]
    actions.keep(actor=sara, commitment=made, at=LATER)
    assert queries.of_record(person=nima, record=record) == []
    with pytest.raises(rules.AlreadySettled):
        actions.keep(actor=sara, commitment=made, at=LATER)
    assert sentences(nima) == [
        "Service promised “بیمهٔ سپهر”: رفع محدودیت ۴۸ ساعته",
        "Promised to “بیمهٔ سپهر”, and soon due: رفع محدودیت ۴۸ ساعته",
        "Service kept what it promised “بیمهٔ سپهر”: رفع محدودیت ۴۸ ساعته",
    ]


def test_refused_and_nothing_changed(world: World, record: SourceRecord, sara: Person, nima: Person, mina: object) -> None:
    wrong = (
        Claim("nonsense"),
        Claim("refund", amount=Decimal(-1), measure="IRR"),
        Claim("refund", amount=Decimal(5)),
        Claim("cancelled", amount=Decimal(5), measure="IRR"),
        Claim("cancelled", kind="planet"),
        Claim("cancelled", from_on=date(2026, 2, 1), until_on=date(2026, 1, 1)),
        Claim("hold", topic="hold"),
    )
    for claim in wrong:
        with pytest.raises(Invalid):
            promise(sara, record, claim)
    with pytest.raises(NotAllowed):
        promise(sara, record, CANCELLED, unit=world.finance)
    [hidden] = send(make_system("billing", space_of(world.finance)), {"key": "1", "name": "سپهر"}, entity="company")
    with pytest.raises(NotFound):
        promise(sara, hidden, CANCELLED)
    assert not Commitment.objects.exists()
    made = promise(sara, record, CANCELLED)
    for act in (actions.withdraw, actions.break_):
        with pytest.raises(NotAllowed):
            act(actor=nima, commitment=made, reason="No", at=LATER)
        with pytest.raises(Invalid):
            act(actor=sara, commitment=made, reason=" \x00 ", at=LATER)
    assert Commitment.objects.get().state == "standing"


def test_a_unit_that_says_it_anew_replaces_what_it_said(record: SourceRecord, sara: Person, reza: Person) -> None:
    first = promise(sara, record, CANCELLED)
    second = promise(reza, record, RENEWED)
    first.refresh_from_db()
    assert (first.state, first.replaced_by, Conflict.objects.count()) == ("replaced", second, 0)


def test_two_units_contradict_and_one_voice_is_decided(record: SourceRecord, sara: Person, nima: Person, reza: Person) -> None:
    ours, theirs = promise(sara, record, CANCELLED, text="لغو از پایان آذر"), promise(nima, record, RENEWED, text="تمدید دوساله")
    [found] = queries.conflicts_of(person=reza, record=record)
    assert (found.conflict.rule, found.a.commitment, found.b.commitment) == ("ends_or_goes_on", ours, theirs)
    talk = actions.talk(actor=reza, conflict_id=found.conflict.pk, at=LATER)
    assert actions.talk(actor=sara, conflict_id=found.conflict.pk, at=LATER) == talk
    with pytest.raises(Invalid):
        actions.decide(actor=reza, conflict_id=found.conflict.pk, winner=ours, reason=" ", at=LATER)
    actions.decide(actor=reza, conflict_id=found.conflict.pk, winner=ours, reason="They asked in writing", note="لغو شد.", at=LATER)
    theirs.refresh_from_db()
    assert (theirs.state, theirs.reason, theirs.ended_by) == ("withdrawn", "They asked in writing", reza)
    assert queries.conflicts_of(person=reza, record=record) == []
    with pytest.raises(rules.AlreadyDecided):
        actions.decide(actor=reza, conflict_id=found.conflict.pk, winner=theirs, reason="No", at=LATER)
    told = sentences(nima)
    assert "Service and Finance promised “بیمهٔ سپهر” different things" in told
    assert "Reza Karimi decided what holds for “بیمهٔ سپهر”: لغو از پایان آذر" in told
    assert Resolution.objects.get().note == "لغو شد."


def test_linking_finds_conflicts_and_undoing_ends_them(world: World, sara: Person, nima: Person, admin: Person) -> None:
    first, second = company(world, "سپهر", "crm"), company(world, "بیمه سپهر", "shop")
    promise(sara, first, CANCELLED)
    promise(nima, second, RENEWED)
    assert not Conflict.objects.exists()
    link(first, second)
    settle()
    settle()
    rows = list(Conflict.objects.values_list("pk", flat=True))
    first = SourceRecord.objects.get(pk=first.pk)
    assert len(rows) == len(queries.conflicts_of(person=sara, record=first)) == 1
    identity.retract(actor=admin, decision=Decision.objects.get(), at=LATER)
    first = SourceRecord.objects.get(pk=first.pk)
    assert queries.conflicts_of(person=sara, record=first) == []
    assert list(Conflict.objects.values_list("pk", flat=True)) == rows
    with pytest.raises(NotFound):
        queries.one_place(person=sara, pk=rows[0])
