"""Handing a case to another unit, or to a partner."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import pgettext_lazy


class HandOff(models.Model):
    """One unit asks another, or a partner, to take a case over; it is theirs when they accept, and not before."""

    class Answer(models.TextChoices):
        NONE = "", pgettext_lazy("answer to a hand-off", "Not answered yet")
        ACCEPTED = "accepted", pgettext_lazy("answer to a hand-off", "Accepted")
        REFUSED = "refused", pgettext_lazy("answer to a hand-off", "Refused")
        WITHDRAWN = "withdrawn", pgettext_lazy("answer to a hand-off", "Withdrawn")

    case = models.ForeignKey("cases.Case", models.CASCADE, related_name="hand_offs")
    from_unit = models.ForeignKey("people.Unit", models.PROTECT, related_name="+")
    to_unit = models.ForeignKey("people.Unit", models.PROTECT, null=True, related_name="+")
    to_partner = models.ForeignKey("cases.Partner", models.PROTECT, null=True, related_name="hand_offs")
    reason = models.TextField()
    needed = models.TextField(blank=True)
    due_at = models.DateTimeField(null=True)
    # The asking unit goes on working until it is accepted, and does not wait.
    keeps_working = models.BooleanField(default=False)
    # What the case was doing when it was asked: refused, it does so again.
    state_before = models.CharField(max_length=8)
    asked_by = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    answer = models.CharField(max_length=9, choices=Answer.choices, blank=True, default="")
    answered_by = models.ForeignKey("people.Person", models.PROTECT, null=True, related_name="+")
    answered_at = models.DateTimeField(null=True)
    words = models.TextField(blank=True)
    # Given back after it had been accepted.
    returned_by = models.ForeignKey("people.Person", models.PROTECT, null=True, related_name="+")
    returned_at = models.DateTimeField(null=True)
    returned_words = models.TextField(blank=True)
    # Of the link by which a partner answers: its random part, and until when it is good.
    link_nonce = models.CharField(max_length=64, blank=True)
    link_until = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(to_unit__isnull=False, to_partner=None) | Q(to_unit=None, to_partner__isnull=False),
                name="cases_hand_off_to_one",
            ),
            models.CheckConstraint(condition=Q(to_unit=None) | ~Q(to_unit=F("from_unit")), name="cases_hand_off_to_another"),
            models.CheckConstraint(
                condition=Q(answer="", answered_at=None) | (~Q(answer="") & Q(answered_at__isnull=False)), name="cases_hand_off_answered"
            ),
            models.CheckConstraint(condition=Q(returned_at=None) | Q(answer="accepted"), name="cases_hand_off_returned_after_accepted"),
            models.UniqueConstraint(fields=["case"], condition=Q(answer=""), name="cases_one_open_hand_off"),
        ]
        indexes = [models.Index(fields=["to_unit", "asked_at"], condition=Q(answer=""), name="cases_hand_offs_waiting")]

    def __str__(self) -> str:
        return f"case {self.case_id}: {self.from_unit_id} to {self.to_unit_id or self.to_partner_id} {self.answer}"
