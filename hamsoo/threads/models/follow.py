"""Who wants to know what happens to a thing, a colleague or a topic."""

from __future__ import annotations

from typing import Self

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from hamsoo.ledger.traits import Ref
from hamsoo.people.models import Person


class Aspect(models.TextChoices):
    """What can be heard of something that is followed. Events name them (`ledger.traits.Tracked`); presence is no fact."""

    SKILLS = "skills", _("Skills")
    ROLE = "role", _("Role")
    UNIT = "unit", _("Unit and members")
    CONTACT = "contact", _("Contact data")
    CUSTOMERS = "customers", _("Customers")
    PROFILE = "profile", _("Profile")
    POSTS = "posts", _("Posts, questions and answers")
    COMMENTS = "comments", _("Comments")
    MEMBERS = "members", _("Members")
    TEAM = "team", _("Account team")
    STANDING = "standing", _("Stage and segments")
    CONTACTS = "contacts", _("Contacts with the customer")
    COMMITMENTS = "commitments", pgettext_lazy("to be heard of", "Commitments")
    PRESENCE = "presence", _("Presence")


class FollowQuerySet(models.QuerySet["Follow"]):
    """Finding follows. They are their owner's own business."""

    def visible_to(self, person: Person | None) -> Self:
        """Keep the follows of `person`."""
        return self.filter(person=person) if person is not None else self.none()

    def of(self, ref: Ref) -> Self:
        """Keep the follows of one thing."""
        return self.filter(target_type=ref.type, target_id=ref.id)


class Follow(models.Model):
    """Somebody wants to know what happens to a thing or what a colleague does.

    `aspects` None means everything that facts say, today's aspects and tomorrow's. `is_named` lets the followed colleague see who it is.
    """

    class Delivery(models.TextChoices):
        NOW = "now", _("At once")
        DAILY = "daily", _("Daily digest")
        WEEKLY = "weekly", _("Weekly digest")
        QUIET = "quiet", _("Not at all")

    person = models.ForeignKey("people.Person", models.CASCADE, related_name="follows")
    target_type = models.CharField(max_length=40)
    target_id = models.BigIntegerField()
    aspects = ArrayField(models.CharField(max_length=20), null=True, blank=True)
    delivery = models.CharField(max_length=6, choices=Delivery.choices, default=Delivery.NOW)
    is_named = models.BooleanField(default=False)
    at = models.DateTimeField()

    objects = FollowQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "target_type", "target_id"], name="threads_follow_once"),
            models.CheckConstraint(condition=Q(delivery__in=["now", "daily", "weekly", "quiet"]), name="threads_follow_delivery"),
        ]
        indexes = [models.Index(fields=["target_type", "target_id"], name="threads_follow_target")]

    def __str__(self) -> str:
        return f"{self.person_id} follows {self.target_type} {self.target_id}"

    @property
    def target(self) -> Ref:
        """Return what is followed."""
        return Ref(self.target_type, self.target_id)

    def hears(self, aspect: str) -> bool:
        """Return whether the follower wants to hear of `aspect`; presence, which is no fact, only when it was chosen."""
        return aspect != "presence" if self.aspects is None else aspect in self.aspects


class Topic(models.Model):
    """Free words that somebody follows. `groups` are the alternative index terms of each word; `terms` are all of them."""

    words = models.CharField(max_length=80)
    key = models.CharField(max_length=80, unique=True)
    groups = models.JSONField()
    terms = ArrayField(models.CharField(max_length=120))
    at = models.DateTimeField()

    class Meta:
        indexes = [GinIndex(fields=["terms"], name="threads_topic_terms")]

    def __str__(self) -> str:
        return self.words
