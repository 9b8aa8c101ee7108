"""Two promises that contradict one another, and what became of that."""

from __future__ import annotations

from typing import Self

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F

from hamsoo.commitments.models.promise import REASON_LENGTH, Commitment
from hamsoo.kernel.addresses import address
from hamsoo.ledger.traits import Ref
from hamsoo.people.models import Person

NOTE_LENGTH = 2000


class ConflictQuerySet(models.QuerySet["Conflict"]):
    """Finding conflicts."""

    def open(self) -> Self:
        """Keep what is undecided: both promises stand, on records that are one customer now: undoing a link ends it, and moves nothing."""
        stands = Commitment.State.STANDING
        return self.filter(a__state=stands, b__state=stands, a__record__customer=F("b__record__customer"), resolution=None)

    def visible_to(self, person: Person | None) -> Self:
        """Keep those of which `person` reads one side at least; of the other they are told the outline."""
        seen = Commitment.objects.visible_to(person).values("pk")
        return self.filter(models.Q(a__in=seen) | models.Q(b__in=seen))

    def shown(self) -> Self:
        """Bring along both sides."""
        sides = [f"{side}__{name}" for side in "ab" for name in ("unit", "person__unit", "record__system")]
        return self.select_related(*sides)


class Conflict(models.Model):
    """Two commitments of which a customer hears only one truly. Found once for each two; `a` is the older."""

    a = models.ForeignKey(Commitment, models.CASCADE, related_name="+")
    b = models.ForeignKey(Commitment, models.CASCADE, related_name="+")
    # Why, as the matrix calls it; sure where both name the same thing.
    rule = models.CharField(max_length=40)
    is_sure = models.BooleanField()
    found_at = models.DateTimeField()

    objects = ConflictQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["a", "b"], name="commitments_conflict_once"),
            models.CheckConstraint(condition=models.Q(a__lt=F("b")), name="commitments_conflict_in_order"),
        ]
        indexes = [models.Index(fields=["-found_at", "-id"], name="commitments_conflict_newest")]

    def __str__(self) -> str:
        return f"{self.a_id} against {self.b_id}"

    def get_absolute_url(self) -> str:
        """Return the address of its page."""
        return address("commitments:conflict", self.pk)

    @property
    def ref(self) -> Ref:
        """Return it as a thing of the domain."""
        return Ref("commitment_conflict", self.pk)


class Resolution(models.Model):
    """What was decided: which promise holds and why, and what the customer should be written."""

    conflict = models.OneToOneField(Conflict, models.CASCADE, related_name="resolution")
    winner = models.ForeignKey(Commitment, models.CASCADE, related_name="+")
    reason = models.CharField(max_length=REASON_LENGTH)
    note = models.CharField(max_length=NOTE_LENGTH, blank=True)
    by = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.winner_id} holds"


class Talk(models.Model):
    """The conversation in which those who promised find one voice."""

    conflict = models.OneToOneField(Conflict, models.CASCADE, related_name="talk")
    conversation = models.ForeignKey("chat.Conversation", models.CASCADE, related_name="+")
    by = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"about {self.conflict_id}"


class SentAnyway(models.Model):
    """Somebody wrote to a customer against what others had promised, and said why; those who had promised read it."""

    record = models.ForeignKey("identity.SourceRecord", models.CASCADE, related_name="+")
    commitment_ids = ArrayField(models.BigIntegerField())
    by = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    at = models.DateTimeField()
    reason = models.CharField(max_length=REASON_LENGTH)
    source_type = models.CharField(max_length=40, blank=True)
    source_id = models.BigIntegerField(null=True)

    class Meta:
        indexes = [models.Index(fields=["record", "-at"], name="commitments_sent_anyway")]

    def __str__(self) -> str:
        return f"{self.by_id} against {self.commitment_ids}"

    def is_told_to(self, person: Person, seen: set[int]) -> bool:
        """Return whether `person` may read it: who wrote it, and who reads a promise that it goes against."""
        return self.by_id == person.pk or bool(seen.intersection(self.commitment_ids))
