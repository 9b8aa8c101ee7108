"""What leavers left open: who is told, who may hand it over, and to whom."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils.translation import override

from hamsoo.kernel.errors import Conflict, Invalid, NotAllowed, NotFound
from hamsoo.ledger.models import Entry
from hamsoo.ledger.runner import settle
from hamsoo.notices.models import InboxItem
from hamsoo.notices.queries import inbox
from hamsoo.people import actions as people
from hamsoo.people.models import Person, Unit
from hamsoo.people.queries.leavers import left_open
from hamsoo.questions import actions, queries
from hamsoo.questions.models import Ask, Closure, Question, Request
from hamsoo.questions.rules import AlreadyAsked, CannotRead
from hamsoo.spaces import actions as spaces
from hamsoo.spaces.models import Space
from hamsoo.spaces.queries import owner_ids
from tests.world import NOON

LATER = NOON + timedelta(hours=2)


@pytest.fixture
def left(sara, reza, nima, admin, world):
    """Sara leaves with a request, a secret group of her own, a unit and a colleague who reports to her."""
    request = actions.send_request(actor=nima, expert=sara, title="Which limit holds?", at=NOON)
    group = spaces.create_group(actor=sara, name_fa="راز", name_en="Secret plans", policy="secret", at=NOON)
    people.change_unit(actor=admin, unit=world.service, head=sara, parent=None, at=NOON)
    people.change_record(actor=admin, person=nima, changes={"manager": sara}, at=NOON)
    sara = people.leave(actor=admin, person=Person.objects.get(pk=sara.pk), left_on=LATER.date(), at=LATER)
    return {"sara": Person.objects.get(pk=sara.pk), "request": request, "group": group, "unit": world.service, "report": nima}


def give(left, kind: str, thing: str, *, actor: Person, to: Person) -> None:
    people.hand_over(actor=actor, leaver=left["sara"], kind=kind, object_id=left[thing].pk, to=to, at=LATER)


def test_everything_open_is_listed_and_no_secret_is_told(left, admin):
    found = {part.kind.code: [owned.title for owned in part.things] for part in left_open(person=admin, leaver=left["sara"])}
    assert found == {
        "asks": ["Which limit holds?"],
        "groups": ["یک گروه محرمانه"] if "groups" in found and "گروه" in found["groups"][0] else ["A secret group"],
        "reports": [found["reports"][0]],
        "units": [found["units"][0]],
    }


def test_the_manager_is_told_and_sees_the_page(left, browse, reza, nima, mina):
    settle()
    fact = Entry.objects.get(name="people.HandoverDue")
    assert fact.payload == {"person_id": left["sara"].pk, "manager_id": reza.pk, "open_count": 4}
    assert InboxItem.objects.filter(person=reza, kind="handover").count() == 1
    page = reverse("people:handover", args=[left["sara"].pk])
    assert browse(reza).get(page).status_code == 200
    for stranger in (nima, mina):
        assert browse(stranger).get(page).status_code == 404
    assert "Secret plans" not in browse(reza).get(page).content.decode()


def test_a_request_becomes_somebody_elses_turn(left, admin, reza):
    give(left, "asks", "request", actor=admin, to=reza)
    chain = list(Ask.objects.filter(request=left["request"]).order_by("position"))
    assert [(ask.expert_id, ask.state.value) for ask in chain] == [(left["sara"].pk, "declined"), (reza.pk, "sent")]
    assert chain[0].suggested_id == reza.pk
    names = list(Entry.objects.order_by("-id").values_list("name", flat=True)[:3])
    assert names == ["people.HandedOver", "questions.RequestSent", "questions.RequestDeclined"]
    with pytest.raises(NotFound):
        give(left, "asks", "request", actor=admin, to=reza)


def test_who_was_asked_already_is_not_asked_again(left, admin, sara, nima):
    facts = Entry.objects.count()
    with pytest.raises(Invalid):
        # Nima asks; nobody asks themselves.
        give(left, "asks", "request", actor=admin, to=nima)
    actions_before = list(Ask.objects.values_list("expert_id", "declined_at"))
    assert actions_before == [(sara.pk, None)]
    assert Entry.objects.count() == facts
    give(left, "asks", "request", actor=admin, to=admin)
    with pytest.raises(NotFound):
        give(left, "asks", "request", actor=admin, to=admin)
    assert issubclass(AlreadyAsked, Conflict)


def test_a_group_gets_another_owner_and_a_leaver_none(left, admin, nima, reza):
    assert owner_ids(space=left["group"]) == []
    give(left, "groups", "group", actor=admin, to=nima)
    assert owner_ids(space=left["group"]) == [nima.pk]
    with pytest.raises(NotFound):
        spaces.make_owner(actor=nima, space=left["group"], person=left["sara"], at=LATER)
    with pytest.raises(NotFound):
        give(left, "groups", "group", actor=admin, to=reza)


def test_units_and_colleagues_get_another_lead(left, reza, nima, admin):
    give(left, "units", "unit", actor=reza, to=reza)
    people.change_record(actor=admin, person=nima, changes={"unit": left["unit"]}, at=NOON)
    give(left, "reports", "report", actor=reza, to=reza)
    assert Unit.objects.get(pk=left["unit"].pk).head == reza
    assert Person.objects.get(pk=nima.pk).manager == reza
    assert InboxItem.objects.filter(kind="handover").count() == 0


def test_only_who_may_hands_over_and_only_to_who_works_here(left, admin, nima, reza):
    facts = Entry.objects.count()
    with pytest.raises(NotAllowed):
        give(left, "reports", "report", actor=nima, to=reza)
    with pytest.raises(Invalid) as refusal:
        give(left, "reports", "report", actor=admin, to=left["sara"])
    assert refusal.value.field == "to"
    with pytest.raises(NotFound):
        people.hand_over(actor=admin, leaver=left["sara"], kind="nothing", object_id=1, to=reza, at=LATER)
    with pytest.raises(Conflict):
        people.hand_over(actor=admin, leaver=reza, kind="reports", object_id=nima.pk, to=nima, at=LATER)
    assert (Entry.objects.count(), Person.objects.get(pk=nima.pk).manager_id) == (facts, left["sara"].pk)


def test_the_page_gives_one_thing_after_the_other(left, browse, admin, reza):
    client, page = browse(admin), reverse("people:handover", args=[left["sara"].pk])
    refused = client.post(page, {"kind": "reports", "thing": left["report"].pk, "to": "Nobody Known"})
    assert refused.status_code == 422
    assert client.post(page, {"kind": "reports", "thing": left["report"].pk, "to": "Reza Karimi"}).status_code == 303
    assert Person.objects.get(pk=left["report"].pk).manager == reza
    settle()
    assert InboxItem.objects.filter(person=reza, kind="handover").exists()


def test_the_page_offers_only_what_the_viewer_may_give(left, browse, admin, reza):
    """Sara's manager writes the record of service, not of finance, where Nima stands."""
    page = reverse("people:handover", args=[left["sara"].pk])
    found = {part.kind.code: [owned.is_givable for owned in part.things] for part in left_open(person=reza, leaver=left["sara"])}
    assert found == {"asks": [True], "groups": [True], "reports": [False], "units": [True]}
    assert [browse(one).get(page).content.decode().count('name="thing"') for one in (reza, admin)] == [3, 4]
    assert "Whoever keeps the record there hands this over." in browse(reza).get(page).content.decode()


def test_all_of_a_kind_goes_to_one_colleague_each_with_its_own_fact(left, browse, admin, reza, nima, world):
    more = [
        people.add_person(actor=admin, code=code, name_fa=code, name_en=code, unit=world.finance, at=NOON, manager=None) for code in "ab"
    ]
    for person in more:
        Person.objects.filter(pk=person.pk).update(manager=left["sara"])
    done = people.hand_over_all(actor=admin, leaver=left["sara"], kind="reports", to=more[0], at=LATER)
    # Nobody reports to themselves: that one stays, and is told.
    assert (done.given_count, done.kept_count) == (2, 1)
    assert {one.manager_id for one in Person.objects.filter(pk__in=[nima.pk, more[1].pk])} == {more[0].pk}
    facts = Entry.objects.filter(name="people.HandedOver")
    assert sorted(facts.values_list("payload__object_id", flat=True)) == sorted([nima.pk, more[1].pk])
    with pytest.raises(Invalid):
        people.hand_over_all(actor=admin, leaver=left["sara"], kind="reports", to=more[0], at=LATER)
    with pytest.raises(NotAllowed):
        people.hand_over_all(actor=nima, leaver=left["sara"], kind="reports", to=reza, at=LATER)
    assert facts.count() == 2


def test_many_questions_are_given_at_once_on_the_page(waits, browse, admin, reza, monkeypatch):
    monkeypatch.setattr("hamsoo.people.queries.leavers.PAGE", 2)
    author = Person.objects.get(pk=waits["sara"].pk)
    for number in range(3):
        Question.objects.create(author=author, title=f"What of {number}?", asked_at=NOON)
    spaces_of = [Space.objects.get(kind="organisation").pk]
    for question in Question.objects.filter(title__startswith="What of"):
        spaces.place(type="question", object_id=question.pk, space_ids=spaces_of, at=NOON)
    client, page = browse(admin), reverse("people:handover", args=[author.pk])
    shown = client.get(page).content.decode()
    assert "2 are shown; the others come as these are dealt with." in shown
    assert client.post(page, {"kind": "questions", "all": "1", "to": "Nobody Known"}).status_code == 422
    assert client.post(page, {"kind": "questions", "all": "1", "to": "Reza Karimi"}).status_code == 303
    assert Question.objects.filter(kept_by=reza).count() == 4
    assert Entry.objects.filter(name="people.HandedOver").count() == 4
    assert "Reza Karimi has 4 more now." in client.get(page).content.decode()


@pytest.fixture
def waits(sara, reza, nima, admin):
    """Sara leaves while she waits: for Nima, for anybody, for an answer that only Reza reads of, and no more for what was settled."""
    request = actions.send_request(actor=sara, expert=nima, title="Who signs?", at=NOON)
    question = actions.ask(actor=sara, title="Which limit holds?", at=NOON)
    settled = actions.ask(actor=sara, title="Where is the form?", at=NOON)
    actions.accept_answer(actor=sara, answer=actions.answer(actor=reza, question=settled, body="On the shelf.", at=NOON), at=NOON)
    sara = people.leave(actor=admin, person=Person.objects.get(pk=sara.pk), left_on=LATER.date(), at=LATER)
    return {"sara": Person.objects.get(pk=sara.pk), "requests": request, "questions": question}


def told(person) -> list[tuple[str, str]]:
    settle()
    with override("en"):
        return [(line.kind, line.newest.sentence) for line in inbox(person=person).items]


def test_what_a_leaver_waits_for_is_listed_once(waits, admin):
    found = {part.kind.code: [owned.title for owned in part.things] for part in left_open(person=admin, leaver=waits["sara"])}
    assert found == {"requests": ["Who signs?"], "questions": ["Which limit holds?"]}
    settle()
    assert Entry.objects.get(name="people.HandoverDue").payload["open_count"] == 2


def test_a_question_waits_for_somebody_else_who_may_accept(waits, admin, reza, nima):
    question = waits["questions"]
    given = actions.answer(actor=nima, question=question, body="The second one.", at=LATER)
    give(waits, "questions", "questions", actor=admin, to=reza)
    assert ("handover", "Admin handed the question “Which limit holds?” over to Reza Karimi") in told(reza)
    assert [kind for kind, _said in told(reza)].count("handover") == 2  # Sara's manager, too.
    with pytest.raises(NotAllowed):
        actions.accept_answer(actor=nima, answer=given, at=LATER)
    assert actions.accept_answer(actor=reza, answer=given, at=LATER).by == reza
    with pytest.raises(NotFound):
        give(waits, "questions", "questions", actor=admin, to=nima)


def test_who_took_it_over_hears_of_answers_and_finds_it(waits, admin, reza, nima):
    give(waits, "questions", "questions", actor=admin, to=reza)
    actions.answer(actor=nima, question=waits["questions"], body="The second one.", at=LATER)
    assert any(kind == "answer" for kind, _said in told(reza))
    assert [row.title for row in queries.questions(person=reza, view=queries.View.MINE).rows] == ["Which limit holds?"]


def test_a_request_is_waited_for_by_somebody_else_and_its_question_goes_along(waits, admin, reza, nima):
    give(waits, "requests", "requests", actor=admin, to=reza)
    request = Request.objects.get(pk=waits["requests"].pk)
    assert (request.asker, request.question.kept_by, request.question.author) == (reza, reza, waits["sara"])
    said = "Admin handed the request about “Who signs?” over to Reza Karimi"
    assert ("handover", said) in told(reza)
    assert told(nima)[0] == ("request", said)
    actions.decline_request(actor=nima, request=request, at=LATER)
    assert actions.ask_next(actor=reza, request=request, expert=admin, at=LATER).expert == admin
    names = set(Entry.objects.values_list("name", flat=True))
    assert {"questions.RequestHandedOver", "questions.QuestionHandedOver", "people.HandedOver"} <= names


def test_who_is_asked_or_cannot_read_does_not_take_over(waits, sara, admin, reza, nima, world):
    facts = Entry.objects.count()
    with pytest.raises(Invalid) as refusal:
        give(waits, "requests", "requests", actor=admin, to=nima)
    assert refusal.value.field == "to"
    service = Space.objects.get(subject_type="unit", subject_id=world.service.pk)
    spaces.place(type="question", object_id=waits["questions"].pk, space_ids=[service.pk], at=NOON)
    with pytest.raises(CannotRead):
        give(waits, "questions", "questions", actor=admin, to=nima)
    with pytest.raises(NotAllowed):
        give(waits, "questions", "questions", actor=nima, to=reza)
    assert (Entry.objects.count(), Question.objects.filter(kept_by__isnull=False).count()) == (facts, 0)


def test_what_nobody_needs_is_closed_on_the_page(waits, browse, admin, nima, reza):
    page = reverse("people:handover", args=[waits["sara"].pk])
    assert browse(nima).post(page, {"kind": "questions", "thing": waits["questions"].pk, "close": "1"}).status_code == 404
    client = browse(admin)
    assert client.get(page).content.decode().count('name="close"') == 2
    for kind in ("questions", "requests"):
        assert client.post(page, {"kind": kind, "thing": waits[kind].pk, "close": "1"}).status_code == 303
        assert client.post(page, {"kind": kind, "thing": waits[kind].pk, "close": "1"}).status_code == 404
    assert Request.objects.get().outcome == "withdrawn"
    assert Closure.objects.count() == 2
    assert left_open(person=admin, leaver=waits["sara"]) == []
    assert queries.questions(person=reza, view=queries.View.UNANSWERED).rows == []
    assert "Closed, as its asker has left" in browse(reza).get(waits["questions"].get_absolute_url()).content.decode()
    assert Entry.objects.filter(name="people.LeftOpenClosed").count() == 2


def test_a_kind_that_cannot_be_closed_is_refused(left, browse, admin):
    page = reverse("people:handover", args=[left["sara"].pk])
    assert browse(admin).post(page, {"kind": "reports", "thing": left["report"].pk, "close": "1"}).status_code == 404
    assert Person.objects.get(pk=left["report"].pk).manager == left["sara"]
