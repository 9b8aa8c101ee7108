"""Comments and reactions, on anything that `targets` knows."""

from __future__ import annotations

from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from hamsoo.ledger.traits import Ref
from hamsoo.spaces.queries import PlacedQuerySet


class CommentQuerySet(PlacedQuerySet):
    """Finding comments."""

    placed_as = "comment"

    def on(self, ref: Ref) -> Self:
        """Keep the comments on one thing."""
        return self.filter(target_type=ref.type, target_id=ref.id)

    def standing(self) -> Self:
        """Keep what was not removed."""
        return self.filter(removed_at=None)


class Comment(models.Model):
    """A remark on a thing, or a reply to one. It is placed where its target is.

    A removed comment keeps its row, without its text, so that the replies to it keep their place.
    """

    target_type = models.CharField(max_length=40)
    target_id = models.BigIntegerField()
    parent = models.ForeignKey("self", models.CASCADE, null=True, blank=True, related_name="replies")
    author = models.ForeignKey("people.Person", models.PROTECT, related_name="comments")
    body = models.TextField(blank=True)
    at = models.DateTimeField()
    edited_at = models.DateTimeField(null=True, blank=True)
    removed_at = models.DateTimeField(null=True, blank=True)

    objects = CommentQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["target_type", "target_id", "at", "id"], name="threads_comment_target")]
        constraints = [
            models.CheckConstraint(condition=Q(removed_at=None) | Q(body=""), name="threads_comment_removed_is_blank"),
            models.CheckConstraint(condition=~Q(parent=models.F("pk")), name="threads_comment_not_own_parent"),
        ]

    def __str__(self) -> str:
        return f"Comment {self.pk} on {self.target_type} {self.target_id}"

    @property
    def target(self) -> Ref:
        """Return what the comment is on."""
        return Ref(self.target_type, self.target_id)

    @property
    def ref(self) -> Ref:
        """Return the comment itself as a thing."""
        return Ref("comment", self.pk)


class Reaction(models.Model):
    """What somebody feels about a thing, out of a small closed set."""

    class Kind(models.TextChoices):
        THANKS = "thanks", _("Thanks")
        LIKE = "like", _("Like")
        CELEBRATE = "celebrate", _("Celebrate")
        INSIGHTFUL = "insightful", _("Insightful")

    target_type = models.CharField(max_length=40)
    target_id = models.BigIntegerField()
    person = models.ForeignKey("people.Person", models.CASCADE, related_name="reactions")
    kind = models.CharField(max_length=12, choices=Kind.choices)
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["target_type", "target_id", "kind", "person"], name="threads_reaction_once"),
            models.CheckConstraint(condition=Q(kind__in=["thanks", "like", "celebrate", "insightful"]), name="threads_reaction_kind"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} of {self.person_id} on {self.target_type} {self.target_id}"
