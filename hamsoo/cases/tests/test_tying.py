"""Notes, watchers, links, merging with exact undo, splitting, and what customers write."""

from datetime import timedelta
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hamsoo.cases import actions, queries
from hamsoo.cases.actions.hearing import hear
from hamsoo.cases.models import Case, CaseLink, Note
from hamsoo.cases.tests.contacts import correspondence, mailbox, wrote
from hamsoo.cases.tests.test_handing import told
from hamsoo.cases.tests.test_working import MINUTE, facts, opened, refused
from hamsoo.customers.tests.cast import company
from hamsoo.ledger.runner import settle
from hamsoo.people.models import Person, Unit
from tests.world import NOON, World


def texts(person: Person, case: Case) -> list[str]:
    return [(said.note.body if said.note else said.contact.text) for said in queries.conversation(person=person, case=case).items]  # type: ignore[union-attr]


def with_mail(world: World, sara: Person, text: str = "Which?") -> Case:
    about = correspondence(world.service)
    wrote(about, text)
    return opened(world, sara, correspondence=about)


def test_a_note_is_among_colleagues_and_tells_whom_it_names(world: World, sara: Person, reza: Person, nima: Person) -> None:
    case = opened(world, sara)
    actions.watch(actor=reza, case=case, at=NOON)
    said = actions.note(actor=sara, case=case, body=f"@[Reza](person:{reza.pk}) and @[Nima](person:{nima.pk})?", at=NOON + MINUTE)
    assert said.unreached == (nima,)
    assert refused(lambda: actions.note(actor=nima, case=case, body="I see", at=NOON)) == "NotFound"
    assert refused(lambda: actions.note(actor=sara, case=case, body="\x00", at=NOON)) == "Invalid"
    assert Note.objects.count() == 1
    settle()
    assert (told(reza), told(nima)) == (["mention"], [])


def test_watchers_are_told_until_they_watch_no_more(world: World, sara: Person, reza: Person, nima: Person) -> None:
    case = opened(world, sara)
    assert refused(lambda: actions.watch(actor=sara, case=case, person=nima, at=NOON)) == "Invalid"
    for _again in range(2):
        actions.watch(actor=sara, case=case, person=reza, at=NOON)
    actions.set_priority(actor=sara, case=case, priority=1, at=NOON)
    actions.unwatch(actor=reza, case=case)
    actions.set_priority(actor=sara, case=case, priority=4, at=NOON)
    assert facts() == ["CaseOpened", "CaseWatched", "CasePriorityChanged", "CasePriorityChanged"]
    settle()
    assert told(reza) == ["case", "case"]


def test_links_name_only_what_is_read(world: World, sara: Person, nima: Person) -> None:
    case, other = opened(world, sara, record=company(world, "Sepehr", "crm")), opened(world, sara)
    for _again in range(2):
        made = actions.link(actor=sara, case=case, other=other, kind="caused", at=NOON)
    assert [(link.kind, found) for link, found in queries.links(person=sara, case=case)] == [("caused", other)]
    assert [(link.kind, found) for link, found in queries.links(person=sara, case=other)] == [("caused", case)]
    assert queries.links(person=nima, case=case) == []
    assert refused(lambda: actions.link(actor=sara, case=case, other=case, kind="related", at=NOON)) == "Invalid"
    assert refused(lambda: actions.link(actor=sara, case=case, other=other, kind="fond", at=NOON)) == "Invalid"
    assert refused(lambda: actions.unlink(actor=sara, case=other, link_id=made.pk, at=NOON)) == "NotFound"
    actions.unlink(actor=sara, case=case, link_id=made.pk, at=NOON)
    assert not CaseLink.objects.exists()


def test_merged_cases_are_shown_together_and_nothing_is_moved(world: World, sara: Person, reza: Person) -> None:
    one, two, three = (with_mail(world, sara, text) for text in ("First", "Second", "Third"))
    actions.note(actor=sara, case=two, body="They wrote twice", at=NOON + MINUTE)
    actions.merge(actor=sara, case=three, into=two, at=NOON + 2 * MINUTE)
    actions.merge(actor=sara, case=two, into=one, at=NOON + 3 * MINUTE)

    assert texts(sara, one) == ["First", "Second", "Third", "They wrote twice"]
    assert refused(lambda: actions.merge(actor=sara, case=one, into=two, at=NOON)) == "Merged"
    assert refused(lambda: actions.work_on(actor=sara, case=two, at=NOON)) == "Merged"
    assert refused(lambda: actions.merge(actor=sara, case=one, into=one, at=NOON)) == "Invalid"
    # What the customer writes to any of them goes on where they are together.
    assert hear(interaction_id=wrote(three.correspondence, "Hello?", NOON + 4 * MINUTE).pk, at=NOON + 4 * MINUTE) == one  # type: ignore[arg-type]
    # What somebody does not read of what was merged stays hidden from them.
    actions.unmerge(actor=sara, case=two, at=NOON + 5 * MINUTE)
    two.refresh_from_db()
    actions.close_to_others(actor=sara, case=two, at=NOON + 5 * MINUTE)
    actions.merge(actor=sara, case=two, into=one, at=NOON + 6 * MINUTE)
    assert texts(reza, one) == ["First", "Third", "Hello?"]
    assert texts(sara, one)[:2] == ["First", "Second"]


KEPT = ("subject", "record_id", "correspondence_id", "state", "priority", "unit_id", "partner_id", "assignee_id", "is_confidential")
KEPT_TOO = ("type_id", "values", "tags", "merged_into_id", "opened_at", "resolved_at", "closed_at")


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=st.lists(st.sampled_from(["take", "wait", "resolve", "close", "set_priority"]), max_size=4), between=st.booleans())
def test_undoing_a_merge_gives_back_what_was(world: World, sara: Person, steps: list[str], between: bool) -> None:
    case, into = with_mail(world, sara, "Mine"), with_mail(world, sara, "Other")
    further: dict[str, dict[str, Any]] = {"set_priority": {"priority": 2}}
    for number, step in enumerate(steps, 1):
        if case.state in ("resolved", "closed") and step != "close":
            continue
        case = getattr(actions, step)(actor=sara, case=case, at=NOON + number * MINUTE, **further.get(step, {}))
    before = Case.objects.values(*KEPT, *KEPT_TOO).get(pk=case.pk)
    other = Case.objects.values(*KEPT, *KEPT_TOO).get(pk=into.pk)
    said = texts(sara, case), texts(sara, into)

    actions.merge(actor=sara, case=case, into=into, at=NOON + 10 * MINUTE)
    if between:
        actions.note(actor=sara, case=into, body="Meanwhile", at=NOON + 11 * MINUTE)
    actions.unmerge(actor=sara, case=case, at=NOON + 12 * MINUTE)

    assert Case.objects.values(*KEPT, *KEPT_TOO).get(pk=case.pk) == before
    assert Case.objects.values(*KEPT, *KEPT_TOO).get(pk=into.pk) == other
    assert (texts(sara, case), texts(sara, into)) == (said[0], [*said[1], *(["Meanwhile"] if between else [])])


def test_split_off_messages_are_shown_in_both(world: World, sara: Person, nima: Person) -> None:
    case = with_mail(world, sara, "Which?")
    about = case.correspondence
    also = wrote(about, "And the invoice?", NOON + MINUTE)  # type: ignore[arg-type]
    strange = wrote(correspondence(world.finance), "Not yours")
    split = {"actor": sara, "case": case, "subject": "The invoice", "at": NOON + 2 * MINUTE}
    assert refused(lambda: actions.split(interaction_ids=[], **split)) == "Invalid"
    assert refused(lambda: actions.split(interaction_ids=[also.pk, strange.pk], **split)) == "NotFound"

    made = actions.split(interaction_ids=[also.pk], **split)

    assert (texts(sara, made), texts(sara, case)) == (["And the invoice?"], ["Which?", "And the invoice?"])
    assert (made.unit, made.state, made.correspondence) == (world.service, "new", None)
    also.refresh_from_db()
    assert also.correspondence == about


def _heard(unit: Unit, text: str, **further: object) -> Case | None:
    return hear(interaction_id=wrote(correspondence(unit, subject=""), text, **further).pk, at=NOON)


def test_what_customers_write_opens_a_case_or_goes_on_with_one(world: World, sara: Person, reza: Person) -> None:
    assert _heard(world.service, "Nobody keeps cases here") is None
    mailbox(world.service)
    assert _heard(world.service, "A machine", is_automatic=True) is None
    assert _heard(world.service, "A call of ours", direction="out") is None
    case = _heard(world.service, " Which  of the two? ")
    assert case is not None
    assert (case.subject, case.state, case.unit) == ("Which of the two?", "new", world.service)
    about = case.correspondence
    assert about is not None

    case = actions.assign(actor=sara, case=case, person=reza, at=NOON)
    states = []
    for number, step in enumerate((actions.wait, actions.resolve, actions.close), 1):
        case = step(actor=sara, case=case, at=NOON + number * MINUTE)
        heard = hear(interaction_id=wrote(about, "Well?", NOON + number * MINUTE).pk, at=NOON + number * MINUTE)
        assert heard is not None
        states.append((heard == case, heard.state))
        case = heard if heard == case else case
    # After one that was closed a new one begins.
    assert states == [(True, "working"), (True, "working"), (False, "new")]
    settle()
    assert told(reza).count("answer") == 2
    assert NOON + timedelta() == about.opened_at
