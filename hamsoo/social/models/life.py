"""What happens to a post after it was published: earlier texts, who has read it, where it is pinned."""

from __future__ import annotations

from django.db import models

from hamsoo.social.models.post import Post


class PostVersion(models.Model):
    """A text that a post had until somebody changed it, as it came. It goes with the post."""

    post = models.ForeignKey(Post, models.CASCADE, related_name="versions")
    body = models.TextField()
    # When this text was written; it held until the next one was.
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["post", "-at"], name="social_version_post")]

    def __str__(self) -> str:
        return f"Post {self.post_id} at {self.at}"


class Receipt(models.Model):
    """A colleague has said that they read an announcement."""

    post = models.ForeignKey(Post, models.CASCADE, related_name="receipts")
    person = models.ForeignKey("people.Person", models.CASCADE, related_name="receipts")
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["post", "person"], name="social_receipt_once")]

    def __str__(self) -> str:
        return f"{self.person_id} read {self.post_id}"


class Pin(models.Model):
    """A post stands on top of a space, because somebody who looks after the space put it there."""

    space = models.ForeignKey("spaces.Space", models.CASCADE, related_name="pins")
    post = models.ForeignKey(Post, models.CASCADE, related_name="pins")
    by = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["space", "post"], name="social_pin_once")]

    def __str__(self) -> str:
        return f"{self.post_id} in {self.space_id}"
