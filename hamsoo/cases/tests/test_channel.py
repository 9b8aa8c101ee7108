"""The channel about a case is read where the case is, through every door, and goes with it. Nima is of another department."""

from collections.abc import Callable
from uuid import uuid4

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from hamsoo.cases import actions
from hamsoo.cases.models import Case
from hamsoo.cases.tests.test_working import MINUTE, opened, refused
from hamsoo.chat import actions as chat
from hamsoo.chat import queries
from hamsoo.chat.models import Conversation, Message
from hamsoo.customers import actions as customers
from hamsoo.customers.tests.cast import company, space_of
from hamsoo.finder import documents
from hamsoo.kernel import live
from hamsoo.ledger.models import Entry
from hamsoo.ledger.runner import settle
from hamsoo.notices.models import InboxItem
from hamsoo.people.models import Person
from hamsoo.spaces import actions as spaces
from hamsoo.spaces.models import Level
from hamsoo.spaces.queries import space_ids
from hamsoo.threads import targets
from hamsoo.threads.actions import upload
from hamsoo.threads.models import Attachment
from tests.world import NOON, World


def talked(world: World, sara: Person, body: str = "They are angry") -> tuple[Case, Conversation, Message]:
    case = opened(world, sara)
    talk = actions.talk_about(actor=sara, case=case, at=NOON)
    sent = chat.send(actor=sara, conversation_id=talk.pk, body=body, client_id=uuid4(), at=NOON + MINUTE)
    return case, talk, sent.message


def reads(person: Person, talk: Conversation, message: Message, browser: Client) -> set[bool]:
    """Return what each door answers: they all say the same."""
    [document] = documents.load([message.ref]).values()
    pages = [browser.get(f"/chat/{talk.pk}/{part}").status_code for part in ("", "messages", "search?q=angry", "about")]
    pages += [browser.post(f"/chat/{talk.pk}/export", {"as": "json"}).status_code]
    return {
        Conversation.objects.visible_to(person).filter(pk=talk.pk).exists(),
        Message.objects.visible_to(person).filter(pk=message.pk).exists(),
        bool(set(document.space_ids) & space_ids(person=person)),
        targets.find(person=person, ref=message.ref) is not None,
        any(topic.startswith(f"chat:{talk.pk}@") for topic in live.topics_for(person, asked=[f"chat:{talk.pk}"])),
        bool(queries.channels_about(person=person, refs=[talk.target] if talk.target else [])),
        *(status == 200 for status in pages),
    }


def test_it_is_read_where_the_case_is_through_every_door(
    world: World, sara: Person, reza: Person, nima: Person, browse: Callable[..., Client]
) -> None:
    case, talk, message = talked(world, sara, f"They are angry, [@Nima](person:{nima.pk})")
    settle()
    assert [reads(one, talk, message, browse(one)) for one in (sara, reza, nima)] == [{True}, {True}, {False}]
    assert not InboxItem.objects.filter(person=nima, subject_type="conversation").exists()
    assert refused(lambda: actions.talk_about(actor=nima, case=case, at=NOON)) == "NotFound"
    assert refused(lambda: chat.join(actor=nima, conversation_id=talk.pk, at=NOON)) == "NotFound"
    # Two who open it have one, and it is called as the case.
    assert actions.talk_about(actor=reza, case=case, at=NOON) == talk
    [line] = queries.lines(person=reza)
    assert (line.title, line.about and line.about.url, queries.unread_ids(person=reza)) == (case.subject, case.get_absolute_url(), [])


def test_it_goes_where_the_case_goes(world: World, sara: Person, reza: Person, nima: Person, browse: Callable[..., Client]) -> None:
    case, talk, message = talked(world, sara)
    chat.join(actor=reza, conversation_id=talk.pk, at=NOON)
    heard = live.topics_for(reza, asked=[])
    asked = actions.hand_off(actor=sara, case=case, to=world.finance, reason="Their invoice", at=NOON + MINUTE)
    assert reads(nima, talk, message, browse(nima)) == {True}
    actions.withdraw(actor=sara, hand_off=asked, at=NOON + 2 * MINUTE)
    assert reads(nima, talk, message, browse(nima)) == {False}
    # Confidential: Reza, who had taken part, hears nothing more, and the index reads again what was said.
    before = Entry.objects.latest("pk").pk
    actions.close_to_others(actor=sara, case=case, at=NOON + 3 * MINUTE)
    assert (reads(sara, talk, message, browse(sara)), reads(reza, talk, message, browse(reza))) == ({True}, {False})
    assert (queries.lines(person=reza), queries.unread_ids(person=reza)) == ([], [])
    version = f"chat:{talk.pk}@{queries.version_of(conversation=talk)}"
    assert any(topic.startswith(f"chat:{talk.pk}@") for topic in heard)
    assert (version in heard, version in live.topics_for(reza, asked=[]), version in live.topics_for(sara, asked=[])) == (
        False,
        False,
        True,
    )
    [moved] = Entry.objects.filter(name="chat.ChannelMoved", pk__gt=before)
    assert moved.payload["message_ids"] == [message.pk]
    actions.open_to_others(actor=sara, case=case, at=NOON + 4 * MINUTE)
    assert reads(reza, talk, message, browse(reza)) == {True}


def test_a_merged_case_keeps_its_channel_and_gets_none(world: World, sara: Person, browse: Callable[..., Client]) -> None:
    (case, talk, _message), other = talked(world, sara), opened(world, sara)
    for gone, into in ((case, other), (opened(world, sara), other)):
        actions.merge(actor=sara, case=gone, into=into, at=NOON + MINUTE)
        gone.refresh_from_db()
    assert actions.talk_about(actor=sara, case=case, at=NOON) == talk
    assert refused(lambda: actions.talk_about(actor=sara, case=gone, at=NOON)) == "Merged"
    assert b"<form" not in browse(sara).get(f"/cases/{gone.pk}/talk", headers={"HX-Request": "true"}).content


def test_it_is_erased_with_its_customer(world: World, sara: Person, admin: Person) -> None:
    record = company(world, "Sepehr", "crm")
    case = opened(world, sara, record=record)
    talk = actions.talk_about(actor=sara, case=case, at=NOON)
    file = upload(actor=sara, file=SimpleUploadedFile("terms.txt", b"48 hours"), at=NOON)
    said = chat.send(actor=sara, conversation_id=talk.pk, body="Look", client_id=uuid4(), attachment_ids=[file.pk], at=NOON).message
    customers.forget(actor=admin, customer=record.customer, reason="Asked for", confirmed=record.customer.number, at=NOON)
    assert [model for model in (Conversation, Message, Attachment) if model.objects.exists()] == []
    assert documents.load([said.ref]) == {}
    assert Entry.objects.get(name="chat.ChannelErased").payload["message_ids"] == [said.pk]


def test_the_page_of_a_case_leads_there(world: World, sara: Person, nima: Person, browse: Callable[..., Client]) -> None:
    case = opened(world, sara)
    spaces.grant(space=space_of(world.service), principal=("person", nima.pk), level=Level.READ)
    panel = f"/cases/{case.pk}/talk"
    assert b"<form" in browse(sara).get(panel).content
    # Nima reads the case, and writes nowhere where it stands.
    assert b"<form" not in browse(nima).get(panel, headers={"HX-Request": "true"}).content
    assert browse(nima).post(panel).status_code == 403
    went = browse(sara).post(panel)
    talk = Conversation.objects.get()
    assert went["Location"] == f"/chat/{talk.pk}/"
    page = browse(sara).get(went["Location"]).content.decode()
    assert case.get_absolute_url() in page
    assert case.subject in page
    assert f"/chat/{talk.pk}/" in browse(sara).get(panel).content.decode()
    assert f'href="{case.get_absolute_url()}"' in browse(sara).get(f"/chat/{talk.pk}/about").content.decode()
