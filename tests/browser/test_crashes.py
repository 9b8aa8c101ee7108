"""Killed at any moment: what was acknowledged is there, once. The real site; `kill -9` of its web server and its worker."""

import json
import random
import re
import signal
import threading
import time
from dataclasses import dataclass, field
from uuid import UUID

import httpx
import psutil
import psycopg
import pytest

from tests.demonstration import Site

pytestmark = pytest.mark.browser

KILLS = 4
EACH = 14
"""Requests that each of the two people sends."""


@dataclass
class Sender:
    """Somebody who sends requests, one after the other, whatever happens to the server."""

    site: Site
    who: str
    experts: list[int]
    acknowledged: dict[str, int] = field(default_factory=dict)
    unsure: list[str] = field(default_factory=list)

    def run(self) -> None:
        """Send a request to each expert; what is not acknowledged is asked again in other words."""
        with httpx.Client(base_url=self.site.url, timeout=10) as client:
            self._sign_in(client)
            for expert in self.experts:
                self._send(client, expert)
                time.sleep(0.15)

    def _sign_in(self, client: httpx.Client) -> None:
        email = f"{self.who}@rayanpayam.example"
        for _attempt in range(100):
            try:
                client.get("/accounts/login/")
                words = {"login": email, "password": self.site.sign_ins[email], "csrfmiddlewaretoken": client.cookies["hamsoo-csrf"]}
                if client.post("/accounts/login/", data=words).status_code == 302:
                    return
            except httpx.HTTPError:
                pass
            time.sleep(0.3)
        pytest.fail("the site did not let anybody in")

    def _send(self, client: httpx.Client, expert: int) -> None:
        for attempt in range(100):
            need = f"{self.who} needs expert {expert}, words {attempt}"
            try:
                words = {"need": need, "csrfmiddlewaretoken": client.cookies["hamsoo-csrf"]}
                response = client.post(f"/requests/new/{expert}/sent", data=words)
            except httpx.HTTPError:
                self.unsure.append(need)
                time.sleep(0.3)
                continue
            if response.status_code == 303:
                self.acknowledged[need] = int(re.search(r"/requests/(\d+)/", response.headers["Location"])[1])
                return
            if response.status_code == 409:
                return  # An attempt that we did not hear of made it, or the expert has enough to do.
            self.unsure.append(need)
            time.sleep(0.3)


@dataclass
class Talker(Sender):
    """Somebody who writes to a colleague, one message after the other, each again under its id until the server says that it has it."""

    said: list[str] = field(default_factory=list)
    address: str = ""
    cookies: httpx.Cookies | None = None

    def begin(self) -> None:
        """Sign in and open the conversation, while nobody is killed yet."""
        with self._client() as client:
            self._sign_in(client)
            self.address, self.cookies = self._begin(client), client.cookies

    def run(self) -> None:
        """Send the messages in their order."""
        with self._client() as client:
            for number in range(2 * EACH):
                key = str(UUID(int=number))
                self._say(client, f"message {number}", key)
                self.said.append(key)
                time.sleep(0.1)

    def _client(self) -> httpx.Client:
        return httpx.Client(base_url=self.site.url, timeout=10, cookies=self.cookies)

    def _begin(self, client: httpx.Client) -> str:
        for _attempt in range(100):
            try:
                response = client.post(f"/chat/with/{self.experts[0]}", data={"csrfmiddlewaretoken": client.cookies["hamsoo-csrf"]})
                if response.status_code == 303:
                    return response.headers["Location"]
            except httpx.HTTPError:
                pass
            time.sleep(0.3)
        pytest.fail("the conversation did not begin")

    def _say(self, client: httpx.Client, body: str, key: str) -> None:
        words = {"body": body, "client": key, "csrfmiddlewaretoken": client.cookies["hamsoo-csrf"]}
        for _attempt in range(300):
            try:
                if client.post(f"{self.address}messages", data=words).status_code == 303:
                    return
            except httpx.HTTPError:
                pass
            time.sleep(0.3)
        pytest.fail(f"{body} was not acknowledged")


def _kill_something(supervisor: psutil.Process, chance: random.Random) -> bool:
    """Kill the web server, one of its workers, or the worker; say whether there was one to kill."""
    victims = []
    for process in supervisor.children(recursive=True):
        try:
            command = " ".join(process.cmdline())
        except psutil.Error:
            continue
        if re.search(r"hamsoo worker$|hamsoo web|services\.web$", command):
            victims.append(process)
    if victims:
        chance.choice(victims).send_signal(signal.SIGKILL)
    return bool(victims)


@pytest.mark.servers
def test_no_acknowledged_fact_is_lost_and_none_is_doubled(site_alone: Site) -> None:
    site = site_alone
    if not (site.home / "run.json").exists():
        pytest.skip("the site was started by somebody else")
    state = json.loads((site.home / "run.json").read_text())
    supervisor, chance = psutil.Process(state["pid"]), random.Random(11)
    with psycopg.connect(state["database_url"], autocommit=True) as database:
        rows = database.execute(
            "SELECT id FROM people_person WHERE code NOT IN ('reza.shahbazi', 'hoda.samadi') ORDER BY id DESC LIMIT %s", [2 * EACH]
        )
        experts = [row[0] for row in rows]
        senders = [Sender(site, "hoda.samadi", experts[:EACH]), Sender(site, "taha.zareei", experts[EACH:])]
        talker = Talker(site, "barbod.eftekhar", experts[:1])
        talker.begin()
        threads = [threading.Thread(target=sender.run) for sender in (*senders, talker)]
        for thread in threads:
            thread.start()
        killed = 0
        for _kill in range(KILLS):
            time.sleep(chance.uniform(1.0, 2.5))
            killed += _kill_something(supervisor, chance)
        for thread in threads:
            thread.join(180)
        acknowledged = {need: pk for sender in senders for need, pk in sender.acknowledged.items()}
        unsure = [need for sender in senders for need in sender.unsure]
        assert killed >= KILLS - 1
        assert len(acknowledged) >= EACH
        _settled(database)
        for need, request in acknowledged.items():
            assert _count(database, "SELECT count(*) FROM questions_question WHERE title = %s", need) == 1, need
            assert _facts(database, request) == 1, need
            assert _told(database, request) == 1, need
        for need in unsure:
            assert _count(database, "SELECT count(*) FROM questions_question WHERE title = %s", need) <= 1, need
        assert len(talker.said) == 2 * EACH
        query = """SELECT message.client_id::text FROM chat_message AS message JOIN people_person AS person ON person.id = message.author_id
                   WHERE person.code = 'barbod-eftekhar' AND message.conversation_id IN
                       (SELECT conversation_id FROM chat_message WHERE client_id = %s) ORDER BY message.number"""
        assert [row[0] for row in database.execute(query, [talker.said[0]]).fetchall()] == talker.said
        said = "(SELECT count(*) FROM chat_message WHERE conversation_id = talk.id)"
        assert _count(database, f"SELECT count(*) FROM chat_conversation AS talk WHERE last_number <> {said}") == 0
        doubled = "SELECT count(*) FROM (SELECT followup, entry_id FROM ledger_followuprun GROUP BY 1, 2 HAVING count(*) > 1) AS twice"
        assert _count(database, doubled) == 0


def _count(database: psycopg.Connection, query: str, *values: object) -> int:
    return int(database.execute(query, values).fetchone()[0])


def _facts(database: psycopg.Connection, request: int) -> int:
    query = """SELECT count(*) FROM ledger_entry AS entry JOIN ledger_entryobject AS thing ON thing.entry_id = entry.id
               WHERE entry.name = 'questions.RequestSent' AND thing.type = 'request' AND thing.object_id = %s"""
    return _count(database, query, request)


def _told(database: psycopg.Connection, request: int) -> int:
    query = """SELECT count(*) FROM notices_inboxitem AS item JOIN ledger_entry AS entry ON entry.id = item.entry_id
               WHERE entry.name = 'questions.RequestSent' AND (entry.payload ->> 'request_id')::bigint = %s"""
    return _count(database, query, request)


def _settled(database: psycopg.Connection) -> None:
    """Wait until every fact is in order and every reader has come to the end."""
    for _attempt in range(300):
        pending = _count(database, "SELECT count(*) FROM ledger_pending")
        last = _count(database, "SELECT coalesce(max(position), 0) FROM ledger_line")
        behind = _count(database, "SELECT count(*) FROM ledger_bookmark WHERE position < %s", last)
        owed = _count(database, "SELECT count(*) FROM ledger_followuprun WHERE state = 'waiting'")
        if not (pending or behind or owed):
            return
        time.sleep(0.2)
    pytest.fail("the readers of the log did not come to its end")
