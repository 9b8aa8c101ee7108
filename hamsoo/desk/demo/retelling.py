"""Tell the demo's half year again through the actions, in the order in which it happened.

Every remark, answer and reaction is one step with its time; steps run sorted, so the log reads like the life of the company.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import partial

from hamsoo.desk.demo import CommentSpec, Organisation, PostSpec, QuestionSpec, RequestSpec
from hamsoo.ledger.traits import Ref
from hamsoo.people.models import Person
from hamsoo.questions import actions as questions
from hamsoo.questions.models import Answer, Question, Request
from hamsoo.social import actions as social
from hamsoo.social.models import Post
from hamsoo.social.rules import can_announce
from hamsoo.threads import actions as threads

_NAMED = re.compile(r"@([a-z]+\.[a-z]+)")
# More than a few reactions to a thing tell a reader nothing and make the first start long.
_REACTIONS = 3
_URGENCY = {"low": "week", "normal": "today", "high": "now"}
# Who is not helped goes on asking in person: a request does not stay open for half a year.
_ANOTHER_WAY = timedelta(minutes=20)
_POST_KINDS = {"announcement": "announcement", "win": "recognition", "recognition": "recognition"}


@dataclass(frozen=True, slots=True)
class Step:
    """One thing that somebody did."""

    at: datetime
    do: Callable[[], None]


@dataclass
class Retelling:
    """Who is who and which space is which, while the story is told."""

    people: dict[str, Person]
    spaces: dict[str, int]
    _questions: dict[str, Question] = field(default_factory=dict)
    _answers: dict[str, Answer] = field(default_factory=dict)
    _posts: dict[str, Post] = field(default_factory=dict)
    _requests: dict[str, Request] = field(default_factory=dict)

    def steps(self, organisation: Organisation) -> list[Step]:
        """Return the whole story in order. Of two steps at the same instant the one written first comes first."""
        found: list[Step] = []
        for question in organisation.questions:
            found += self._question(question)
        for post in organisation.posts:
            found += self._post(post)
        for request in organisation.requests:
            found += self._request(request)
        return sorted(found, key=lambda step: step.at)

    def said(self, text: str) -> str:
        """Turn `@first.last` into a mention."""

        def mention(match: re.Match[str]) -> str:
            person = self.people.get(match[1])
            return f"@[{person.name_fa}](person:{person.pk})" if person else match[0]

        return _NAMED.sub(mention, text)

    def _question(self, spec: QuestionSpec) -> Iterator[Step]:
        def ask() -> None:
            self._questions[spec.key] = questions.ask(
                actor=self.people[spec.author],
                title=spec.title,
                body=self.said(spec.body),
                places=[self.spaces[spec.space]],
                at=spec.at,
                source=("demo", spec.key),
            )

        yield Step(spec.at, ask)
        yield from self._comments(spec.comments, "question", spec.key)
        for answer in spec.answers:
            yield Step(answer.at, self._answering(spec, answer.key, answer.author, answer.body, answer.at))
            yield from self._comments(answer.comments, "answer", answer.key)
            for reaction in answer.reactions[:_REACTIONS]:
                yield Step(reaction.at, self._thanking(answer.key, reaction.person, reaction.at))
            if answer.accepted_at:
                yield Step(answer.accepted_at, self._accepting(answer.key, spec.author, answer.accepted_at))

    def _answering(self, spec: QuestionSpec, key: str, author: str, body: str, at: datetime) -> Callable[[], None]:
        def answer() -> None:
            question = self._questions[spec.key]
            self._answers[key] = questions.answer(
                actor=self.people[author], question=question, body=self.said(body), at=at, source=("demo", key)
            )

        return answer

    def _thanking(self, key: str, person: str, at: datetime) -> Callable[[], None]:
        return lambda: self._thank(key, person, at)

    def _thank(self, key: str, person: str, at: datetime) -> None:
        answer = self._answers[key]
        if answer.author_id != self.people[person].pk:
            questions.thank(actor=self.people[person], answer=answer, at=at)

    def _accepting(self, key: str, asker: str, at: datetime) -> Callable[[], None]:
        def accept() -> None:
            questions.accept_answer(actor=self.people[asker], answer=self._answers[key], at=at)

        return accept

    def _comments(self, comments: tuple[CommentSpec, ...], type: str, key: str) -> Iterator[Step]:
        for spec in comments:

            def comment(spec: CommentSpec = spec) -> None:
                things: dict[str, Mapping[str, Question | Answer | Post]]
                things = {"question": self._questions, "answer": self._answers, "post": self._posts}
                target = Ref(type, things[type][key].pk)
                threads.comment(actor=self.people[spec.author], target=target, body=self.said(spec.body), at=spec.at)

            yield Step(spec.at, comment)

    def _post(self, spec: PostSpec) -> Iterator[Step]:
        def publish() -> None:
            author, places = self.people[spec.author], [self.spaces[spec.space]]
            praised = [self.people[key].pk for key in spec.praises or spec.mentions if key != spec.author]
            kind = _POST_KINDS.get(spec.kind, "post")
            may = {"recognition": bool(praised), "announcement": can_announce(person=author, in_space_ids=places), "post": True}
            kind = kind if may[kind] else "post"
            praised_ids = praised if kind == "recognition" else ()
            self._posts[spec.key] = social.publish(
                actor=author, body=self.said(spec.body), space_ids=places, kind=kind, praised_ids=praised_ids, at=spec.at
            ).post

        yield Step(spec.at, publish)
        yield from self._comments(spec.comments, "post", spec.key)
        for reaction in spec.reactions[:_REACTIONS]:

            def react(person: str = reaction.person, kind: str = reaction.kind, at: datetime = reaction.at) -> None:
                threads.react(actor=self.people[person], target=Ref("post", self._posts[spec.key].pk), kind=kind, at=at)

            yield Step(reaction.at, react)

    def _request(self, spec: RequestSpec) -> Iterator[Step]:
        asker, expert = self.people[spec.asker], self.people[spec.expert]

        def send() -> None:
            self._requests[spec.key] = questions.send_request(
                actor=asker, expert=expert, title=spec.title, body=self.said(spec.body), urgency=_URGENCY[spec.urgency], at=spec.sent_at
            )

        def see(at: datetime) -> None:
            questions.mark_seen(actor=expert, request=self._requests[spec.key], at=at)

        def answer(at: datetime) -> None:
            question = self._requests[spec.key].question
            self._answers[f"{spec.key}-answer"] = questions.answer(actor=expert, question=question, body=self.said(spec.answer), at=at)

        yield Step(spec.sent_at, send)
        if spec.seen_at:
            yield Step(spec.seen_at, partial(see, spec.seen_at))
        if spec.decided_at:
            yield Step(spec.decided_at, partial(self._decide, spec, expert, spec.decided_at))
        if spec.state == "declined" and spec.decided_at:
            withdrawn_at = spec.decided_at + _ANOTHER_WAY
            yield Step(withdrawn_at, partial(self._withdraw, spec, asker, withdrawn_at))
        if spec.answered_at:
            yield Step(spec.answered_at, partial(answer, spec.answered_at))
        if spec.accepted_at:
            yield Step(spec.accepted_at, self._accepting(f"{spec.key}-answer", spec.asker, spec.accepted_at))

    def _decide(self, spec: RequestSpec, expert: Person, at: datetime) -> None:
        request = self._requests[spec.key]
        if spec.state == "declined":
            suggested = self.people[spec.suggested] if spec.suggested else None
            questions.decline_request(actor=expert, request=request, reason=spec.reason, suggested=suggested, at=at)
        else:
            questions.accept_request(actor=expert, request=request, at=at)

    def _withdraw(self, spec: RequestSpec, asker: Person, at: datetime) -> None:
        questions.withdraw_request(actor=asker, request=self._requests[spec.key], at=at)
