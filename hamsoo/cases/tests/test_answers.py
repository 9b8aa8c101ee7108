"""Answers at hand: kept by who may, filled in for a case, sent with what is done along with them, all or nothing."""

from collections.abc import Callable
from uuid import UUID

import pytest
from django.test import Client
from django.utils.translation import override

from hamsoo.cases import actions, events, queries, rules
from hamsoo.cases.models import AnswerUse, Case, CaseType, HandOff, Phase, ReadyAnswer, ReadyAnswerVersion, Watcher
from hamsoo.cases.projections import AnswersUsed
from hamsoo.cases.rules import Change
from hamsoo.cases.tests.contacts import wrote
from hamsoo.cases.tests.test_replying import asked
from hamsoo.cases.tests.test_working import MINUTE, refused
from hamsoo.interactions.models import Interaction
from hamsoo.kernel.errors import Invalid
from hamsoo.ledger.models import Entry
from hamsoo.ledger.projections import rebuild
from hamsoo.ledger.runner import settle
from hamsoo.people import actions as people
from hamsoo.people.models import Person
from tests.world import NOON, World

LATER = NOON + MINUTE


def ready(actor: Person, *changes: Change, **further: object) -> ReadyAnswer:
    says = {"title": "Invoice sent", "text_en": "Dear {contact}, case {number} is with {agent}.", "text_fa": "سلام {contact}", **further}
    return actions.keep_answer(actor=actor, answer=None, changes=changes, at=NOON, **says)  # type: ignore[arg-type]


def test_they_are_kept_by_who_may_and_used_by_whom_they_are_for(
    world: World, sara: Person, reza: Person, nima: Person, admin: Person
) -> None:
    people.appoint(actor=admin, unit=world.service, head=reza, deputy=None, at=NOON)
    world.service.refresh_from_db()
    own, theirs, all_of_us = ready(sara), ready(reza, unit=world.service), ready(admin, for_all=True)
    for who, further in ((sara, {"unit": world.service}), (sara, {"for_all": True}), (reza, {"unit": world.finance})):
        assert refused(lambda who=who, further=further: ready(who, **further)) == "NotAllowed"  # type: ignore[misc]
    assert queries.answers(person=sara) == [own, theirs, all_of_us]
    assert queries.answers(person=nima) == [all_of_us]
    # What it said is kept; the same again is no version; whose it is does not change.
    for title in ("Invoice on its way", "Invoice on its way"):
        changed = actions.keep_answer(actor=reza, answer=theirs, title=title, text_en="Soon.", at=LATER)
    assert (changed.unit, changed.number) == (world.service, 2)
    said = ReadyAnswerVersion.objects.filter(answer=theirs).values_list("number", "title", "text_fa", "by")
    assert list(said) == [(2, "Invoice on its way", "", reza.pk), (1, "Invoice sent", "سلام {contact}", reza.pk)]
    assert refused(lambda: actions.keep_answer(actor=nima, answer=own, title="Mine", text_en="x", at=LATER)) == "NotAllowed"
    put_away = actions.keep_answer(actor=reza, answer=theirs, title="Invoice", text_en="Soon.", is_active=False, at=LATER)
    assert queries.answers_like(person=sara, text="invoice") == [own, all_of_us]
    assert queries.answers(person=sara)[-1] == put_away


@pytest.mark.parametrize(
    ("further", "field", "names"),
    [
        ({"text_en": "Hello\nDear {nobody}"}, "text_en", "Line 2: nothing is filled in for {nobody}. Write one of {customer}"),
        ({"text_fa": "سلام {مشتری}"}, "text_fa", "Line 1"),
        ({"text_en": "", "text_fa": " "}, "text_fa", "at least one language"),
        ({"title": "x" * 121}, "title", "too long"),
        ({"changes": [Change("state", "new")]}, "state", ""),
        ({"changes": [Change("priority", "9")]}, "priority", ""),
        ({"changes": [Change("tag", "x" * 41)]}, "tag", "One tag"),
        ({"changes": [Change("state", "closed"), Change("hand_off", "1", "why")]}, "state", "not handed on"),
        ({"changes": [Change("hand_off", "999999", "why")]}, "hand_off", "closed"),
        ({"changes": [Change("hand_off", "1", " ")]}, "words", "write something"),
        ({"changes": [Change("tag", "a"), Change("tag", "b")]}, "state", ""),
    ],
)
def test_what_is_wrong_is_named(world: World, sara: Person, further: dict[str, object], field: str, names: str) -> None:
    with override("en"), pytest.raises(Invalid) as error:
        actions.keep_answer(actor=sara, answer=None, at=NOON, **{"title": "A", "text_en": "B", **further})  # type: ignore[arg-type]
    with override("en"):
        assert (error.value.field, names in str(error.value)) == (field, True)
    assert not ReadyAnswer.objects.exists()


def test_it_is_filled_for_the_case_in_the_language_of_the_customer(world: World, sara: Person) -> None:
    case, _contact = asked(world, sara)
    answer = ready(sara)
    filled = queries.fill(person=sara, case=case, answer=answer, at=NOON)
    assert (filled.text, filled.language) == (f"Dear Shima Bahrami, case {case.pk} is with Sara Mohammadi.", "en")
    wrote(case.correspondence, "بالاخره کدام؟", LATER)  # type: ignore[arg-type]
    assert queries.fill(person=sara, case=case, answer=answer, at=NOON).text == "سلام Shima Bahrami"
    # What is not known is left to be filled, and not sent so.
    names = ready(sara, text_fa="", text_en="Dear {customer}")
    text = queries.fill(person=sara, case=case, answer=names, at=NOON).text
    given = {"case": case, "answer": names, "number": 1, "answers_to": queries.last_contact_id(person=sara, case=case), "at": LATER}
    assert text == "Dear {customer}"
    assert refused(lambda: actions.reply_with(actor=sara, text=text, **given)) == "Invalid"


def test_one_sending_does_everything_once(world: World, sara: Person) -> None:
    case, contact = asked(world, sara)
    changes = [
        Change("hand_off", str(world.finance.pk), "The invoice is theirs"),
        Change("priority", "1"),
        Change("tag", "invoice"),
        Change("assign", "me"),
        Change("watch", "me"),
        Change("state", "customer"),
    ]
    answer = ready(sara, *changes)
    assert [one.kind for one in rules.changes_of(answer.changes)] == ["state", "priority", "tag", "assign", "watch", "hand_off"]
    given = {"case": case, "answer": answer, "number": 1, "text": "By noon", "answers_to": contact, "at": LATER}
    for _again in range(2):
        actions.reply_with(actor=sara, client_id=UUID(int=9), **given)  # type: ignore[arg-type]
    case.refresh_from_db()
    # A hand-off is asked for: the case is theirs when they accept, and not before.
    assert (case.state, case.priority, case.tags, case.assignee, case.unit) == ("other", 1, ["invoice"], sara, world.service)
    assert HandOff.objects.values_list("to_unit", "reason", "answer").get() == (world.finance.pk, "The invoice is theirs", "")
    assert (Watcher.objects.count(), Interaction.objects.filter(direction="out").count()) == (1, 1)
    settle()
    assert AnswerUse.objects.values_list("count", "last_at").get() == (1, LATER)
    rebuild(AnswersUsed())
    assert AnswerUse.objects.values_list("count", "last_at").get() == (1, LATER)
    assert Entry.objects.filter(name=events.AnswerUsed.name).values_list("payload__has_changes", flat=True).get() is True


def test_refused_in_one_thing_it_is_refused_whole(world: World, sara: Person, nima: Person) -> None:
    case, contact = asked(world, sara)
    kind = CaseType.objects.create(name_fa="شکایت", at=NOON, fields=[{"key": "cause", "name_fa": "علت", "required": "resolving"}])
    actions.edit(actor=sara, case=case, type=kind, at=NOON)
    given = {"case": case, "text": "By noon", "answers_to": contact, "at": LATER}
    done = ready(sara, Change("priority", "1"), Change("state", "resolved"))
    closing = ready(sara, Change("tag", "late"), Change("hand_off", str(world.service.pk), "Ours already"))
    before = Case.objects.values().get(), Phase.objects.count(), Entry.objects.count()
    assert refused(lambda: actions.reply_with(actor=sara, answer=done, number=1, **given)) == "Invalid"
    assert refused(lambda: actions.reply_with(actor=sara, answer=closing, number=1, **given)) == "Invalid"
    assert refused(lambda: actions.reply_with(actor=nima, answer=done, number=1, **given)) == "NotFound"
    # What is done is what was shown.
    actions.keep_answer(actor=sara, answer=done, title="Done", text_en="Done", at=LATER)
    assert refused(lambda: actions.reply_with(actor=sara, answer=done, number=1, **given)) == "Changed"
    assert (Case.objects.values().get(), Phase.objects.count(), Entry.objects.count() - 1) == before
    assert not Interaction.objects.filter(direction="out").exists()
    # An answer that resolves asks for the fields of the type too, with a text at hand or without.
    assert refused(lambda: actions.reply(actor=sara, then="resolved", **given)) == "Invalid"
    actions.reply_with(actor=sara, answer=closing, number=1, does_changes=False, **given)
    case.refresh_from_db()
    assert (case.tags, case.state) == ([], "working")


def test_from_page_to_page(world: World, sara: Person, nima: Person, browse: Callable[..., Client]) -> None:
    case, contact = asked(world, sara)
    client, url = browse(sara), case.get_absolute_url()
    assert "No answer at hand yet" in client.get("/cases/answers/").content.decode()
    given = {"whose": "me", "title": "Invoice", "text_en": "Dear {contact}", "priority": "2", "watch": "on"}
    assert "Line 1: nothing is filled in for {x}" in client.post("/cases/answers/new", {**given, "text_en": "{x}"}).content.decode()
    assert client.post("/cases/answers/new", {**given, "whose": "all"}).status_code == 422
    assert client.post("/cases/answers/new", given).status_code == 303
    answer = ReadyAnswer.objects.get()
    page = f"/cases/answers/{answer.pk}/"
    assert browse(nima).get(page).status_code == 404
    assert client.post(page, {**given, "title": "Sent invoice", "is_active": "on"}).status_code == 303
    shown = client.get(page).content.decode()
    assert ("Sent invoice" in shown, "What it said before" in shown) == (True, True)
    offered = client.get(f"{url}answers/?q=invoice", headers={"HX-Request": "true"}).content.decode()
    assert (offered.count('role="option"'), "<html" in offered) == (1, False)
    assert "Sent invoice" in client.get(f"{url}answers/?q=dear").content.decode()
    assert 'role="option"' not in client.get(f"{url}answers/?q=nothing", headers={"HX-Request": "true"}).content.decode()
    # Chosen it stands in the text area, with what it will do; nothing was sent.
    for address in (f"{url}answers/{answer.pk}", f"{url}?answer={answer.pk}"):
        chosen = client.get(address).content.decode()
        assert ("Dear Shima Bahrami" in chosen, "Priority: High" in chosen, "You watch the case" in chosen) == (True, True, True)
    assert not Interaction.objects.filter(direction="out").exists()
    sent = {"text": "Dear {contact}", "answers_to": contact, "ready": answer.pk, "ready_number": 2, "ready_does": "1"}
    refused_page = client.post(f"{url}replies", sent)
    assert (refused_page.status_code, "Priority: High" in refused_page.content.decode()) == (422, True)
    assert client.post(f"{url}replies", {**sent, "ready": "x"}).status_code == 404
    assert client.post(f"{url}replies", {**sent, "text": "Dear Shima"}).status_code == 303
    case.refresh_from_db()
    settle()
    assert (case.priority, AnswerUse.objects.get().count) == (2, 1)
    assert "sent 1 time" in client.get("/cases/answers/").content.decode()
