"""What somebody writes to an expert before it is sent."""

from __future__ import annotations

from typing import Self

from django.contrib.postgres.functions import RandomUUID
from django.db import models
from django.db.models import Q

from hamsoo.kernel.addresses import address
from hamsoo.ledger.traits import Ref
from hamsoo.people.models import Person
from hamsoo.questions.models.asking import TITLE_LENGTH
from hamsoo.questions.models.requesting import Request


class RequestDraftQuerySet(models.QuerySet["RequestDraft"]):
    """Finding drafts of requests: each is its author's alone."""

    def visible_to(self, person: Person | None) -> Self:
        """Keep what `person` writes."""
        return self.filter(author=person) if person is not None and person.is_active else self.none()


class RequestDraft(models.Model):
    """A request on its way to `expert`. It becomes one when it is sent, and ends with that; nobody but its author ever sees it.

    `key` is given by the page on which it is begun: whatever the page sends, and however often, is one draft.
    """

    author = models.ForeignKey("people.Person", models.CASCADE, related_name="request_drafts")
    key = models.UUIDField(db_default=RandomUUID())
    expert = models.ForeignKey("people.Person", models.CASCADE, related_name="+")
    title = models.CharField(max_length=TITLE_LENGTH, blank=True)
    body = models.TextField(blank=True)
    urgency = models.CharField(max_length=5, choices=Request.Urgency.choices, default=Request.Urgency.TODAY)
    space = models.ForeignKey("spaces.Space", models.SET_NULL, null=True, related_name="+")
    about_type = models.CharField(max_length=40, blank=True)
    about_id = models.BigIntegerField(null=True)
    saved_at = models.DateTimeField()

    objects = RequestDraftQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["author", "key"], name="questions_draft_once"),
            models.CheckConstraint(
                condition=Q(about_type="", about_id=None) | (~Q(about_type="") & Q(about_id__isnull=False)), name="questions_draft_about"
            ),
        ]
        indexes = [models.Index(fields=["author", "-saved_at"], name="questions_draft_author")]

    def __str__(self) -> str:
        return f"Draft {self.pk}"

    def get_absolute_url(self) -> str:
        """Return the address of the page on which it is written."""
        return f"{address('questions:new_request', self.expert_id)}?draft={self.key}"

    @property
    def ref(self) -> Ref:
        """Return the draft as a thing that files hang on."""
        return Ref("request_draft", self.pk)

    @property
    def about(self) -> Ref | None:
        """Return what it will ask about."""
        return Ref(self.about_type, self.about_id) if self.about_id is not None else None
