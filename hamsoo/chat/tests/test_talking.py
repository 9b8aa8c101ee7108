"""Conversations: who may, what is said, what is told. Nima is in another department."""

from datetime import timedelta
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext

from hamsoo.chat import actions, queries, rules
from hamsoo.chat.models import Conversation, Membership, Message
from hamsoo.finder.documents import load, no_works
from hamsoo.kernel.errors import Conflict, Invalid, NotAllowed, NotFound
from hamsoo.ledger.models import Entry
from hamsoo.ledger.runner import settle
from hamsoo.notices.models import InboxItem
from hamsoo.people.models import Person
from hamsoo.spaces import actions as spaces
from hamsoo.spaces.models import Space
from hamsoo.threads import targets
from hamsoo.threads.actions import upload
from hamsoo.threads.queries import attachments_of
from tests.world import NOON, World

LATER = NOON + timedelta(minutes=1)


def say(who: Person, where: Conversation, body: str, client_id: UUID | None = None, **more: object) -> Message:
    return actions.send(actor=who, conversation_id=where.pk, body=body, client_id=client_id or uuid4(), at=LATER, **more).message


def facts() -> list[str]:
    return list(Entry.objects.filter(name__startswith="chat.").order_by("pk").values_list("name", flat=True))


def of_unit(person: Person) -> Space:
    return Space.objects.get(subject_type="unit", subject_id=person.unit_id)


def test_two_have_one_conversation_whoever_begins(sara: Person, nima: Person) -> None:
    one = actions.start_direct(actor=sara, person=nima, at=NOON)
    assert actions.start_direct(actor=nima, person=sara, at=LATER) == one
    assert [member.person for member in queries.readers(conversation=one)] == [sara, nima]
    assert facts() == ["chat.ConversationStarted"]
    with pytest.raises(Invalid):
        actions.start_direct(actor=sara, person=sara, at=NOON)


def test_a_message_is_said_numbered_and_told(sara: Person, nima: Person) -> None:
    talk = actions.start_direct(actor=sara, person=nima, at=NOON)
    first, second = say(sara, talk, "Hello"), say(nima, talk, "Yes?")
    assert (first.number, second.number) == (1, 2)
    line = queries.line(person=sara, conversation=Conversation.objects.get(pk=talk.pk))
    assert (line.title, line.unread, line.is_hot) == ("نیما احمدی", 1, True)
    settle()
    told = InboxItem.objects.order_by("position").values_list("person", "kind", "subject_type", "subject_id")
    assert list(told) == [(nima.pk, "message", "conversation", talk.pk), (sara.pk, "message", "conversation", talk.pk)]
    actions.mark_read(actor=sara, conversation_id=talk.pk, number=2, at=LATER)
    settle()
    assert list(InboxItem.objects.filter(is_settled=True).values_list("person", flat=True)) == [sara.pk]


def test_what_is_sent_twice_is_said_once(sara: Person, nima: Person) -> None:
    talk, client_id = actions.start_direct(actor=sara, person=nima, at=NOON), uuid4()
    once = say(sara, talk, "Hello", client_id)
    again = actions.send(actor=sara, conversation_id=talk.pk, body="Hello", client_id=client_id, at=LATER)
    assert (again.message, again.is_new) == (once, False)
    # The same id of another browser is another message.
    assert say(nima, talk, "Hello", client_id) != once
    assert Message.objects.count() == 2
    assert facts().count("chat.MessageSent") == 2


def test_a_stranger_finds_nothing(sara: Person, reza: Person, nima: Person) -> None:
    talk = actions.start_direct(actor=sara, person=reza, at=NOON)
    said = say(sara, talk, "Between us")
    before = facts()
    for act in (
        lambda: say(nima, talk, "May I?"),
        lambda: actions.edit(actor=nima, message_id=said.pk, body="x", at=LATER),
        lambda: actions.remove(actor=nima, message_id=said.pk, at=LATER),
        lambda: actions.react(actor=nima, message_id=said.pk, kind="thanks", at=LATER),
        lambda: actions.pin(actor=nima, message_id=said.pk, at=LATER),
        lambda: actions.mark_read(actor=nima, conversation_id=talk.pk, number=1, at=LATER),
        lambda: actions.mute(actor=nima, conversation_id=talk.pk, is_muted=True, at=LATER),
        lambda: actions.keep_draft(actor=nima, conversation_id=talk.pk, text="x", at=LATER),
        lambda: actions.export(actor=nima, conversation_id=talk.pk, at=LATER),
        lambda: actions.join(actor=nima, conversation_id=talk.pk, at=LATER),
        lambda: actions.note_outcome(actor=nima, message_id=said.pk, ref=said.ref, url="/", at=LATER),
        lambda: queries.message(person=nima, pk=said.pk),
        lambda: queries.conversation(person=nima, pk=talk.pk),
    ):
        with pytest.raises(NotFound):
            act()
    assert facts() == before
    assert queries.may_hear(nima, talk.pk) == ""
    assert queries.resolve_message(nima, said.pk) is None
    assert not Message.objects.visible_to(nima).exists()
    assert not Membership.objects.filter(person=nima).exists()


def test_nobody_opens_a_conversation_by_a_role_or_as_administrator(sara: Person, nima: Person, admin: Person) -> None:
    talk = actions.start_direct(actor=sara, person=nima, at=NOON)
    with pytest.raises(NotFound):
        queries.conversation(person=admin, pk=talk.pk)


def test_a_group_takes_in_and_takes_out(sara: Person, reza: Person, nima: Person) -> None:
    talk = actions.start_group(actor=sara, people=[reza], name="Renewals", at=NOON)
    say(sara, talk, "Before Nima came")
    with pytest.raises(NotFound):
        queries.conversation(person=nima, pk=talk.pk)
    actions.invite(actor=reza, conversation_id=talk.pk, person=nima, at=LATER)
    assert [one.message.body for one in queries.page(person=nima, conversation=talk).items] == ["Before Nima came"]
    with pytest.raises(NotAllowed):
        actions.remove_member(actor=reza, conversation_id=talk.pk, person=nima, at=LATER)
    heard_before = queries.may_hear(sara, talk.pk)
    actions.remove_member(actor=sara, conversation_id=talk.pk, person=nima, at=LATER)
    assert queries.may_hear(nima, talk.pk) == ""
    # Streams from before hear nothing more: what is sent now is sent under another version of the rights.
    assert queries.may_hear(sara, talk.pk) != heard_before
    with pytest.raises(NotFound):
        say(nima, talk, "Still here?")
    assert facts()[-2:] == ["chat.MemberInvited", "chat.MemberLeft"]


def test_the_last_owner_leaves_the_conversation_to_the_eldest(sara: Person, reza: Person, nima: Person) -> None:
    talk = actions.start_group(actor=sara, people=[reza, nima], at=NOON)
    actions.leave(actor=sara, conversation_id=talk.pk, at=LATER)
    assert list(Membership.objects.filter(is_owner=True).values_list("person", flat=True)) == [min(reza.pk, nima.pk)]
    with pytest.raises(NotFound):
        queries.conversation(person=sara, pk=talk.pk)


def test_two_cannot_be_left(sara: Person, nima: Person) -> None:
    talk = actions.start_direct(actor=sara, person=nima, at=NOON)
    with pytest.raises(Conflict):
        actions.leave(actor=sara, conversation_id=talk.pk, at=LATER)


def test_a_channel_follows_its_space(sara: Person, reza: Person, nima: Person) -> None:
    unit = of_unit(sara)
    channel = actions.open_channel(actor=sara, space_id=unit.pk, at=NOON)
    assert actions.open_channel(actor=reza, space_id=unit.pk, at=LATER) == channel
    assert facts() == ["chat.ChannelOpened"]
    assert queries.line(person=reza, conversation=channel).title == "خدمات"
    with pytest.raises(NotFound):
        actions.open_channel(actor=nima, space_id=unit.pk, at=NOON)
    with pytest.raises(NotFound):
        queries.conversation(person=nima, pk=channel.pk)
    with pytest.raises(Conflict):
        actions.invite(actor=sara, conversation_id=channel.pk, person=nima, at=NOON)


def test_who_is_taken_out_of_a_group_hears_its_channel_no_more(reza: Person, nima: Person) -> None:
    group = spaces.create_group(actor=reza, name_fa="گروه", policy="secret", at=NOON)
    spaces.add_member(actor=reza, space=group, person=nima, at=NOON)
    channel = actions.open_channel(actor=nima, space_id=group.pk, at=NOON)
    before = queries.may_hear(reza, channel.pk)
    assert queries.may_hear(nima, channel.pk) == before != ""
    spaces.remove_member(actor=reza, space=group, person=nima, at=LATER)
    assert queries.may_hear(nima, channel.pk) == ""
    assert f"chat:{channel.pk}" not in " ".join(queries.heard_topics(nima))
    assert queries.may_hear(reza, channel.pk) != before


def test_an_archived_group_is_there_to_read(reza: Person) -> None:
    group = spaces.create_group(actor=reza, name_fa="گروه", policy="open", at=NOON)
    channel = actions.open_channel(actor=reza, space_id=group.pk, at=NOON)
    spaces.archive_group(actor=reza, space=group, at=LATER)
    with pytest.raises(NotAllowed):
        say(reza, channel, "More?")
    assert queries.conversation(person=reza, pk=channel.pk) == channel


def test_naming_somebody_counts_and_tells_and_strangers_are_named_in_vain(sara: Person, reza: Person, nima: Person) -> None:
    channel = actions.open_channel(actor=sara, space_id=of_unit(sara).pk, at=NOON)
    sent = actions.send(
        actor=sara,
        conversation_id=channel.pk,
        body=f"@[Reza](person:{reza.pk}) and @[Nima](person:{nima.pk}) and @[Sara](person:{sara.pk})",
        client_id=uuid4(),
        at=LATER,
    )
    assert sent.unreached == (nima,)
    line = queries.line(person=reza, conversation=Conversation.objects.get(pk=channel.pk))
    assert (line.unread, line.membership.mention_count, line.is_hot) == (1, 1, True)
    assert queries.unread_ids(person=reza) == [channel.pk]
    settle()
    assert list(InboxItem.objects.values_list("person", "kind")) == [(reza.pk, "mention")]
    actions.mark_read(actor=reza, conversation_id=channel.pk, number=1, at=LATER)
    assert queries.unread_ids(person=reza) == []
    settle()
    assert InboxItem.objects.get().is_settled


def test_a_muted_conversation_tells_of_being_named_alone(sara: Person, nima: Person) -> None:
    talk = actions.start_direct(actor=sara, person=nima, at=NOON)
    actions.mute(actor=nima, conversation_id=talk.pk, is_muted=True, at=NOON)
    say(sara, talk, "Psst")
    assert queries.unread_ids(person=nima) == []
    say(sara, talk, f"@[Nima](person:{nima.pk})")
    assert queries.unread_ids(person=nima) == [talk.pk]
    settle()
    assert list(InboxItem.objects.values_list("kind", flat=True)) == ["mention"]


def test_threads_count_their_answers(sara: Person, nima: Person) -> None:
    talk = actions.start_direct(actor=sara, person=nima, at=NOON)
    root = say(sara, talk, "Which limit?")
    answer = say(nima, talk, "48 hours", root_id=root.pk)
    assert say(sara, talk, "Thanks", root_id=answer.pk).root == root
    root.refresh_from_db()
    assert (root.reply_count, root.last_reply_at) == (2, LATER)
    page = queries.page(person=sara, conversation=talk)
    assert [(one.message.body, list(one.repliers)) for one in page.items] == [("Which limit?", [sara, nima])]
    assert [one.message.body for one in queries.thread(person=sara, root=root)] == ["Which limit?", "48 hours", "Thanks"]
    other = actions.start_group(actor=sara, people=[nima], at=NOON)
    with pytest.raises(NotFound):
        say(sara, other, "Elsewhere", root_id=root.pk)


def test_words_are_mended_by_their_writer_alone(sara: Person, nima: Person) -> None:
    talk = actions.start_direct(actor=sara, person=nima, at=NOON)
    said = say(sara, talk, "Helo")
    with pytest.raises(NotAllowed):
        actions.edit(actor=nima, message_id=said.pk, body="x", at=LATER)
    changed = actions.edit(actor=sara, message_id=said.pk, body="Hello", at=LATER)
    assert (changed.body, changed.edited_at) == ("Hello", LATER)
    count = len(facts())
    actions.edit(actor=sara, message_id=said.pk, body="Hello", at=LATER)
    assert len(facts()) == count
    with pytest.raises(NotAllowed):
        actions.remove(actor=nima, message_id=said.pk, at=LATER)
    gone = actions.remove(actor=sara, message_id=said.pk, at=LATER)
    assert (gone.body, gone.folded, gone.removed_at) == ("", "", LATER)
    with pytest.raises(rules.MessageGone):
        actions.edit(actor=sara, message_id=said.pk, body="Back", at=LATER)
    assert facts()[-2:] == ["chat.MessageEdited", "chat.MessageRemoved"]


def test_reactions_and_pins(sara: Person, nima: Person) -> None:
    talk = actions.start_direct(actor=sara, person=nima, at=NOON)
    said = say(sara, talk, "Done")
    actions.react(actor=nima, message_id=said.pk, kind="thanks", at=LATER)
    actions.pin(actor=nima, message_id=said.pk, at=LATER)
    shown = queries.page(person=nima, conversation=talk).items[0]
    assert (shown.tally.reaction_counts, shown.tally.mine) == ({"thanks": 1}, {"thanks"})
    assert queries.pinned(conversation=talk) == [said]
    actions.withdraw_reaction(actor=nima, message_id=said.pk, kind="thanks", at=LATER)
    actions.unpin(actor=sara, message_id=said.pk, at=LATER)
    assert queries.page(person=nima, conversation=talk).items[0].tally.reaction_counts == {}
    assert queries.pinned(conversation=talk) == []


def test_a_message_leads_to_what_it_became_once(sara: Person, nima: Person) -> None:
    said = say(sara, actions.start_direct(actor=sara, person=nima, at=NOON), "Who signs?")
    for _twice in range(2):
        actions.note_outcome(actor=sara, message_id=said.pk, ref=said.ref._replace(type="question", id=7), url="/questions/7/", at=LATER)
    assert [one.url for one in said.outcomes.all()] == ["/questions/7/"]
    assert facts().count("chat.MessageBecame") == 1


def test_files_come_with_a_message_and_go_with_it(sara: Person, nima: Person, reza: Person, settings: object, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path
    talk = actions.start_direct(actor=sara, person=nima, at=NOON)
    file = upload(actor=sara, file=SimpleUploadedFile("terms.txt", b"48 hours"), at=NOON)
    said = say(sara, talk, "", attachment_ids=[file.pk])
    assert [one.attachments for one in queries.page(person=nima, conversation=talk).items] == [[file]]
    assert targets.find(person=nima, ref=said.ref)
    assert targets.find(person=reza, ref=said.ref) is None
    with pytest.raises(NotFound):
        say(nima, talk, "", attachment_ids=[file.pk])
    actions.remove(actor=sara, message_id=said.pk, at=LATER)
    assert attachments_of([said.ref]) == {}


def test_search_finds_folded_words_of_this_conversation(sara: Person, nima: Person, reza: Person) -> None:
    talk, other = actions.start_direct(actor=sara, person=nima, at=NOON), actions.start_direct(actor=sara, person=reza, at=NOON)
    said = say(sara, talk, "قفل **کیف** امانی برداشته می‌شود")
    say(sara, other, "کیف دیگر")
    assert queries.found_in(conversation=talk, text="كيف امان") == [said]
    assert queries.found_in(conversation=talk, text="صورت‌حساب") == []
    assert queries.found_in(conversation=talk, text=" \x00 ") == []


def test_pages_go_up_and_come_back(sara: Person, nima: Person) -> None:
    talk = actions.start_direct(actor=sara, person=nima, at=NOON)
    for number in range(1, 8):
        say(sara, talk, str(number))

    def numbers(**asked: int) -> tuple[list[int], bool, bool]:
        page = queries.page(person=nima, conversation=talk, limit=3, **asked)
        return [one.message.number for one in page.items], page.has_before, page.has_after

    assert numbers() == ([5, 6, 7], True, False)
    assert numbers(before=5) == ([2, 3, 4], True, True)
    assert numbers(before=2) == ([1], False, True)
    assert numbers(around=4) == ([3, 4, 5, 6], True, True)
    assert numbers(since=6) == ([6, 7], False, False)


def test_unread_again(sara: Person, nima: Person) -> None:
    talk = actions.start_direct(actor=sara, person=nima, at=NOON)
    for number in range(3):
        say(sara, talk, str(number))
    mine = actions.mark_read(actor=nima, conversation_id=talk.pk, number=99, at=LATER)
    assert mine.read_number == 3
    assert actions.mark_unread(actor=nima, conversation_id=talk.pk, number=2, at=LATER).read_number == 1
    assert queries.line(person=nima, conversation=Conversation.objects.get(pk=talk.pk)).unread == 2


def test_a_draft_is_kept_until_it_is_sent(sara: Person, nima: Person) -> None:
    talk = actions.start_direct(actor=sara, person=nima, at=NOON)
    actions.keep_draft(actor=sara, conversation_id=talk.pk, text="Half a", at=NOON)
    assert queries.membership(person=sara, conversation=talk).draft == "Half a"
    say(sara, talk, "Half a sentence")
    assert queries.membership(person=sara, conversation=talk).draft == ""


@pytest.mark.parametrize(
    "body",
    ["", "  \n ", "\x00", "x" * (rules.LONGEST + 1), "\u0301" * 10_000_000],
    ids=["nothing", "blank", "nul", "long", "ten megabytes"],
)
def test_what_is_nothing_or_too_much_is_refused(sara: Person, nima: Person, body: str) -> None:
    talk = actions.start_direct(actor=sara, person=nima, at=NOON)
    with pytest.raises(Invalid):
        say(sara, talk, body)
    assert Message.objects.count() == 0


def test_towers_of_marks_are_cut_down(sara: Person, nima: Person) -> None:
    said = say(sara, actions.start_direct(actor=sara, person=nima, at=NOON), "e" + "\u0301" * 500 + "مَدرِسَه‌ها")
    assert said.body == "e" + "\u0301" * rules.MARKS_TOGETHER + "مَدرِسَه‌ها"


def test_messages_are_no_evidence_of_what_anybody_knows(sara: Person, nima: Person) -> None:
    said = say(sara, actions.start_direct(actor=sara, person=nima, at=NOON), "Custody keys")
    document = load([said.ref])[said.ref]
    assert "message" in no_works()
    assert document.people == ((sara.pk, 0.0),)


def test_a_conversation_has_a_bound(world: World, sara: Person, monkeypatch: pytest.MonkeyPatch, nima: Person, reza: Person) -> None:
    monkeypatch.setattr(rules, "MOST_MEMBERS", 2)
    with pytest.raises(Invalid):
        actions.start_group(actor=sara, people=[nima, reza], at=NOON)
    talk = actions.start_group(actor=sara, people=[nima], at=NOON)
    with pytest.raises(Invalid):
        actions.invite(actor=sara, conversation_id=talk.pk, person=reza, at=NOON)


def test_many_talk_and_the_page_says_how_many_they_are(sara: Person, nima: Person, browse, monkeypatch) -> None:
    monkeypatch.setattr(rules, "MOST_MEMBERS", 60)
    crowd = Person.objects.bulk_create(Person(code=f"c{number}", name_fa="همکار") for number in range(rules.MOST_MEMBERS - 1))
    with CaptureQueriesContext(connection) as few:
        actions.start_group(actor=sara, people=[nima], at=NOON)
    with CaptureQueriesContext(connection) as many:
        talk = actions.start_group(actor=sara, people=crowd, at=NOON)
    assert len(many) == len(few)
    page = browse(sara).get(f"/chat/{talk.pk}/").content.decode()
    assert '<span class="meta">60</span>' in page
    with pytest.raises(Invalid):
        actions.invite(actor=sara, conversation_id=talk.pk, person=nima, at=NOON)
    line = queries.line(person=sara, conversation=talk)
    assert (line.title, len(line.faces)) == ("همکار، همکار، همکار و ۵۶ نفر دیگر", 3)
    # A channel may have more than a list shows; it says so.
    rows = queries.readers(conversation=talk, limit=5)
    assert (len(rows), rows[0].total) == (5, rules.MOST_MEMBERS)


def test_a_message_costs_the_same_however_many_take_part(sara: Person, reza: Person) -> None:
    channel = actions.open_channel(actor=sara, space_id=of_unit(sara).pk, at=NOON)
    with CaptureQueriesContext(connection) as few:
        say(sara, channel, "To a few")
    crowd = Person.objects.bulk_create(Person(code=f"c{number}", name_fa="همکار") for number in range(1_000))
    Membership.objects.bulk_create(Membership(conversation=channel, person=one, joined_at=NOON) for one in crowd)
    with CaptureQueriesContext(connection) as many:
        say(sara, channel, "To a thousand")
    assert len(few) == len(many)
    assert queries.line(person=crowd[0], conversation=Conversation.objects.get(pk=channel.pk)).unread == 2
