"""What the demo organisation consists of: frozen rows that refer to each other by string keys.

Times are aware datetimes in UTC. A space is written `organisation`, `unit:KEY` or `group:KEY`.
"""

from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Literal

ORGANISATION = "organisation"

Language = Literal["fa", "en"]
Office = Literal["tehran", "isfahan", "shiraz", "mashhad", "remote"]
PostKind = Literal["news", "announcement", "win", "recognition", "tip", "life"]
RequestState = Literal["sent", "seen", "accepted", "declined", "answered"]
Urgency = Literal["low", "normal", "high"]
Reaction = Literal["thanks", "like", "celebrate", "insightful"]


@dataclass(frozen=True, slots=True)
class Label:
    """A name in both languages."""

    fa: str
    en: str


@dataclass(frozen=True, slots=True)
class UnitSpec:
    """A unit of the organisation; `parent` is None for the organisation itself."""

    key: str
    name: Label
    parent: str | None
    head: str


@dataclass(frozen=True, slots=True)
class SkillSpec:
    """What a person knows of a topic: strength in (0, 1]; `declared` when it stands on the profile."""

    topic: str
    strength: float
    declared: bool
    endorsed_by: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PersonSpec:
    """A colleague. Levels 1 to 5 are management layers (1 leads the company), 6 has no reports.

    `weekdays` count from Monday = 0; `reply_minutes` is the median working time until an answer.
    """

    key: str
    email: str
    given: Label
    family: Label
    title: Label
    level: int
    unit: str
    manager: str | None
    office: Office
    mobile: str
    extension: str
    joined_on: date
    languages: tuple[str, ...]
    weekdays: tuple[int, ...]
    works_from: time
    works_until: time
    reply_minutes: int
    talkative: float
    skills: tuple[SkillSpec, ...]

    @property
    def name(self) -> Label:
        """Return the full name in both languages."""
        return Label(f"{self.given.fa} {self.family.fa}", f"{self.given.en} {self.family.en}")


@dataclass(frozen=True, slots=True)
class TopicSpec:
    """A field of knowledge with the words people use for it, and who was planted as knowing it."""

    key: str
    label: Label
    terms_fa: tuple[str, ...]
    terms_en: tuple[str, ...]
    unit: str
    experts: tuple[tuple[str, float], ...]


@dataclass(frozen=True, slots=True)
class CustomerSpec:
    """An invented customer that texts mention."""

    key: str
    name: Label


@dataclass(frozen=True, slots=True)
class GroupSpec:
    """A group by profession or interest."""

    key: str
    name: Label
    description: Label
    access: Literal["open", "closed", "secret"]
    owner: str
    members: tuple[str, ...]
    topics: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CommentSpec:
    """A short remark under a question, an answer or a post."""

    author: str
    body: str
    at: datetime


@dataclass(frozen=True, slots=True)
class ReactionSpec:
    """One person's reaction to an answer or a post."""

    person: str
    kind: Reaction
    at: datetime


@dataclass(frozen=True, slots=True)
class AnswerSpec:
    """An answer; `accepted_at` is set on at most one answer of a question."""

    key: str
    author: str
    body: str
    at: datetime
    accepted_at: datetime | None
    comments: tuple[CommentSpec, ...]
    reactions: tuple[ReactionSpec, ...]


@dataclass(frozen=True, slots=True)
class QuestionSpec:
    """A question put to a space; `duplicate_of` names an earlier one that asks the same in other words."""

    key: str
    topic: str
    author: str
    space: str
    language: Language
    title: str
    body: str
    customer: str | None
    at: datetime
    duplicate_of: str | None
    mentions: tuple[str, ...]
    answers: tuple[AnswerSpec, ...]
    comments: tuple[CommentSpec, ...]


@dataclass(frozen=True, slots=True)
class PostSpec:
    """A post; `praises` names the colleagues whom a recognition is about."""

    key: str
    kind: PostKind
    author: str
    space: str
    language: Language
    body: str
    at: datetime
    praises: tuple[str, ...]
    mentions: tuple[str, ...]
    comments: tuple[CommentSpec, ...]
    reactions: tuple[ReactionSpec, ...]


@dataclass(frozen=True, slots=True)
class RequestSpec:
    """A need put to one expert, in the state it has reached; times later than that state are None."""

    key: str
    topic: str
    asker: str
    expert: str
    language: Language
    title: str
    body: str
    urgency: Urgency
    customer: str | None
    state: RequestState
    sent_at: datetime
    seen_at: datetime | None
    decided_at: datetime | None
    reason: str
    suggested: str | None
    answer: str
    answered_at: datetime | None
    accepted_at: datetime | None


@dataclass(frozen=True, slots=True)
class Organisation:
    """The whole demo: everything a loader needs, in an order in which references resolve."""

    key: str
    name: Label
    units: tuple[UnitSpec, ...]
    people: tuple[PersonSpec, ...]
    topics: tuple[TopicSpec, ...]
    customers: tuple[CustomerSpec, ...]
    groups: tuple[GroupSpec, ...]
    questions: tuple[QuestionSpec, ...]
    posts: tuple[PostSpec, ...]
    requests: tuple[RequestSpec, ...]

    @property
    def expertise(self) -> dict[str, list[tuple[str, float]]]:
        """Return who was planted as knowing each topic, strongest first; empty when nobody does."""
        return {topic.key: list(topic.experts) for topic in self.topics}
