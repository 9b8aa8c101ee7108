"""Pages of conversations, what they cost, and what is pushed from them."""

import json
import re
from collections.abc import Callable
from datetime import timedelta
from uuid import uuid4

import pytest
from django.test import Client

from hamsoo.chat import actions, telling
from hamsoo.chat.models import Conversation, Message
from hamsoo.chat.painting import paint
from hamsoo.customers.tests.cast import company
from hamsoo.kernel import live
from hamsoo.ledger.models import Entry
from hamsoo.people.models import Person
from hamsoo.spaces.models import Space
from tests.world import NOON, World

Browse = Callable[..., Client]
FRAGMENT = {"HTTP_HX_REQUEST": "true"}
LATER = NOON + timedelta(minutes=1)


def say(who: Person, where: Conversation, body: str, **more: object) -> Message:
    return actions.send(actor=who, conversation_id=where.pk, body=body, client_id=uuid4(), at=LATER, **more).message


@pytest.fixture
def talk(sara: Person, reza: Person) -> Conversation:
    return actions.start_direct(actor=sara, person=reza, at=NOON)


@pytest.fixture
def pushed(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, dict]]:
    """Collect what would leave on the bus."""
    sent: list[tuple[str, dict]] = []
    monkeypatch.setattr(live, "_push", lambda topic, version, news, html: sent.append((topic, {**news, "html": html})))
    return sent


def test_the_list_says_what_to_do_when_there_is_nothing(browse: Browse, sara: Person) -> None:
    page = browse(sara).get("/chat/").content.decode()
    assert "You talk with nobody yet" in page
    assert 'href="/chat/new"' in page


def test_the_list_shows_what_is_unread(browse: Browse, sara: Person, reza: Person, talk: Conversation) -> None:
    say(reza, talk, "The **limit** is 48 hours")
    page = browse(sara).get("/chat/").content.decode()
    assert "The limit is 48 hours" in page
    assert re.search(r'<span class="count hot ms-auto">1<', page)
    side = browse(sara).get("/chat/side").content.decode()
    assert f'data-me="{sara.pk}"' in side
    assert f'data-unread="{talk.pk} "' in side


def test_a_message_is_sent_and_shown(browse: Browse, sara: Person, reza: Person, talk: Conversation) -> None:
    words = {"body": "Hello <script>", "client": str(uuid4())}
    for _twice in range(2):
        answer = browse(sara).post(f"/chat/{talk.pk}/messages", words, **FRAGMENT)
        assert answer.status_code == 200
        assert f'data-client="{words["client"]}"' in answer.content.decode()
    assert Message.objects.get().body == "Hello <script>"
    page = browse(reza).get(f"/chat/{talk.pk}/").content.decode()
    assert "Hello &lt;script&gt;" in page
    assert 'data-last="1" data-read="0"' in page
    without_scripts = browse(sara).post(f"/chat/{talk.pk}/messages", {"body": "Plainly"})
    assert (without_scripts.status_code, without_scripts.headers["Location"]) == (303, f"/chat/{talk.pk}/")


def test_what_is_refused_is_said_in_words(browse: Browse, sara: Person, talk: Conversation) -> None:
    answer = browse(sara).post(f"/chat/{talk.pk}/messages", {"body": "x" * 9_000}, **FRAGMENT)
    assert answer.status_code == 422
    assert json.loads(answer.headers["HX-Trigger"])["refused"]["message"] == "This is too long for a message: 8000 characters at most."


def test_who_sends_more_than_can_be_passed_on_is_asked_to_wait(
    browse: Browse, sara: Person, talk: Conversation, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(live, "is_slow", lambda: True)
    answer = browse(sara).post(f"/chat/{talk.pk}/messages", {"body": "More"}, **FRAGMENT)
    assert answer.status_code == 429
    assert "waits" in json.loads(answer.headers["HX-Trigger"])["refused"]["message"]
    assert Message.objects.count() == 0


@pytest.mark.django_db(transaction=True)
def test_a_message_is_pushed_whole_in_both_languages_after_commit(pushed: list, sara: Person, reza: Person, talk: Conversation) -> None:
    said = say(sara, talk, "سلام")
    topic, news = pushed[-1]
    assert topic == f"chat:{talk.pk}"
    assert (news["fresh"], news["number"], news["author"], news["mentions"]) == (True, 1, sara.pk, [])
    assert set(news["html"]) == {"fa", "en"}
    assert "سارا محمدی" in news["html"]["fa"]
    assert "Sara Mohammadi" in news["html"]["en"]
    assert news["html"] == paint(said.pk)


def test_a_message_that_names_a_customer_says_so_and_leads_there_for_who_asks(
    pushed: list, django_capture_on_commit_callbacks, browse: Browse, world: World, sara: Person, reza: Person, talk: Conversation
) -> None:
    record = company(world, "Sepehr", "crm")
    with django_capture_on_commit_callbacks(execute=True):
        said = say(sara, talk, f"@[Sepehr](source_record:{record.pk}) called")
    link = f'href="/customers/{record.customer_id}/"'
    assert (pushed[-1][1].get("names"), link in pushed[-1][1]["html"]["en"]) == (True, False)
    assert link in browse(reza).get(f"/chat/messages/{said.pk}", headers={"HX-Request": "true"}).content.decode()
    # A reaction is painted for everybody too.
    with django_capture_on_commit_callbacks(execute=True):
        actions.react(actor=reza, message_id=said.pk, kind="thanks", at=NOON)
        say(sara, talk, "Thanks")
    assert ["names" in news for _topic, news in pushed if "message" in news] == [True, True, False]


@pytest.mark.django_db(transaction=True)
def test_a_painting_that_fails_does_not_fail_the_message(
    pushed: list, sara: Person, talk: Conversation, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(_pk: int) -> dict[str, str]:
        raise RuntimeError("no template")

    monkeypatch.setattr(telling, "_painters", [broken])
    assert say(sara, talk, "Still said").number == 1


def test_the_same_look_comes_by_every_way(browse: Browse, sara: Person, reza: Person, talk: Conversation) -> None:
    said = say(sara, talk, "One **look**")
    shown = browse(reza).get(f"/chat/{talk.pk}/").content.decode()
    pushed = paint(said.pk)["en"].strip()
    assert re.sub(r"\s+", " ", pushed) in re.sub(r"\s+", " ", shown)


def test_parts_of_a_conversation(browse: Browse, sara: Person, reza: Person, talk: Conversation) -> None:
    root = say(sara, talk, "first")
    say(reza, talk, "answer", root_id=root.pk)
    say(reza, talk, "third")
    client = browse(sara)

    def numbers(query: str) -> list[str]:
        return re.findall(r'data-number="(\d+)"', client.get(f"/chat/{talk.pk}/messages?{query}", **FRAGMENT).content.decode())

    assert numbers("") == ["1", "3"]
    assert numbers("before=3") == ["1"]
    assert numbers("since=2") == ["2", "3"]
    assert client.get(f"/chat/{talk.pk}/messages?since=x").status_code == 404
    thread = client.get(f"/chat/messages/{root.pk}/thread", **FRAGMENT).content.decode()
    assert re.findall(r'data-number="(\d+)"', thread) == ["1", "2"]


def test_reading_writing_and_drafts(browse: Browse, pushed: list, sara: Person, reza: Person, talk: Conversation) -> None:
    say(sara, talk, "Hello")
    client = browse(reza)
    assert client.post(f"/chat/{talk.pk}/readings", {"number": "1"}).status_code == 204
    assert client.post(f"/chat/{talk.pk}/readings").status_code == 404
    assert client.post(f"/chat/{talk.pk}/draft", {"body": "Half"}).status_code == 204
    assert 'data-others="1"' in browse(sara).get(f"/chat/{talk.pk}/").content.decode()
    assert ">Half</textarea>" in client.get(f"/chat/{talk.pk}/").content.decode()
    assert client.post(f"/chat/{talk.pk}/writing").status_code == 204
    assert pushed[-1][1]["writing"] == {"by": reza.pk, "names": {"fa": "رضا کریمی", "en": "Reza Karimi"}}
    assert Entry.objects.filter(name="chat.ConversationRead").count() == 1


def test_what_one_may_do_with_a_message(browse: Browse, sara: Person, reza: Person, talk: Conversation) -> None:
    said = say(sara, talk, "Who signs?")
    mine = browse(sara).get(f"/chat/messages/{said.pk}/actions", **FRAGMENT).content.decode()
    theirs = browse(reza).get(f"/chat/messages/{said.pk}/actions", **FRAGMENT).content.decode()
    assert "data-edit" in mine
    assert "data-edit" not in theirs
    for shown in (mine, theirs):
        assert f'href="/chat/messages/{said.pk}/question"' in shown
    assert browse(reza).post(f"/chat/messages/{said.pk}/reactions", {"kind": "thanks"}, **FRAGMENT).status_code == 200
    assert 'aria-pressed="true" aria-label="1 thank"' in browse(reza).get(f"/chat/{talk.pk}/").content.decode()
    assert 'aria-pressed="false" aria-label="1 thank"' in browse(sara).get(f"/chat/{talk.pk}/").content.decode()
    assert browse(reza).post(f"/chat/messages/{said.pk}/edit", {"body": "x"}, **FRAGMENT).status_code == 403
    assert browse(sara).post(f"/chat/messages/{said.pk}/removal", **FRAGMENT).status_code == 200
    assert browse(sara).get(f"/chat/messages/{said.pk}/actions", **FRAGMENT).status_code == 404


def test_a_message_becomes_a_question_and_both_lead_to_one_another(
    browse: Browse, sara: Person, reza: Person, talk: Conversation, world: object
) -> None:
    said = say(sara, talk, "Who signs for the escrow?")
    client = browse(reza)
    assert 'value="Who signs for the escrow?"' in client.get(f"/chat/messages/{said.pk}/question").content.decode()
    unit = Space.objects.get(subject_type="unit", subject_id=reza.unit_id)
    answer = client.post(f"/chat/messages/{said.pk}/question", {"title": "Who signs?", "body": "", "places": unit.pk})
    question = answer.headers["Location"]
    assert f"/chat/{talk.pk}/?at=1#message-{said.pk}" in client.get(question).content.decode()
    assert f'href="{question}"' in client.get(f"/chat/{talk.pk}/").content.decode()


def test_new_conversations_of_two_and_of_several(browse: Browse, sara: Person, reza: Person, nima: Person) -> None:
    client = browse(sara)
    two = client.post("/chat/new", {"people": [nima.pk]})
    assert Conversation.objects.get().pair == f"{min(sara.pk, nima.pk)}:{max(sara.pk, nima.pk)}"
    assert client.post(f"/chat/with/{nima.pk}").headers["Location"] == two.headers["Location"]
    several = client.post("/chat/new", {"people": [nima.pk, reza.pk], "name": "Renewals"}).headers["Location"]
    assert "Renewals" in client.get(several).content.decode()
    assert client.post("/chat/new", {}).status_code == 422
    assert "Nima" in client.get("/chat/people?q=nima", **FRAGMENT).content.decode()


def test_a_channel_is_opened_from_the_page_of_its_space(browse: Browse, sara: Person, nima: Person) -> None:
    unit = Space.objects.get(subject_type="unit", subject_id=sara.unit_id)
    client = browse(sara)
    assert "Open a channel" in client.get(f"/chat/spaces/{unit.pk}/channels", **FRAGMENT).content.decode()
    channel = client.post("/chat/channels", {"space": unit.pk}).headers["Location"]
    assert "A channel for all who read here" in client.get(channel).content.decode()
    assert browse(nima).get(f"/chat/spaces/{unit.pk}/channels").status_code == 404
    assert browse(nima).get(channel).status_code == 404


def test_copies_are_for_who_reads_and_are_noted(browse: Browse, sara: Person, nima: Person, talk: Conversation) -> None:
    root = say(sara, talk, "سؤال <b>")
    say(sara, talk, "پاسخ", root_id=root.pk)
    lines = browse(sara).post(f"/chat/{talk.pk}/export", {"as": "json"}).content.decode().splitlines()
    assert [(one["number"], one["body"], one["answers"]) for one in map(json.loads, lines)] == [(1, "سؤال <b>", None), (2, "پاسخ", 1)]
    page = browse(sara).post(f"/chat/{talk.pk}/export", {"as": "html"})
    assert "&lt;b&gt;" in page.content.decode()
    assert page.headers["Content-Disposition"] == f'attachment; filename="conversation-{talk.pk}.html"'
    assert browse(nima).post(f"/chat/{talk.pk}/export").status_code == 404
    assert Entry.objects.filter(name="chat.ConversationExported").count() == 2


def test_administrators_choose_how_long_and_members_read_it(browse: Browse, admin: Person, sara: Person, talk: Conversation) -> None:
    assert browse(sara).get("/administration/chat/").status_code == 404
    assert browse(admin).post("/administration/chat/", {"days": "0"}).status_code == 422
    assert browse(admin).post("/administration/chat/", {"days": "90"}).status_code == 303
    assert browse(admin).post("/administration/chat/conversations", {"conversation": talk.pk, "days": "30"}).status_code == 303
    assert "removed for good 30 days after" in browse(sara).get(f"/chat/{talk.pk}/about").content.decode()


def test_hostile_words_stay_inside_their_message(browse: Browse, sara: Person, talk: Conversation) -> None:
    say(sara, talk, "\u202eevil\u2066 " + "> " * 300 + "[" * 2_000 + "*" * 2_000 + "`" * 500)
    page = browse(sara).get(f"/chat/{talk.pk}/").content.decode()
    assert "\u202e" not in page
    assert "\u2066" not in page


def test_page_costs(browse: Browse, sara: Person, reza: Person, talk: Conversation, django_assert_num_queries: Callable) -> None:
    for number in range(5):
        root = say(reza, talk, f"number {number}")
        say(sara, talk, "answer", root_id=root.pk)
        actions.react(actor=sara, message_id=root.pk, kind="thanks", at=LATER)
    client = browse(sara)
    client.get("/chat/")
    with django_assert_num_queries(6):
        client.get("/chat/")
    with django_assert_num_queries(13):
        client.get(f"/chat/{talk.pk}/")
    with django_assert_num_queries(5):
        client.get("/chat/side")
    with django_assert_num_queries(9):
        client.get(f"/chat/{talk.pk}/messages?since=1", **FRAGMENT)
