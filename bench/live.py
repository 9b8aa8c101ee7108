"""Chat live: how soon a message is with all who read, at which memory, and what happens when there are too many.

    python -m bench.live [--people 2000] [--seconds 8]

The hub runs in granian as in a running house, the listeners are raw sockets in a process of their own. Messages go through the action
(PostgreSQL, the ledger, painting in two languages, Valkey) into channels of 20, 200 and all people, 5,000 deliveries a second; beside
that, in the same run, the same number of messages is published without a database: what the bare fan-out costs. At the end the bare
fan-out is driven further until the hub says that it is slow. The times are from before the action to the arrival of the message.
"""

import argparse
import json
import os
import random
import socket
import statistics
import subprocess
import sys
import time
from dataclasses import dataclass, field
from typing import Any
from uuid import uuid4

import psutil

from bench.servers import installation

_SERVE = """
from granian import Granian
from granian.constants import Interfaces
Granian("bench.live_app:application", address="127.0.0.1", port={port}, interface=Interfaces.ASGI, workers=1, websockets=False,
        backpressure=20000).serve()
"""
SENDERS = 10
A_SECOND = {"all": 2, "200": 3, "20": 20}
"""Messages a second by the size of the channel: with 2,000 people, 4,000 + 600 + 400 deliveries."""
WORDS = "سپهر برای تمدید دوساله آماده است. تنها مانع، قفل ۴۸ ساعتهٔ کیف امانی است؛ وصله **دوشنبه ساعت ۶** می‌آید."


@dataclass
class Channel:
    """A channel: its conversation, the topic with its version, and who listens."""

    pk: int
    topic: str
    size: str
    members: range


@dataclass
class Run:
    """What was sent: when, and to how many."""

    sent: dict[tuple[str, int], float] = field(default_factory=dict)
    expected: int = 0


class Listeners:
    """The process with all the sockets."""

    def __init__(self, port: int, topics: list[list[str]]) -> None:
        command = [sys.executable, "-m", "bench.live_listeners", str(port)]
        self.process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        self._ask(json.dumps(topics))
        assert self._read() == "ready"

    def _ask(self, line: str) -> None:
        assert self.process.stdin
        self.process.stdin.write(line + "\n")
        self.process.stdin.flush()

    def _read(self) -> str:
        assert self.process.stdout
        return self.process.stdout.readline().strip()

    def heard(self) -> tuple[list[tuple[str, int, float]], int]:
        """Return what arrived since it was asked last, and how many streams have ended so far."""
        self._ask("now")
        found = json.loads(self._read())
        return [tuple(one) for one in found["arrived"]], found["hung_up"]


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _memory(process: subprocess.Popen[bytes]) -> float:
    """Return the resident memory of the server and its workers, in MB."""
    parent = psutil.Process(process.pid)
    return sum(one.memory_info().rss for one in [parent, *parent.children(recursive=True)]) / 1e6


def _company(people: int) -> tuple[list[Any], list[Channel]]:
    """Found an organisation of the senders alone, with its channels; who only listens needs no row."""
    from hamsoo.chat import actions, queries
    from hamsoo.kernel import clock
    from hamsoo.ledger.actors import SYSTEM
    from hamsoo.people.actions import add_person, create_unit
    from hamsoo.spaces.actions import found_organisation

    at = clock.now()
    space = found_organisation(name_fa="سازمان", name_en="Organisation", at=at)
    unit = create_unit(actor=SYSTEM, code="service", name_fa="خدمات", name_en="Service", at=at)
    senders = [
        add_person(actor=SYSTEM, code=f"p{n}", name_fa=f"همکار {n}", name_en=f"Colleague {n}", unit=unit, at=at) for n in range(SENDERS)
    ]
    sizes = [("all", range(people))]
    sizes += [("200", range(start, start + 200)) for start in range(0, people, 400)]
    sizes += [("20", range(start, start + 20)) for start in range(0, people, 40)]
    channels = []
    for number, (size, members) in enumerate(sizes):
        made = actions.open_channel(actor=senders[0], space_id=space.pk, name=f"channel {number}", at=at)
        channels.append(Channel(made.pk, queries.may_hear(senders[0], made.pk), size, members))
    return senders, channels


def _schedule(channels: list[Channel], seconds: int) -> list[tuple[float, Channel]]:
    """Return when a message goes into which channel: evenly, as it is said in `A_SECOND`."""
    chance = random.Random(5)
    by_size = {size: [one for one in channels if one.size == size] for size in A_SECOND}
    plan = []
    for size, count in A_SECOND.items():
        plan += [((n + chance.random()) / count, chance.choice(by_size[size])) for n in range(count * seconds)]
    return sorted(plan, key=lambda one: one[0])


def _through_the_action(senders: list[Any], plan: list[tuple[float, Channel]]) -> Run:
    from hamsoo.chat.actions import send
    from hamsoo.kernel import clock

    run, begun = Run(), time.time()
    for number, (due, channel) in enumerate(plan):
        time.sleep(max(0.0, begun + due - time.time()))
        before = time.time()
        actor = senders[number % SENDERS]
        said = send(actor=actor, conversation_id=channel.pk, body=WORDS, client_id=uuid4(), at=clock.now()).message
        run.sent[f"chat:{channel.pk}", said.number] = before
        run.expected += len(channel.members)
    return run


def _bare(plan: list[tuple[float, Channel]], html: str, first: int, speed: float = 1.0) -> Run:
    """Publish messages of the same size without a database."""
    from hamsoo.kernel import live

    run, begun = Run(), time.time()
    for number, (due, channel) in enumerate(plan, start=first):
        time.sleep(max(0.0, begun + due / speed - time.time()))
        name, _at, version = channel.topic.partition("@")
        run.sent[name, number] = time.time()
        live._push(name, int(version), {"number": number}, {"fa": html, "en": html})
        run.expected += len(channel.members)
    return run


def _say(name: str, run: Run, heard: list[tuple[str, int, float]]) -> None:
    delays = sorted((when - run.sent[topic, number]) * 1000 for topic, number, when in heard if (topic, number) in run.sent)
    p95, p99 = (delays[min(len(delays) - 1, int(len(delays) * share))] for share in (0.95, 0.99))
    lasted = max(when for _topic, _number, when in heard) - min(run.sent.values())
    print(
        f"  {name:44} p50 {statistics.median(delays):6.1f} ms  p95 {p95:6.1f}  p99 {p99:6.1f}  most {delays[-1]:6.1f}"
        f"   {len(delays)} of {run.expected} in {lasted:.1f} s ({len(delays) / lasted:.0f}/s), lost {run.expected - len(delays)}"
    )


def _overload(listeners: Listeners, plan: list[tuple[float, Channel]], html: str) -> None:
    """Drive the bare fan-out further, doubling, until the hub says that it is slow; a sender of the house would stop there."""
    from hamsoo.kernel import live

    for speed in (4.0, 16.0, 64.0):
        part = [one for one in plan if one[0] < 3 * speed]
        run = _bare(part, html, int(speed * 1_000_000), speed)
        slow = live.is_slow()
        time.sleep(4)
        heard, hung_up = listeners.heard()
        while more := listeners.heard()[0]:
            heard += more
            time.sleep(1)
        _say(f"{speed:.0f} times as much", run, heard)
        print(f"    the hub says that it is slow: {'yes' if slow else 'no'}; streams it hung up on, which fetch instead: {hung_up}")
        if slow or hung_up:
            return


def _measure(port: int, server: subprocess.Popen[bytes], people: int, seconds: int) -> None:
    from hamsoo.chat.models import Message
    from hamsoo.chat.painting import paint

    senders, channels = _company(people)
    topics = [[one.topic for one in channels if number in one.members] for number in range(people)]
    before = _memory(server)
    listeners = Listeners(port, topics)
    time.sleep(1)
    each = (_memory(server) - before) * 1000 / people
    print(f"{people} people connected: {each:.1f} kB each, beside {before:.0f} MB without them")
    try:
        plan = _schedule(channels, seconds)
        _through_the_action(senders, plan[:20])
        time.sleep(1)
        listeners.heard()
        run = _through_the_action(senders, plan)
        time.sleep(3)
        _say("through the action, with the database", run, listeners.heard()[0])
        html = paint(Message.objects.latest("pk").pk)["fa"]
        run = _bare(plan, html, 1_000_000)
        time.sleep(3)
        _say("bare fan-out, without a database", run, listeners.heard()[0])
        _overload(listeners, _schedule(channels, 192), html)
    finally:
        listeners.process.kill()


def main() -> None:
    """Run all and print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--people", type=int, default=2000)
    parser.add_argument("--seconds", type=int, default=8)
    options = parser.parse_args()
    print(f"load of the machine before: {os.getloadavg()[0]:.1f}")
    with installation():
        port = _free_port()
        server = subprocess.Popen([sys.executable, "-c", _SERVE.format(port=port)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        try:
            _wait(port)
            _measure(port, server, options.people, options.seconds)
        finally:
            server.terminate()
            server.wait(20)
    print(f"load of the machine after: {os.getloadavg()[0]:.1f}")


def _wait(port: int) -> None:
    for _attempt in range(300):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    raise SystemExit("the hub did not start")


if __name__ == "__main__":
    main()
