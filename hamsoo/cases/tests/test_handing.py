"""Hand-offs: a case is theirs when they accept, it comes back with a reason, and changes hands in no other way."""

import re
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from django.core import mail
from django.test import Client
from freezegun import freeze_time

from hamsoo.cases import actions, queries, rules
from hamsoo.cases.models import Case, HandOff, Partner, Phase
from hamsoo.cases.tasks import write_to_partner
from hamsoo.cases.tests.test_working import MINUTE, facts, opened, refused
from hamsoo.kernel.errors import Invalid
from hamsoo.ledger.models import Entry
from hamsoo.ledger.runner import settle
from hamsoo.notices.models import InboxItem
from hamsoo.people import actions as people
from hamsoo.people.models import Person
from tests.at_once import at_once
from tests.world import NOON, World


def asked(world: World, sara: Person, **further: object) -> HandOff:
    case = actions.take(actor=sara, case=opened(world, sara), at=NOON)
    given = {"to": world.finance, "reason": "The invoice is theirs", **further}
    return actions.hand_off(actor=sara, case=case, at=NOON + MINUTE, **given)  # type: ignore[arg-type]


def partner() -> Partner:
    return Partner.objects.create(name_fa="پرتو", name_en="Parto", address="parto@partner.example", created_at=NOON)


def told(person: Person) -> list[str]:
    return sorted(InboxItem.objects.filter(person=person, is_settled=False).values_list("kind", flat=True))


def way(case: Case) -> list[tuple[object, ...]]:
    return [(phase.unit or phase.partner, phase.state, phase.assignee) for phase in queries.phases(case=case)]


def test_a_case_is_theirs_when_they_accept(world: World, sara: Person, nima: Person, admin: Person) -> None:
    people.appoint(actor=admin, unit=world.finance, head=nima, deputy=None, at=NOON)
    hand_off = asked(world, sara)
    case = hand_off.case
    # Not theirs yet: they read it, and cannot work on it; the asking unit waits.
    assert Case.objects.visible_to(nima).get() == case
    assert refused(lambda: actions.resolve(actor=nima, case=case, at=NOON)) == "NotAllowed"
    assert (case.unit, case.state) == (world.service, "other")
    settle()
    assert told(nima) == ["handover"]

    actions.accept(actor=nima, hand_off=hand_off, at=NOON + 2 * MINUTE)

    case.refresh_from_db()
    assert (case.unit, case.assignee, case.state) == (world.finance, nima, "working")
    service, finance = world.service, world.finance
    assert way(case) == [(service, "new", None), (service, "working", sara), (service, "other", sara), (finance, "working", nima)]
    settle()
    assert (told(nima), told(sara)) == ([], ["answer"])
    # Who handed it on goes on reading it, and works on it no more.
    assert Case.objects.visible_to(sara).exists()
    assert refused(lambda: actions.resolve(actor=sara, case=case, at=NOON)) == "NotAllowed"


def test_a_unit_can_go_on_working_while_it_asks(world: World, sara: Person) -> None:
    assert asked(world, sara, keeps_working=True).case.state == "working"


def test_refused_and_withdrawn_it_stays_where_it_was(world: World, sara: Person, nima: Person) -> None:
    first = asked(world, sara)
    case = first.case
    assert refused(lambda: actions.refuse(actor=nima, hand_off=first, words=" ", at=NOON)) == "Invalid"
    actions.refuse(actor=nima, hand_off=first, words="It is paid", at=NOON + 2 * MINUTE)
    # They were only asked: of a case without a customer they know nothing any more.
    assert not Case.objects.visible_to(nima).exists()
    second = actions.hand_off(actor=sara, case=case, to=world.finance, reason="It is not", at=NOON + 3 * MINUTE)
    actions.withdraw(actor=sara, hand_off=second, at=NOON + 4 * MINUTE)

    case.refresh_from_db()
    assert (case.unit, case.assignee, case.state) == (world.service, sara, "working")
    assert facts()[3:] == [
        *("HandOffAsked", "CaseStateChanged", "HandOffRefused", "CaseStateChanged"),
        *("HandOffAsked", "CaseStateChanged", "HandOffWithdrawn", "CaseStateChanged"),
    ]


def test_given_back_with_a_reason_and_to_and_fro_is_counted(world: World, sara: Person, nima: Person) -> None:
    hand_off = asked(world, sara)
    case = hand_off.case
    actions.accept(actor=nima, hand_off=hand_off, at=NOON + 2 * MINUTE)
    assert refused(lambda: actions.give_back(actor=nima, hand_off=hand_off, words="", at=NOON)) == "Invalid"
    assert refused(lambda: actions.give_back(actor=sara, hand_off=hand_off, words="Mine", at=NOON)) == "NotAllowed"
    actions.give_back(actor=nima, hand_off=hand_off, words="It was paid", at=NOON + 3 * MINUTE)

    case.refresh_from_db()
    assert (case.unit, case.assignee) == (world.service, sara)
    assert queries.times_returned(queries.phases(case=case)) == 1
    again = actions.hand_off(actor=sara, case=case, to=world.finance, reason="It was not", at=NOON + 4 * MINUTE)
    actions.accept(actor=nima, hand_off=again, at=NOON + 5 * MINUTE)
    assert queries.times_returned(queries.phases(case=case)) == 2
    assert refused(lambda: actions.give_back(actor=nima, hand_off=hand_off, words="Twice", at=NOON)) == "Conflict"


def test_what_cannot_be_asked_is_refused_and_nothing_changed(world: World, sara: Person, nima: Person, admin: Person) -> None:
    closed = people.create_unit(actor=admin, code="claims", name_fa="خسارت", name_en="Claims", parent=world.finance, at=NOON)
    closed = people.close_unit(actor=admin, unit=closed, at=NOON)
    case = asked(world, sara).case
    before = (Phase.objects.count(), Entry.objects.filter(name__startswith="cases.").count())

    with pytest.raises(Invalid, match="مالی"):
        actions.hand_off(actor=sara, case=opened(world, sara), to=closed, reason="Theirs", at=NOON)
    give = {"actor": sara, "at": NOON, "reason": "Theirs"}
    other = opened(world, sara)
    assert [
        refused(lambda: actions.hand_off(case=case, to=world.finance, **give)),
        refused(lambda: actions.hand_off(case=other, to=world.service, **give)),
        refused(lambda: actions.hand_off(case=other, to=world.finance, **{**give, "reason": ""})),
        refused(lambda: actions.hand_off(case=other, to=world.finance, due_at=NOON - MINUTE, **give)),
        refused(lambda: actions.hand_off(case=other, to=world.finance, **{**give, "actor": nima})),
        refused(lambda: actions.resolve(actor=sara, case=case, at=NOON)),
    ] == ["Conflict", "Invalid", "Invalid", "Invalid", "NotFound", "Conflict"]
    assert Phase.objects.filter(case=case).count() == 3
    assert HandOff.objects.count() == 1
    # Two cases were opened meanwhile, and nothing else happened.
    assert (Phase.objects.count(), Entry.objects.filter(name__startswith="cases.").count()) == (before[0] + 2, before[1] + 2)


def test_a_partner_answers_by_a_signed_link(world: World, sara: Person) -> None:
    hand_off = asked(world, sara, to=partner(), needed="A new card")
    case = hand_off.case
    write_to_partner(hand_off.pk)
    [letter] = mail.outbox
    assert letter.to == ["parto@partner.example"]
    [token] = set(re.findall(r"/hand-offs/([^/\s]+)/", str(letter.body)))
    assert token == rules.token_of(hand_off)

    later = NOON + timedelta(days=1)
    for wrong in (token[:-1], token.replace(".", "1.", 1), "1.x:y", ""):
        assert refused(lambda wrong=wrong: actions.answer_as_partner(token=wrong, answer="accepted", words="", at=later)) == "NotFound"
    late = NOON + timedelta(days=15)
    assert refused(lambda: actions.answer_as_partner(token=token, answer="accepted", words="", at=late)) == "NotFound"
    actions.answer_as_partner(token=token, answer="accepted", words="", at=later)
    assert refused(lambda: actions.answer_as_partner(token=token, answer="refused", words="No", at=later)) == "Conflict"
    case.refresh_from_db()
    assert (case.partner, case.unit, case.state) == (hand_off.to_partner, world.service, "working")
    actions.answer_as_partner(token=token, answer="returned", words="The card is sent", at=later + MINUTE)

    case.refresh_from_db()
    assert (case.partner, case.unit, case.assignee) == (None, world.service, sara)
    assert [who for who, _state, _assignee in way(case)] == [world.service] * 3 + [hand_off.to_partner, world.service]
    settle()
    assert "answer" in told(sara)
    assert Entry.objects.get(name="cases.HandOffAccepted").actor_type == "partner"


ENDS: dict[str, Callable[[Person, HandOff], object]] = {
    "refused": lambda sara, asked: partner_says(asked, "refused"),
    "withdrawn": lambda sara, asked: actions.withdraw(actor=sara, hand_off=asked, at=NOON + MINUTE),
    "returned": lambda sara, asked: (partner_says(asked, "accepted"), partner_says(asked, "returned")),
    "taken back": lambda sara, asked: (
        partner_says(asked, "accepted"),
        actions.give_back(actor=sara, hand_off=asked, words="Late", at=NOON + MINUTE),
    ),
    "closed": lambda sara, asked: (partner_says(asked, "accepted"), actions.close(actor=sara, case=asked.case, at=NOON + MINUTE)),
}


def partner_says(asked: HandOff, answer: str) -> HandOff:
    return actions.answer_as_partner(token=rules.token_of(asked), answer=answer, words="So", at=NOON + MINUTE)


@pytest.mark.parametrize("end", ENDS)
def test_a_partner_s_link_tells_nothing_once_the_case_is_not_theirs(
    world: World, sara: Person, browse: Callable[..., Client], end: str
) -> None:
    hand_off = asked(world, sara, to=partner(), needed="A new card")
    page = f"/hand-offs/{rules.token_of(hand_off)}/"
    with freeze_time(NOON + MINUTE):
        before = browse(None).get(page).content.decode()
        ENDS[end](sara, hand_off)
        after = browse(None).get(page).content.decode()
    for word in (hand_off.reason, "A new card", sara.name):
        assert word in before
        assert word not in after


def test_a_case_can_be_taken_back_from_a_partner(world: World, sara: Person) -> None:
    hand_off = asked(world, sara, to=partner())
    actions.answer_as_partner(token=rules.token_of(hand_off), answer="accepted", words="", at=NOON + MINUTE)
    actions.give_back(actor=sara, hand_off=hand_off, words="They do not answer", at=NOON + 2 * MINUTE)
    hand_off.case.refresh_from_db()
    assert (hand_off.case.partner, hand_off.case.assignee) == (None, sara)


@pytest.mark.django_db(transaction=True)
def test_accepted_and_withdrawn_at_once(world: World, sara: Person, nima: Person) -> None:
    hand_off = asked(world, sara)

    outcome = at_once(
        lambda: actions.accept(actor=nima, hand_off=hand_off, at=NOON + 2 * MINUTE),
        lambda: actions.withdraw(actor=sara, hand_off=hand_off, at=NOON + 2 * MINUTE),
    )

    # Whoever comes second is told that it was answered; or, for Nima, that there is nothing of hers any more.
    assert outcome in (["Conflict", "done"], ["NotFound", "done"], ["NotAllowed", "done"])
    hand_off.refresh_from_db()
    owner = world.finance if hand_off.answer == "accepted" else world.service
    assert Phase.objects.order_by("-number").first().unit == owner  # type: ignore[union-attr]
    assert Entry.objects.filter(name__in=["cases.HandOffAccepted", "cases.HandOffWithdrawn"]).count() == 1


def test_only_one_file_adds_phases_or_changes_who_has_a_case() -> None:
    """Besides imports, which write down what happened elsewhere."""
    folder = Path(__file__).resolve().parent.parent
    writers = [
        path.relative_to(folder).as_posix()
        for path in sorted(folder.rglob("*.py"))
        if "tests" not in path.parts and "migrations" not in path.parts
        if re.search(
            r"Phase\.objects\.(bulk_)?create|Phase\(\n?|case\.(unit|partner|assignee|state|priority) = |\.update\(.*unit=", path.read_text()
        )
    ]
    assert writers == ["actions/entering.py", "actions/importing.py", "models/case.py"]
