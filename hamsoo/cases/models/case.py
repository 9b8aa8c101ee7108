"""Cases, and the phases that each went through: who had it, and what it waited for."""

from __future__ import annotations

from typing import Self

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import F, Q
from django.utils.translation import get_language, pgettext_lazy

from hamsoo.kernel.addresses import address
from hamsoo.ledger.traits import Ref
from hamsoo.people.models import Person
from hamsoo.spaces.queries import PlacedIn, PlacedQuerySet, space_ids


class Partner(models.Model):
    """A partner of the organisation that cases are handed to; it answers by signed links that go to its address."""

    name_fa = models.CharField(max_length=120)
    name_en = models.CharField(max_length=120, blank=True)
    address = models.EmailField(unique=True)
    is_active = models.BooleanField(default=True)
    created_at = models.DateTimeField()

    def __str__(self) -> str:
        return (self.name_en or self.name_fa) if get_language() == "en" else (self.name_fa or self.name_en)


class CaseQuerySet(PlacedQuerySet):
    """Finding cases.

    Every case is placed as `case_outline` where it may be known of, and as `case` where it may be read: a confidential one in a space of
    its own alone.
    """

    placed_as = "case"

    def outlined_to(self, person: Person | None) -> Self:
        """Keep those of which `person` may know at least the outline: that it exists, its state, owner and next promise."""
        ids = space_ids(person=person)
        return self.filter(PlacedIn(F("pk"), type="case_outline", space_ids=tuple(sorted(ids)))) if ids else self.none()

    def open(self) -> Self:
        """Keep what is not at its end."""
        return self.exclude(state__in=(Case.State.RESOLVED, Case.State.CLOSED))

    def standing(self) -> Self:
        """Keep what was not merged into another."""
        return self.filter(merged_into=None)


class Case(models.Model):
    """Something to be done for a customer. `unit` or `partner` has it now; what it was before stands in its phases."""

    class State(models.TextChoices):
        NEW = "new", pgettext_lazy("state of a case", "New")
        WORKING = "working", pgettext_lazy("state of a case", "In work")
        CUSTOMER = "customer", pgettext_lazy("state of a case", "Waiting for the customer")
        OTHER = "other", pgettext_lazy("state of a case", "Waiting for others")
        RESOLVED = "resolved", pgettext_lazy("state of a case", "Resolved")
        CLOSED = "closed", pgettext_lazy("state of a case", "Closed")

    class Priority(models.IntegerChoices):
        URGENT = 1, pgettext_lazy("priority of a case", "Urgent")
        HIGH = 2, pgettext_lazy("priority of a case", "High")
        USUAL = 3, pgettext_lazy("priority of a case", "Usual")
        LOW = 4, pgettext_lazy("priority of a case", "Low")

    subject = models.CharField(max_length=300)
    # The source record of the customer, None while it is not known who that is; so linking customers moves nothing.
    record = models.ForeignKey("identity.SourceRecord", models.CASCADE, null=True, related_name="cases")
    correspondence = models.ForeignKey("interactions.Correspondence", models.CASCADE, null=True, related_name="cases")
    state = models.CharField(max_length=8, choices=State.choices, default=State.NEW)
    priority = models.PositiveSmallIntegerField(choices=Priority.choices, default=Priority.USUAL)
    # The unit of ours that answers for it; `partner` has it meanwhile, where it was handed to one.
    unit = models.ForeignKey("people.Unit", models.PROTECT, related_name="cases")
    partner = models.ForeignKey(Partner, models.PROTECT, null=True, related_name="cases")
    assignee = models.ForeignKey("people.Person", models.PROTECT, null=True, related_name="cases")
    is_confidential = models.BooleanField(default=False)
    # The space that a confidential case has to itself.
    space = models.ForeignKey("spaces.Space", models.PROTECT, null=True, related_name="+")
    type = models.ForeignKey("cases.CaseType", models.PROTECT, null=True, related_name="cases")
    # What the fields of its type hold, by their keys.
    values = models.JSONField(default=dict)
    tags = ArrayField(models.CharField(max_length=40), default=list)
    # Shown with another since then, and with nothing moved.
    merged_into = models.ForeignKey("self", models.SET_NULL, null=True, related_name="merged")
    opened_at = models.DateTimeField()
    resolved_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)

    objects = CaseQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["unit", "state", "-opened_at", "-id"], name="cases_of_unit"),
            models.Index(fields=["assignee", "state", "-opened_at", "-id"], name="cases_of_assignee"),
            models.Index(fields=["record", "-opened_at", "-id"], name="cases_of_record"),
            GinIndex(fields=["tags"], name="cases_by_tag"),
            # One for each filter of the list, in the order of the list.
            models.Index(fields=["-opened_at", "-id"], name="cases_newest"),
            models.Index(fields=["-opened_at", "-id"], condition=~Q(state__in=["resolved", "closed"]), name="cases_open_newest"),
            models.Index(fields=["state", "-opened_at", "-id"], name="cases_of_state"),
            models.Index(fields=["priority", "-opened_at", "-id"], name="cases_of_priority"),
            models.Index(fields=["type", "-opened_at", "-id"], name="cases_of_type"),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(is_confidential=False) | Q(space__isnull=False), name="cases_confidential_has_a_space"),
            models.CheckConstraint(condition=Q(merged_into=None) | Q(state="closed"), name="cases_merged_is_closed"),
            models.CheckConstraint(condition=~Q(merged_into=F("pk")), name="cases_not_merged_into_itself"),
        ]

    def __str__(self) -> str:
        return self.subject

    def get_absolute_url(self) -> str:
        """Return the address of its page."""
        return address("cases:case", self.pk)

    @property
    def ref(self) -> Ref:
        """Return the case as a thing."""
        return Ref("case", self.pk)

    @property
    def is_open(self) -> bool:
        """Return whether it is not at its end."""
        return self.state not in (Case.State.RESOLVED, Case.State.CLOSED)


class Phase(models.Model):
    """From `started_at` until the next phase of the case, `unit` or `partner` had it in this state. Only ever added.

    The phases of a case are numbered without a gap and follow one another without a gap, so that their lengths sum exactly to the whole.
    """

    case = models.ForeignKey(Case, models.CASCADE, related_name="phases")
    number = models.PositiveIntegerField()
    started_at = models.DateTimeField()
    state = models.CharField(max_length=8, choices=Case.State.choices)
    unit = models.ForeignKey("people.Unit", models.PROTECT, null=True, related_name="+")
    partner = models.ForeignKey(Partner, models.PROTECT, null=True, related_name="+")
    assignee = models.ForeignKey("people.Person", models.PROTECT, null=True, related_name="+")
    priority = models.PositiveSmallIntegerField(choices=Case.Priority.choices)
    by = models.ForeignKey("people.Person", models.PROTECT, null=True, related_name="+")
    # What let the unit or partner change: nothing else does.
    hand_off = models.ForeignKey("cases.HandOff", models.RESTRICT, null=True, related_name="phases")

    class Meta:
        ordering = ["case", "number"]
        constraints = [
            models.UniqueConstraint(fields=["case", "number"], name="cases_phase_numbered"),
            models.CheckConstraint(
                condition=Q(unit__isnull=False, partner=None) | Q(unit=None, partner__isnull=False), name="cases_phase_has_an_owner"
            ),
        ]

    def __str__(self) -> str:
        return f"case {self.case_id}: {self.number} {self.state}"
