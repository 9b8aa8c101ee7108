"""The live bus from publish to stream, and who may hear what."""

import asyncio
import json
import os
import time
from collections.abc import Callable
from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.conf import settings
from django.db import transaction
from django.test import Client
from freezegun import freeze_time

from hamsoo.kernel import deadlines, live
from hamsoo.people import actions as people
from hamsoo.people.models import Account, Person
from hamsoo.site.live import hub as hub_module
from hamsoo.site.live.hub import PATH, Hub
from hamsoo.site.live.streams import BEHIND, Stream
from hamsoo.site.live.tickets import BadTicket, Ticket, issue, read
from tests.loops import play
from tests.world import NOON

# Whatever database a worker has in Valkey, news reaches the listeners of all: each process has a topic that nobody else tells of.
TOPIC = f"inbox:{os.getpid()}"


class Browser:
    """The other end of one stream."""

    def __init__(self, hub: Hub, ticket: str) -> None:
        self.sent: asyncio.Queue[dict[str, object]] = asyncio.Queue()
        self._gone = asyncio.Event()
        scope = {"type": "http", "path": PATH, "query_string": f"ticket={ticket}".encode()}
        self.task = asyncio.create_task(hub(scope, self._receive, self.sent.put))

    async def _receive(self) -> dict[str, object]:
        await self._gone.wait()
        return {"type": "http.disconnect"}

    async def next(self) -> dict[str, object]:
        return await asyncio.wait_for(self.sent.get(), 10)

    async def leave(self) -> None:
        self._gone.set()
        await asyncio.wait_for(self.task, 10)


async def _opened(hub: Hub, topics: list[str]) -> Browser:
    browser = Browser(hub, issue(topics))
    assert (await browser.next())["status"] == 200
    assert (await browser.next())["body"] == b": hello\n\n"
    return browser


def test_news_reaches_who_listens_and_nobody_else() -> None:
    async def story() -> None:
        hub = Hub(settings.VALKEY_URL)
        sara, nima = await _opened(hub, [TOPIC]), await _opened(hub, [f"{TOPIC}0"])
        assert hub.stream_count == 2
        for _attempt in range(100):
            await asyncio.to_thread(live._send, TOPIC, 345)
            if not sara.sent.empty():
                break
            await asyncio.sleep(0.05)
        body = (await sara.next())["body"]
        assert json.loads(body.removeprefix(b"data: ")) == {"topic": TOPIC, "id": 345}
        assert nima.sent.empty()
        await sara.leave()
        await nima.leave()
        assert hub.stream_count == 0
        hub._task.cancel()

    play(story())


def test_who_reads_too_slowly_is_hung_up_on() -> None:
    async def story() -> None:
        stream = Stream({TOPIC: ""})
        for number in range(BEHIND):
            stream.push(b"%d" % number)
        assert not stream.closed
        stream.push(b"more")
        assert stream.closed
        assert await stream.next() == b""

    play(story())


def test_a_broken_subscription_hangs_up_on_everybody(monkeypatch: pytest.MonkeyPatch) -> None:
    async def story() -> None:
        hub = Hub("redis://127.0.0.1:1/0")
        browser = await _opened(hub, [TOPIC])
        assert (await browser.next())["more_body"] is False
        await asyncio.wait_for(browser.task, 10)
        hub._task.cancel()

    play(story())


def test_a_stream_does_not_live_for_ever(monkeypatch: pytest.MonkeyPatch) -> None:
    async def story() -> None:
        monkeypatch.setattr(hub_module, "LIFE_SECONDS", 0.1)
        monkeypatch.setattr(hub_module, "BEAT_SECONDS", 0.05)
        hub = Hub(settings.VALKEY_URL)
        browser = await _opened(hub, [TOPIC])
        bodies = []
        while (message := await browser.next())["more_body"]:
            bodies.append(message["body"])
        assert set(bodies) == {b": beat\n\n"}
        hub._task.cancel()

    play(story())


@pytest.mark.parametrize("ticket", ["", "x", "a:b:c"])
def test_a_forged_ticket_opens_nothing(ticket: str) -> None:
    async def story() -> None:
        browser = Browser(Hub(settings.VALKEY_URL), ticket)
        assert (await browser.next())["status"] == 403

    play(story())


def test_a_ticket_grows_old(monkeypatch: pytest.MonkeyPatch) -> None:
    ticket = issue(["inbox:1"])
    assert read(ticket) == Ticket({"inbox:1": ""}, "fa")
    monkeypatch.setattr("hamsoo.site.live.tickets.SECONDS", -1)
    with pytest.raises(BadTicket):
        read(ticket)


@pytest.mark.django_db(transaction=True)
def test_news_leaves_after_commit_only(monkeypatch: pytest.MonkeyPatch) -> None:
    said: list[str] = []
    monkeypatch.setattr(live, "_send", lambda topic, _id: said.append(topic))
    with transaction.atomic():
        live.publish("inbox:1", 1)
        assert said == []
    assert said == ["inbox:1"]
    with pytest.raises(RuntimeError), transaction.atomic():
        live.publish("inbox:2", 1)
        raise RuntimeError
    assert said == ["inbox:1"]


def test_a_person_hears_only_what_is_theirs(monkeypatch: pytest.MonkeyPatch, sara: Person, nima: Person) -> None:
    monkeypatch.setattr(live, "_always", [lambda person: [f"inbox:{person.pk}"]])
    monkeypatch.setattr(live, "_checks", {"case": lambda person, pk: person == sara and pk == 7})
    asked = ["case:7", "case:8", "inbox:999", "case:x", "case:99999999999999999999", "nonsense"]
    assert live.topics_for(sara, asked=asked) == ["case:7", f"inbox:{sara.pk}"]
    assert live.topics_for(nima, asked=asked) == [f"inbox:{nima.pk}"]


def test_every_page_of_a_person_hears_of_their_inbox(browse: Callable[..., Client], sara: Person, nima: Person, mina: Account) -> None:
    assert f"inbox:{sara.pk}" in browse(sara).get("/live/ticket").json()["topics"]
    assert f"inbox:{sara.pk}" not in browse(nima).get(f"/live/ticket?topic=inbox:{sara.pk}").json()["topics"]
    assert browse(mina).get("/live/ticket").status_code == 404


async def _next_news(browser: Browser) -> dict[str, object]:
    return json.loads((await browser.next())["body"].removeprefix(b"data: "))


def test_whole_messages_come_in_the_language_of_the_reader() -> None:
    async def story() -> None:
        hub = Hub(settings.VALKEY_URL)
        persian, english = Browser(hub, issue(["chat:7@3"], "fa")), Browser(hub, issue(["chat:7@3"], "en"))
        for browser in (persian, english):
            await browser.next()
            await browser.next()
        said = {"topic": "chat:7", "version": "3", "sent": time.time(), "news": {"number": 9}, "html": {"fa": "سلام", "en": "hello"}}
        hub.deliver(json.dumps(said).encode())
        assert await _next_news(persian) == {"topic": "chat:7", "number": 9, "html": "سلام"}
        assert await _next_news(english) == {"topic": "chat:7", "number": 9, "html": "hello"}
        hub._task.cancel()

    play(story())


def test_who_came_under_other_rights_is_told_nothing_and_hung_up_on() -> None:
    async def story() -> None:
        hub = Hub(settings.VALKEY_URL)
        before, after = await _opened(hub, ["chat:7@2"]), await _opened(hub, ["chat:7@3"])
        hub.deliver(json.dumps({"topic": "chat:7", "version": "3", "sent": 0, "news": {"number": 9}, "html": {}}).encode())
        assert (await before.next()) == {"type": "http.response.body", "body": b"", "more_body": False}
        assert (await _next_news(after))["number"] == 9
        hub._task.cancel()

    play(story())


def test_whose_right_may_be_gone_comes_back_with_a_new_ticket() -> None:
    async def story() -> None:
        hub = Hub(settings.VALKEY_URL)
        sara, nima = await _opened(hub, ["rights:person:1"]), await _opened(hub, ["rights:person:2"])
        hub.deliver(json.dumps({"topic": "rights:person:1", "id": 1}).encode())
        assert (await sara.next())["more_body"] is False
        assert nima.sent.empty()
        hub._task.cancel()

    play(story())


def test_what_arrives_late_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    async def story() -> None:
        hub = Hub(settings.VALKEY_URL)
        browser = await _opened(hub, ["chat:7@3"])
        assert not await asyncio.to_thread(live.is_slow)
        said = {"topic": "chat:7", "version": "3", "sent": time.time() - hub_module.LATE_SECONDS - 1, "news": {}, "html": {}}
        hub.deliver(json.dumps(said).encode())
        await browser.next()
        for _attempt in range(100):
            if hub._telling is not None:
                break
            await asyncio.sleep(0.01)
        await hub._telling
        assert await asyncio.to_thread(live.is_slow)
        hub._task.cancel()

    play(story())


def test_a_presence_that_changes_is_one_message_which_only_pages_that_show_it_get(
    monkeypatch: pytest.MonkeyPatch,
    django_capture_on_commit_callbacks,
    browse: Callable[..., Client],
    sara: Person,
    reza: Person,
    mina: Account,
) -> None:
    topic = f"presence:{sara.pk}"
    assert topic in browse(reza).get(f"/live/ticket?topic={topic}").json()["topics"]
    assert topic not in browse(reza).get("/live/ticket").json()["topics"]
    assert browse(mina).get(f"/live/ticket?topic={topic}").status_code == 404
    bus: list[str] = []
    monkeypatch.setattr(live, "client", lambda: SimpleNamespace(publish=lambda _channel, said: bus.append(said)))
    with django_capture_on_commit_callbacks(execute=True):
        people.set_presence(actor=sara, presence=Person.Presence.BUSY, at=NOON)
        people.set_presence(actor=sara, presence=Person.Presence.BUSY, at=NOON)

    async def story() -> None:
        hub = Hub(settings.VALKEY_URL)
        persian, english, elsewhere = (
            Browser(hub, issue([topic], "fa")),
            Browser(hub, issue([topic], "en")),
            Browser(hub, issue([f"{topic}0"])),
        )
        for browser in (persian, english, elsewhere, persian, english, elsewhere):
            await browser.next()
        [said] = bus
        hub.deliver(said.encode())
        assert await _next_news(persian) == {"topic": topic, "person": sara.pk, "state": "busy", "html": "در جلسه"}
        assert (await _next_news(english))["html"] == "In a meeting"
        assert elsewhere.sent.empty()
        hub._task.cancel()

    play(story())


def test_hours_that_begin_or_end_are_told_to_pages_that_show_who_has_them(
    monkeypatch: pytest.MonkeyPatch, django_capture_on_commit_callbacks, sara: Person, reza: Person
) -> None:
    bus: list[str] = []
    monkeypatch.setattr(live, "client", lambda: SimpleNamespace(publish=lambda _channel, said: bus.append(said)))
    people.set_presence(actor=sara, presence=Person.Presence.BUSY, at=NOON)
    # Reza is off at all hours. From then on every minute is looked at, and only where hours end something is said.
    end = next(at for at in (NOON + timedelta(minutes=15 * step) for step in range(1, 48)) if sara.presence_at(at) == "off")
    with django_capture_on_commit_callbacks(execute=True):
        for at in (end - timedelta(minutes=1), end, end + timedelta(minutes=1)):
            deadlines.scan(at=at)
    [said] = (json.loads(one) for one in bus)
    assert (said["topic"], said["news"], said["html"]["en"]) == (f"presence:{sara.pk}", {"person": sara.pk, "state": "off"}, "Off hours")
    assert deadlines.due_at(kind="people.hours", about=("organisation", 1)) == end + timedelta(minutes=2)
    # With nobody who says so, nobody is asked any more.
    people.set_presence(actor=sara, presence=Person.Presence.OFF, at=end)
    deadlines.scan(at=end + timedelta(minutes=2))
    assert deadlines.due_at(kind="people.hours", about=("organisation", 1)) is None
    assert reza.presence == "off"


def test_pages_that_were_away_ask_once_for_the_presence_of_all(
    browse: Callable[..., Client], sara: Person, reza: Person, mina: Account
) -> None:
    with freeze_time(NOON):
        people.set_presence(actor=sara, presence=Person.Presence.BUSY, at=NOON)
        address = f"/people/presences?of={sara.pk}&of={reza.pk}&of=x&of={2**63}&of=999999"
        found = browse(reza).get(address).json()
    assert found == {str(sara.pk): {"state": "busy", "words": "In a meeting"}, str(reza.pk): {"state": "off", "words": "Off hours"}}
    assert browse(mina).get(address).status_code == 404
