"""Who of us looks after a customer."""

from __future__ import annotations

from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import pgettext_lazy

from hamsoo.identity.models import SourceRecord
from hamsoo.people.models import Person


class TeamMemberQuerySet(models.QuerySet["TeamMember"]):
    """Finding members of account teams."""

    def visible_to(self, person: Person | None) -> Self:
        """Keep those on records that `person` reads."""
        return self.filter(record__in=SourceRecord.objects.visible_to(person))

    def serving(self) -> Self:
        """Keep those who are in the team today and work here."""
        return self.filter(left_at=None, person__left_on=None)


class TeamMember(models.Model):
    """A colleague looks after the customer of a record, in a role, from when to when."""

    class Role(models.TextChoices):
        LEAD = "lead", pgettext_lazy("in an account team", "Lead")
        CONTACT = "contact", pgettext_lazy("in an account team", "Contact")
        SPECIALIST = "specialist", pgettext_lazy("in an account team", "Specialist")
        SUPPORT = "support", pgettext_lazy("in an account team", "Support")
        BILLING = "billing", pgettext_lazy("in an account team", "Billing")
        SPONSOR = "sponsor", pgettext_lazy("in an account team", "Sponsor")

    record = models.ForeignKey("identity.SourceRecord", models.CASCADE, related_name="team_members")
    person = models.ForeignKey("people.Person", models.PROTECT, related_name="account_teams")
    role = models.CharField(max_length=10, choices=Role.choices, default=Role.CONTACT)
    joined_at = models.DateTimeField()
    left_at = models.DateTimeField(null=True)

    objects = TeamMemberQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["record", "person"], condition=Q(left_at=None), name="customers_member_once")]

    def __str__(self) -> str:
        return f"{self.person_id} for {self.record_id}"
