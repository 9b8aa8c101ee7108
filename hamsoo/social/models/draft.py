"""What somebody writes before others read it."""

from __future__ import annotations

from typing import Self

from django.db import models

from hamsoo.kernel.addresses import address
from hamsoo.ledger.traits import Ref
from hamsoo.people.models import Person


class DraftQuerySet(models.QuerySet["Draft"]):
    """Finding drafts: each is its author's alone."""

    def visible_to(self, person: Person | None) -> Self:
        """Keep what `person` writes."""
        return self.filter(author=person) if person is not None and person.is_active else self.none()


class Draft(models.Model):
    """An article on its way. It becomes a post when it is published, at once or at `publish_at`, and ends with that.

    `editor` is the page that saved it last: another one that was opened before that may not write over it.
    """

    author = models.ForeignKey("people.Person", models.CASCADE, related_name="drafts")
    title = models.CharField(max_length=140, blank=True)
    body = models.TextField(blank=True)
    series = models.CharField(max_length=80, blank=True)
    space = models.ForeignKey("spaces.Space", models.SET_NULL, null=True, blank=True, related_name="+")
    cover = models.ForeignKey("threads.Attachment", models.SET_NULL, null=True, blank=True, related_name="+")
    publish_at = models.DateTimeField(null=True, blank=True)
    saved_at = models.DateTimeField()
    editor = models.CharField(max_length=32, blank=True)

    objects = DraftQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["author", "-saved_at"], name="social_draft_author")]

    def __str__(self) -> str:
        return f"Draft {self.pk}"

    def get_absolute_url(self) -> str:
        """Return the address of the page on which it is written."""
        return address("social:draft", self.pk)

    @property
    def ref(self) -> Ref:
        """Return the draft as a thing that files hang on."""
        return Ref("draft", self.pk)


class FeedToken(models.Model):
    """The key by which a program reads blogs as its owner does, and nothing else. Only its digest is kept: 32 random bytes need no salt."""

    person = models.OneToOneField("people.Person", models.CASCADE, related_name="feed_token")
    digest = models.CharField(max_length=64)
    # What signing in rested on when it was made (`rules.sign_in_of`): with another password, or all sessions ended, it opens nothing.
    sign_in = models.CharField(max_length=64)
    made_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"Feed of {self.person_id}"
