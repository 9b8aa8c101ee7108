"""Polls: a question to colleagues with the answers to choose from."""

from __future__ import annotations

from datetime import datetime

from django.db import models
from django.db.models import Q

from hamsoo.social.models.post import Post


class Poll(models.Model):
    """What a post asks. `is_multiple` lets people choose several options; `closes_at` None: it stays open."""

    post = models.OneToOneField(Post, models.CASCADE, related_name="poll")
    is_multiple = models.BooleanField(default=False)
    is_anonymous = models.BooleanField(default=False)
    closes_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"Poll of {self.post_id}"

    def is_open(self, at: datetime) -> bool:
        """Return whether votes count at this moment."""
        return self.closes_at is None or at < self.closes_at


class PollOption(models.Model):
    """One answer, in the order of `place`."""

    poll = models.ForeignKey(Poll, models.CASCADE, related_name="options")
    place = models.SmallIntegerField()
    text = models.CharField(max_length=120)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["poll", "place"], name="social_option_place")]

    def __str__(self) -> str:
        return self.text


class Vote(models.Model):
    """Somebody chose an option. In an anonymous poll the row names nobody.

    There `mark` stands for the person: a keyed hash that the installation's secret key alone can make again, so that a vote can be
    changed and counts once, and the database by itself does not tell whose it is. Neither is it kept when it was given.
    """

    option = models.ForeignKey(PollOption, models.CASCADE, related_name="votes")
    person = models.ForeignKey("people.Person", models.CASCADE, null=True, blank=True, related_name="votes")
    mark = models.CharField(max_length=64, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["option", "person"], name="social_vote_once"),
            models.UniqueConstraint(fields=["option", "mark"], condition=~Q(mark=""), name="social_vote_once_anonymous"),
            models.CheckConstraint(
                condition=(Q(person=None) & ~Q(mark="")) | (Q(person__isnull=False) & Q(mark="")), name="social_vote_named_or_not"
            ),
        ]

    def __str__(self) -> str:
        return f"Vote for {self.option_id}"
