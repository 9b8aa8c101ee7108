"""Requests: a question put to one expert, and then to the next.

A `Request` is one line of `Ask`s, one expert each, in the order of `position`. Several are live at a time only while nobody has taken an
urgent request on; who takes it on has it alone. Each ask keeps its own times, so the chain can be shown and measured as it was.
"""

from __future__ import annotations

from typing import Self

from django.db import models
from django.db.models import F, Func, Q
from django.db.models.lookups import LessThanOrEqual
from django.utils.translation import gettext_lazy as _

from hamsoo.kernel.addresses import address
from hamsoo.people.models import Person
from hamsoo.questions.models.asking import Question

_ENDS = ("declined_at", "answered_at", "expired_at", "withdrawn_at", "released_at")
LIVE = Q(**dict.fromkeys(_ENDS))
"""The asks that still wait for their expert: nothing has ended them."""


class RequestQuerySet(models.QuerySet["Request"]):
    """Finding requests."""

    def visible_to(self, person: Person | None) -> Self:
        """Keep those that `person` sent or was asked in, as long as they may read the question."""
        if person is None:
            return self.none()
        mine = Q(asker=person) | Q(pk__in=Ask.objects.filter(expert=person).values("request"))
        return self.filter(mine, question__in=Question.objects.visible_to(person))

    def open(self) -> Self:
        """Keep those that are neither settled nor withdrawn."""
        return self.filter(closed_at=None)

    def by(self, person: Person) -> Self:
        """Keep those that `person` sent."""
        return self.filter(asker=person)

    def waiting_for(self, person: Person) -> Self:
        """Keep those whose next step is up to `person`: to react, or to answer."""
        return self.filter(pk__in=Ask.objects.live().filter(expert=person).values("request"))


class Request(models.Model):
    """A question that its sender wants answered by somebody who knows."""

    class Urgency(models.TextChoices):
        NOW = "now", _("Now: a customer is waiting")
        TODAY = "today", _("Today")
        WEEK = "week", _("This week")

    class Outcome(models.TextChoices):
        ACCEPTED = "accepted", _("An answer was accepted")
        WITHDRAWN = "withdrawn", _("Withdrawn")
        EXPIRED = "expired", _("Nobody took it on")

    question = models.ForeignKey("questions.Question", models.PROTECT, related_name="requests")
    asker = models.ForeignKey("people.Person", models.PROTECT, related_name="requests")
    urgency = models.CharField(max_length=5, choices=Urgency.choices, default=Urgency.TODAY)
    # Whether it was sent because a question had waited for an answer too long, in the name of its asker.
    is_automatic = models.BooleanField(default=False)
    sent_at = models.DateTimeField()
    # Since when nobody is left to ask; None while somebody is asked, has taken it on or has answered.
    exhausted_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)
    outcome = models.CharField(max_length=9, choices=Outcome.choices, blank=True)

    objects = RequestQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["question"], condition=Q(closed_at=None), name="questions_request_one_open"),
            models.CheckConstraint(
                condition=Q(closed_at=None, outcome="") | Q(closed_at__isnull=False) & ~Q(outcome=""), name="questions_request_outcome"
            ),
        ]
        indexes = [models.Index(fields=["asker", "-sent_at"], name="questions_request_asker")]

    def __str__(self) -> str:
        return f"{self.pk} about question {self.question_id}"

    def get_absolute_url(self) -> str:
        """Return the address of the request's page."""
        return address("questions:request", self.pk)


class AskQuerySet(models.QuerySet["Ask"]):
    """Finding asks."""

    def live(self) -> Self:
        """Keep those that wait for their expert."""
        return self.filter(LIVE)


class Ask(models.Model):
    """One expert's turn in a request, with the time of every step."""

    class State(models.TextChoices):
        SENT = "sent", _("Sent")
        SEEN = "seen", _("Seen")
        ACCEPTED = "accepted", _("Accepted")
        DECLINED = "declined", _("Passed on")
        ANSWERED = "answered", _("Answered")
        EXPIRED = "expired", _("No reaction")
        WITHDRAWN = "withdrawn", _("Withdrawn")
        RELEASED = "released", _("Somebody else was faster")

    request = models.ForeignKey(Request, models.PROTECT, related_name="asks")
    expert = models.ForeignKey("people.Person", models.PROTECT, related_name="asks")
    position = models.PositiveSmallIntegerField()
    sent_at = models.DateTimeField()
    # When the next step is due: a reaction, and after the acceptance the answer.
    due_at = models.DateTimeField()
    reminded_at = models.DateTimeField(null=True)
    seen_at = models.DateTimeField(null=True)
    accepted_at = models.DateTimeField(null=True)
    declined_at = models.DateTimeField(null=True)
    decline_reason = models.TextField(blank=True)
    suggested = models.ForeignKey("people.Person", models.SET_NULL, null=True, related_name="+")
    answered_at = models.DateTimeField(null=True)
    answer = models.OneToOneField("questions.Answer", models.PROTECT, null=True, related_name="ask")
    expired_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)
    # When somebody else took the request on first.
    released_at = models.DateTimeField(null=True)

    objects = AskQuerySet.as_manager()

    class Meta:
        ordering = ["request", "position"]
        constraints = [
            models.UniqueConstraint(fields=["request"], condition=LIVE & Q(accepted_at__isnull=False), name="questions_ask_one_takes_on"),
            models.UniqueConstraint(fields=["request", "position"], name="questions_ask_position_once"),
            models.UniqueConstraint(fields=["request", "expert"], name="questions_ask_expert_once"),
            models.CheckConstraint(
                condition=LessThanOrEqual(Func(*map(F, _ENDS), function="num_nonnulls", output_field=models.IntegerField()), 1),
                name="questions_ask_ends_once",
            ),
            models.CheckConstraint(condition=Q(accepted_at=None) | Q(seen_at__isnull=False), name="questions_ask_accepted_was_seen"),
            models.CheckConstraint(
                condition=Q(answered_at=None, answer=None) | Q(answered_at__isnull=False, answer__isnull=False, accepted_at__isnull=False),
                name="questions_ask_answered_has_answer",
            ),
            models.CheckConstraint(
                condition=Q(declined_at__isnull=False) | Q(decline_reason="", suggested=None), name="questions_ask_reason_of_decline"
            ),
        ]
        indexes = [
            models.Index(fields=["expert", "due_at"], condition=LIVE, name="questions_ask_waiting"),
            models.Index(fields=["sent_at"], name="questions_ask_sent"),
        ]

    def __str__(self) -> str:
        return f"{self.expert_id} in request {self.request_id}"

    @property
    def state(self) -> State:
        """Return the last step that was taken."""
        steps = [
            (self.withdrawn_at, Ask.State.WITHDRAWN),
            (self.released_at, Ask.State.RELEASED),
            (self.expired_at, Ask.State.EXPIRED),
            (self.answered_at, Ask.State.ANSWERED),
            (self.declined_at, Ask.State.DECLINED),
            (self.accepted_at, Ask.State.ACCEPTED),
            (self.seen_at, Ask.State.SEEN),
        ]
        return next((state for at, state in steps if at is not None), Ask.State.SENT)

    @property
    def is_live(self) -> bool:
        """Return whether the ask still waits for its expert."""
        return not any(getattr(self, end) for end in _ENDS)
