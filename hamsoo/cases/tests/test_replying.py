"""Answering a customer: sent once, told, and never over what was said meanwhile."""

from collections.abc import Callable
from uuid import UUID, uuid4

import pytest
from django.test import Client

from hamsoo.cases import actions, queries
from hamsoo.cases.models import Case
from hamsoo.cases.tests.contacts import correspondence, mailbox, wrote
from hamsoo.cases.tests.test_tying import texts
from hamsoo.cases.tests.test_working import MINUTE, opened, refused
from hamsoo.interactions.models import Interaction
from hamsoo.people.models import Person
from tests.at_once import at_once
from tests.world import NOON, World


def asked(world: World, sara: Person) -> tuple[Case, int]:
    """Have a customer ask something in service; return the case and the contact."""
    mailbox(world.service)
    about = correspondence(world.service)
    return opened(world, sara, correspondence=about), wrote(about).pk


def test_an_answer_is_sent_and_moves_the_case(world: World, sara: Person, reza: Person, nima: Person) -> None:
    case, contact = asked(world, sara)
    given = {"case": case, "text": "By noon", "at": NOON + MINUTE}
    assert refused(lambda: actions.reply(actor=sara, answers_to=0, **given)) == "Meanwhile"
    assert refused(lambda: actions.reply(actor=sara, answers_to=contact, **{**given, "text": " "})) == "Invalid"
    assert refused(lambda: actions.reply(actor=nima, answers_to=contact, **given)) == "NotFound"
    assert Interaction.objects.filter(direction="out").count() == 0

    client_id = UUID(int=7)
    for _again in range(2):
        sent = actions.reply(actor=sara, answers_to=contact, then="customer", client_id=client_id, **given)

    case.refresh_from_db()
    assert (texts(sara, case), case.state, case.assignee) == (["Which of the two?", "By noon"], "customer", sara)
    assert sent.recipients["to"] == ["sh.bahrami@sepehr.example"]
    # Reza has not read what Sara wrote.
    assert refused(lambda: actions.reply(actor=reza, answers_to=contact, **given)) == "Meanwhile"
    actions.reply(actor=reza, answers_to=sent.pk, then="resolved", **given)
    case.refresh_from_db()
    assert (case.state, case.assignee) == ("resolved", sara)
    assert refused(lambda: actions.reply(actor=sara, answers_to=sent.pk, **given)) == "NotOpen"
    assert refused(lambda: actions.reply(actor=sara, answers_to=0, **{**given, "case": opened(world, sara)})) == "NobodyToAnswer"


def test_who_took_a_case_over_answers_and_who_gave_it_does_not(world: World, sara: Person, nima: Person) -> None:
    case, contact = asked(world, sara)
    hand_off = actions.hand_off(actor=sara, case=case, to=world.finance, reason="The invoice", at=NOON)
    actions.accept(actor=nima, hand_off=hand_off, at=NOON)
    given = {"case": case, "text": "It is paid", "answers_to": contact, "at": NOON + MINUTE}
    assert refused(lambda: actions.reply(actor=sara, **given)) == "NotAllowed"
    actions.reply(actor=nima, **given)
    assert texts(sara, case)[-1] == "It is paid"


def test_the_page_keeps_words_that_came_too_late(world: World, sara: Person, reza: Person, browse: Callable[..., Client]) -> None:
    case, contact = asked(world, sara)
    url = f"{case.get_absolute_url()}replies"
    assert browse(sara).post(url, {"text": "By noon", "answers_to": contact, "client_id": uuid4()}).status_code == 303
    late = browse(reza).post(url, {"text": "By evening", "answers_to": contact, "client_id": uuid4()})
    page = late.content.decode()
    assert (late.status_code, "By noon" in page, ">By evening</textarea>" in page) == (422, True, True)
    newest = queries.last_contact_id(person=reza, case=case)
    assert f'name="answers_to" value="{newest}"' in page
    assert browse(reza).post(url, {"text": "By evening", "answers_to": newest}).status_code == 303


@pytest.mark.django_db(transaction=True)
def test_of_two_answers_in_the_same_second_one_is_sent(world: World, sara: Person, reza: Person) -> None:
    case, contact = asked(world, sara)

    outcome = at_once(
        *(lambda one=one: actions.reply(actor=one, case=case, text=one.code, answers_to=contact, at=NOON) for one in (sara, reza))
    )

    assert outcome == ["Meanwhile", "done"]
    assert Interaction.objects.filter(direction="out").count() == 1
