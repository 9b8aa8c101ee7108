"""Posts, and whom they praise."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from hamsoo.kernel.addresses import address
from hamsoo.ledger.traits import Ref
from hamsoo.spaces.queries import PlacedQuerySet


class PostQuerySet(PlacedQuerySet):
    """Finding posts."""

    placed_as = "post"


class Post(models.Model):
    """Something a colleague wants others to know, placed in one or more spaces. A removed one is placed nowhere and has no text."""

    class Kind(models.TextChoices):
        POST = "post", _("Post")
        RECOGNITION = "recognition", _("Recognition")
        ANNOUNCEMENT = "announcement", _("Announcement")
        ARTICLE = "article", pgettext_lazy("in a blog", "Article")

    author = models.ForeignKey("people.Person", models.PROTECT, related_name="posts")
    kind = models.CharField(max_length=12, choices=Kind.choices, default=Kind.POST)
    # An article has a title, and perhaps a cover and a series of its author that it belongs to.
    title = models.CharField(max_length=140, blank=True)
    series = models.CharField(max_length=80, blank=True)
    cover = models.ForeignKey("threads.Attachment", models.SET_NULL, null=True, blank=True, related_name="+")
    body = models.TextField(blank=True)
    at = models.DateTimeField()
    edited_at = models.DateTimeField(null=True, blank=True)
    removed_at = models.DateTimeField(null=True, blank=True)
    # What a recognition shows: one of the organisation's values.
    value = models.ForeignKey("Value", models.PROTECT, null=True, blank=True, related_name="posts")
    # The post that this one passes on. Who may not see that one sees only that there was one.
    shared = models.ForeignKey("self", models.SET_NULL, null=True, blank=True, related_name="shares")
    # When those who had not read an announcement were last reminded.
    reminded_at = models.DateTimeField(null=True, blank=True)
    praised = models.ManyToManyField("people.Person", through="Praise", related_name="praised_in")

    objects = PostQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["author", "-at"], name="social_post_author"),
            models.Index(fields=["author", "-at"], condition=Q(kind="article"), name="social_post_articles"),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(removed_at=None) | Q(body="", title=""), name="social_post_removed_is_blank"),
            models.CheckConstraint(condition=Q(kind__in=["post", "recognition", "announcement", "article"]), name="social_post_kind"),
        ]

    def __str__(self) -> str:
        return f"Post {self.pk}"

    def get_absolute_url(self) -> str:
        """Return the address of the post's page."""
        return address("social:post", self.pk)

    @property
    def ref(self) -> Ref:
        """Return the post as a thing."""
        return Ref("post", self.pk)


class Praise(models.Model):
    """A colleague whom a recognition is about."""

    post = models.ForeignKey(Post, models.CASCADE, related_name="praises")
    person = models.ForeignKey("people.Person", models.CASCADE, related_name="praises")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["post", "person"], name="social_praise_once")]

    def __str__(self) -> str:
        return f"{self.person_id} in {self.post_id}"
