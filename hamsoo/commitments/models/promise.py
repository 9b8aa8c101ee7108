"""Commitments: what was promised to a customer by which unit; and claims that were found in a text and may become one."""

from __future__ import annotations

from typing import Self

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import pgettext_lazy

from hamsoo.commitments.labels import claim_words, day_words
from hamsoo.commitments.matrix import Claim
from hamsoo.identity.models import SourceRecord
from hamsoo.kernel.addresses import address
from hamsoo.ledger.traits import Ref
from hamsoo.people.models import Person
from hamsoo.spaces.models import Level
from hamsoo.spaces.queries import PlacedIn, space_ids

TEXT_LENGTH, SUBJECT_LENGTH, REASON_LENGTH = 500, 80, 500


class Claimed(models.Model):
    """A claim as columns. `subject` is how people call what it is about, `key` the same for comparing."""

    class Kind(models.TextChoices):
        NONE = "", pgettext_lazy("what a promise is about", "Not said")
        CONTRACT = "contract", pgettext_lazy("what a promise is about", "Contract")
        SUBSCRIPTION = "subscription", pgettext_lazy("what a promise is about", "Subscription")
        SERVICE = "service", pgettext_lazy("what a promise is about", "Service")
        ORDER = "order", pgettext_lazy("what a promise is about", "Order")
        INVOICE = "invoice", pgettext_lazy("what a promise is about", "Invoice")
        CASE = "case", pgettext_lazy("what a promise is about", "Case")

    kind = models.CharField(max_length=12, choices=Kind.choices, blank=True)
    subject = models.CharField(max_length=SUBJECT_LENGTH, blank=True)
    key = models.CharField(max_length=SUBJECT_LENGTH, blank=True)
    code = models.CharField(max_length=40)
    # Of a hold: what may not be spoken of yet.
    topic = models.CharField(max_length=40, blank=True)
    amount = models.DecimalField(max_digits=24, decimal_places=4, null=True)
    # `percent`, or a currency.
    measure = models.CharField(max_length=7, blank=True)
    on = models.DateField(null=True)
    from_on = models.DateField(null=True)
    until_on = models.DateField(null=True)
    # As the customer heard it.
    text = models.CharField(max_length=TEXT_LENGTH, blank=True)
    # What it was said in: ("interaction", 7); empty for none.
    source_type = models.CharField(max_length=40, blank=True)
    source_id = models.BigIntegerField(null=True)

    class Meta:
        abstract = True

    @property
    def claim(self) -> Claim:
        """Return the claim as plain data."""
        names = ("code", "kind", "key", "amount", "measure", "on", "from_on", "until_on", "topic")
        return Claim(**{name: getattr(self, name) for name in names})

    @property
    def said(self) -> str:
        """Return what was said: the words, else the claim in the reader's language."""
        return self.text or claim_words(self.claim)

    @property
    def days(self) -> str:
        """Return the days of the claim in the reader's language."""
        return day_words(self.claim)

    @property
    def source(self) -> Ref | None:
        """Return what it was said in."""
        return Ref(self.source_type, self.source_id) if self.source_type and self.source_id is not None else None

    def fill(self, claim: Claim) -> None:
        """Take over a claim."""
        for name in ("code", "kind", "key", "amount", "measure", "on", "from_on", "until_on", "topic"):
            setattr(self, name, getattr(claim, name))


class CommitmentQuerySet(models.QuerySet["Commitment"]):
    """Finding commitments."""

    def visible_to(self, person: Person | None) -> Self:
        """Keep those on records that `person` reads, and of those said in confidence what stands where they read."""
        if person is None or not person.is_active:
            return self.none()
        spaces = tuple(sorted(space_ids(person=person, level=Level.READ)))
        placed = PlacedIn(F("pk"), type="commitment", space_ids=spaces)
        return self.filter(Q(placed) | Q(is_confined=False, record__in=SourceRecord.objects.visible_to(person)))

    def standing(self) -> Self:
        """Keep what still holds."""
        return self.filter(state=Commitment.State.STANDING)

    def shown(self) -> Self:
        """Bring along what is shown of each."""
        return self.select_related("unit", "person__unit", "record__system")


class Commitment(Claimed):
    """A promise on a record of a customer, made in the name of a unit.

    Whoever reads the record reads it, unless it was said in confidence (`is_confined`): then it is read where it is placed, and others
    know of it that it is there and whom to ask.
    """

    class State(models.TextChoices):
        STANDING = "standing", pgettext_lazy("state of a promise", "Open")
        KEPT = "kept", pgettext_lazy("state of a promise", "Kept")
        BROKEN = "broken", pgettext_lazy("state of a promise", "Broken")
        WITHDRAWN = "withdrawn", pgettext_lazy("state of a promise", "Withdrawn")
        REPLACED = "replaced", pgettext_lazy("state of a promise", "Said anew")

    record = models.ForeignKey("identity.SourceRecord", models.CASCADE, related_name="commitments")
    unit = models.ForeignKey("people.Unit", models.PROTECT, related_name="+")
    person = models.ForeignKey("people.Person", models.PROTECT, related_name="commitments")
    state = models.CharField(max_length=9, choices=State.choices, default=State.STANDING)
    is_confined = models.BooleanField(default=False)
    made_at = models.DateTimeField()
    due_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    ended_by = models.ForeignKey("people.Person", models.PROTECT, null=True, related_name="+")
    reason = models.CharField(max_length=REASON_LENGTH, blank=True)
    replaced_by = models.ForeignKey("self", models.SET_NULL, null=True, related_name="+")

    objects = CommitmentQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(from_on=None) | Q(until_on=None) | Q(from_on__lte=F("until_on")), name="commitments_interval_in_order"
            ),
        ]
        indexes = [
            models.Index(fields=["record", "state"], name="commitments_of_record"),
            models.Index(fields=["person", "-made_at", "-id"], name="commitments_of_person"),
            models.Index(fields=["unit", "-made_at", "-id"], name="commitments_of_unit"),
            models.Index(fields=["-made_at", "-id"], name="commitments_newest"),
            models.Index(fields=["due_at"], condition=Q(state="standing"), name="commitments_due"),
            models.Index(fields=["source_type", "source_id"], condition=~Q(source_type=""), name="commitments_by_source"),
        ]

    def __str__(self) -> str:
        return self.text or f"{self.code} {self.pk}"

    def get_absolute_url(self) -> str:
        """Return the address of its page."""
        return address("commitments:single", self.pk)

    @property
    def ref(self) -> Ref:
        """Return it as a thing of the domain."""
        return Ref("commitment", self.pk)

    @property
    def is_standing(self) -> bool:
        """Return whether it still holds."""
        return self.state == self.State.STANDING


class ProposalQuerySet(models.QuerySet["Proposal"]):
    """Finding proposals."""

    def visible_to(self, person: Person | None) -> Self:
        """Keep those put to `person`, about records that they read."""
        if person is None or not person.is_active:
            return self.none()
        return self.filter(person=person, record__in=SourceRecord.objects.visible_to(person))


class Proposal(Claimed):
    """A claim that was found in what somebody wrote to a customer: they may keep it as a commitment. It ends when they have answered."""

    record = models.ForeignKey("identity.SourceRecord", models.CASCADE, related_name="+")
    unit = models.ForeignKey("people.Unit", models.PROTECT, related_name="+")
    person = models.ForeignKey("people.Person", models.CASCADE, related_name="+")
    # Said among few: the spaces in which what it becomes is read.
    is_confined = models.BooleanField(default=False)
    space_ids = ArrayField(models.BigIntegerField(), default=list)
    # The rule that found it.
    rule = models.CharField(max_length=40)
    at = models.DateTimeField()

    objects = ProposalQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["source_type", "source_id", "code", "text"], condition=~Q(source_type=""), name="commitments_proposed_once"
            ),
        ]
        indexes = [models.Index(fields=["person", "-at", "-id"], name="commitments_proposed_to")]

    def __str__(self) -> str:
        return self.text
