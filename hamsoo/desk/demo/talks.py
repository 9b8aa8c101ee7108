"""Tell the written conversations through the actions of chat."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from uuid import NAMESPACE_URL, uuid5

from hamsoo.chat import actions as chat
from hamsoo.chat.models import Conversation, Message
from hamsoo.desk.demo.talks_text import TEXT
from hamsoo.desk.demo.worktime import TEHRAN
from hamsoo.people.models import Person

_SAID = re.compile(r"^(> )?([a-z]+\.[a-z]+): (.*)$")
_REACTED = re.compile(r"^\+ ([a-z]+): (.*)$")
_READ = re.compile(r"^read ([a-z]+\.[a-z]+): (\d+)$")
_WHEN = re.compile(r"^@ (\d+), (\d\d):(\d\d)$")
_BETWEEN = timedelta(minutes=4)


@dataclass
class Telling:
    """One run through the text: who is who, which space is which, what was said last."""

    people: dict[str, Person]
    spaces: dict[str, int]
    say: Callable[[str], str]
    today: date
    _talk: Conversation | None = None
    _at: datetime = field(default_factory=lambda: datetime.min)
    _root: Message | None = None
    _last: Message | None = None

    def tell(self) -> None:
        """Tell all conversations."""
        for block in TEXT.strip().split("\n\n"):
            head, *lines = block.splitlines()
            kind, *cells = (cell.strip() for cell in head.removeprefix("= ").split("|"))
            opening = next(line for line in lines if _WHEN.match(line))
            self._at = self._moment(opening)
            self._talk = getattr(self, f"_{kind}")(*cells, set(self._speakers(lines)))
            for line in lines:
                self._line(line)

    def _speakers(self, lines: list[str]) -> Iterator[str]:
        for line in lines:
            if found := _SAID.match(line) or _READ.match(line):
                yield found[2] if _SAID.match(line) else found[1]

    def _moment(self, line: str) -> datetime:
        back, hour, minute = map(int, _WHEN.match(line).groups())  # type: ignore[union-attr]
        return datetime.combine(self.today - timedelta(days=back), time(hour, minute), TEHRAN)

    def _channel(self, space: str, name: str, about: str, speakers: set[str]) -> Conversation:
        first = self.people[min(speakers)]
        made = chat.open_channel(actor=first, space_id=self.spaces[space], name=name, at=self._at)
        chat.rename(actor=first, conversation_id=made.pk, name=name, about=about, at=self._at)
        for who in sorted(speakers):
            chat.join(actor=self.people[who], conversation_id=made.pk, at=self._at)
        return made

    def _direct(self, names: str, _speakers: set[str]) -> Conversation:
        one, other = (self.people[name.strip()] for name in names.split(","))
        return chat.start_direct(actor=one, person=other, at=self._at)

    def _group(self, name: str, names: str, _speakers: set[str]) -> Conversation:
        first, *others = (self.people[key.strip()] for key in names.split(","))
        return chat.start_group(actor=first, people=others, name=name, at=self._at)

    def _line(self, line: str) -> None:
        talk = self._talk
        assert talk is not None  # noqa: S101 - a block begins with its conversation
        if _WHEN.match(line):
            self._at = self._moment(line)
        elif found := _REACTED.match(line):
            for who in found[2].split(","):
                self._react(who.strip(), found[1])
        elif found := _READ.match(line):
            chat.mark_read(actor=self.people[found[1]], conversation_id=talk.pk, number=int(found[2]), at=self._at)
        elif found := _SAID.match(line):
            self._say(talk, found[2], found[3].replace("\\n", "\n"), is_answer=bool(found[1]))

    def _react(self, who: str, kind: str) -> None:
        if self._last is not None:
            chat.react(actor=self.people[who], message_id=self._last.pk, kind=kind, at=self._at)

    def _say(self, talk: Conversation, who: str, text: str, *, is_answer: bool) -> None:
        sent = chat.send(
            actor=self.people[who],
            conversation_id=talk.pk,
            body=self.say(text),
            client_id=uuid5(NAMESPACE_URL, f"{talk.pk} {self._at} {text}"),
            root_id=self._root.pk if is_answer and self._root else None,
            at=self._at,
        )
        self._last = sent.message
        if not is_answer:
            self._root = sent.message
        self._at += _BETWEEN
