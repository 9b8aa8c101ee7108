"""Conversations, who is in them, and what they say.

A conversation among some colleagues has a space of its own; a channel is bound to the space of a unit, a group or the whole organisation.
Who reads that space reads the conversation: messages have no placements of their own. A channel about a thing, a customer or a case, has
no space: it is placed where the thing is read, and goes where that goes.
"""

from __future__ import annotations

from typing import Any, Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from hamsoo.kernel.addresses import address
from hamsoo.ledger.traits import Ref
from hamsoo.spaces.models import Level, PlacedIn
from hamsoo.spaces.queries import space_ids

PLACED_AS = "conversation"


def readable(person: Any, *, level: Level = Level.READ, prefix: str = "") -> Q:
    """Return the condition for conversations where `person` (None: nobody) has at least `level`; `prefix` leads to the conversation."""
    ids = space_ids(person=person, level=level)
    placed = Q(**{f"{prefix}space": None}) & Q(PlacedIn(F(f"{prefix}pk"), type=PLACED_AS, space_ids=tuple(sorted(ids))))
    return Q(**{f"{prefix}space_id__in": ids}) | placed


class ConversationQuerySet(models.QuerySet[Any]):
    """Finding conversations."""

    def visible_to(self, person: Any, level: Level = Level.READ) -> Self:
        """Keep those where `person` (None: nobody) has at least `level`."""
        return self.filter(readable(person, level=level))


class Conversation(models.Model):
    """A place where some people talk.

    Messages are numbered without a gap: `last_number` is the newest, `gone_number` the last that is gone because it was kept long enough.
    """

    class Kind(models.TextChoices):
        DIRECT = "direct", _("Direct")
        GROUP = "group", _("Conversation")
        CHANNEL = "channel", _("Channel")

    kind = models.CharField(max_length=7, choices=Kind.choices)
    space = models.ForeignKey("spaces.Space", models.PROTECT, null=True, blank=True, related_name="conversations")
    # What a channel without a space is about.
    target_type = models.CharField(max_length=40, blank=True)
    target_id = models.BigIntegerField(null=True, blank=True)
    # A channel without a name is called as its space or its thing, a conversation without one by who is in it.
    name = models.CharField(max_length=80, blank=True)
    about = models.CharField(max_length=300, blank=True)
    # Of a direct conversation: who the two are, "3:12".
    pair = models.CharField(max_length=40, null=True, blank=True, unique=True)
    by = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    created_at = models.DateTimeField()
    last_number = models.BigIntegerField(default=0)
    last_at = models.DateTimeField(null=True, blank=True)
    gone_number = models.BigIntegerField(default=0)
    # So many days messages are kept; None: as the organisation says.
    keep_days = models.PositiveIntegerField(null=True, blank=True)

    objects = ConversationQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=["direct", "group", "channel"]), name="chat_conversation_kind"),
            models.CheckConstraint(
                condition=(Q(kind="direct") & Q(pair__isnull=False)) | (~Q(kind="direct") & Q(pair=None)), name="chat_conversation_pair"
            ),
            models.CheckConstraint(
                condition=Q(space__isnull=False, target_id=None, target_type="")
                | (Q(space=None, target_id__isnull=False, kind="channel") & ~Q(target_type="")),
                name="chat_conversation_stands",
            ),
            models.UniqueConstraint(
                fields=["target_type", "target_id"], condition=Q(target_id__isnull=False), name="chat_channel_of_thing"
            ),
        ]

    def __str__(self) -> str:
        return f"Conversation {self.pk}"

    def get_absolute_url(self) -> str:
        """Return the address of the conversation's page."""
        return address("chat:conversation", self.pk)

    @property
    def ref(self) -> Ref:
        """Return the conversation as a thing."""
        return Ref("conversation", self.pk)

    @property
    def target(self) -> Ref | None:
        """Return the thing that a channel is about; None for all other conversations."""
        return Ref(self.target_type, self.target_id) if self.target_id is not None else None

    @property
    def is_channel(self) -> bool:
        """Return whether it is bound to a space, or to a thing."""
        return self.kind == self.Kind.CHANNEL

    @property
    def is_direct(self) -> bool:
        """Return whether it is between two."""
        return self.kind == self.Kind.DIRECT

    @property
    def topic(self) -> str:
        """Return on which topic of the live bus it is heard."""
        return f"chat:{self.pk}"


class Membership(models.Model):
    """Somebody takes part: how far they have read, how they want to be told. What is unread is a difference, never a count of rows."""

    conversation = models.ForeignKey(Conversation, models.CASCADE, related_name="memberships")
    person = models.ForeignKey("people.Person", models.CASCADE, related_name="chat_memberships")
    read_number = models.BigIntegerField(default=0)
    read_at = models.DateTimeField(null=True, blank=True)
    mention_count = models.PositiveIntegerField(default=0)
    is_muted = models.BooleanField(default=False)
    is_pinned = models.BooleanField(default=False)
    is_owner = models.BooleanField(default=False)
    joined_at = models.DateTimeField()
    draft = models.TextField(blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["conversation", "person"], name="chat_membership_once")]

    def __str__(self) -> str:
        return f"{self.person_id} in {self.conversation_id}"


class MessageQuerySet(models.QuerySet[Any]):
    """Finding messages."""

    def visible_to(self, person: Any, level: Level = Level.READ) -> Self:
        """Keep those of conversations where `person` (None: nobody) has at least `level`."""
        return self.filter(readable(person, level=level, prefix="conversation__"))

    def standing(self) -> Self:
        """Keep what was not removed."""
        return self.filter(removed_at=None)


class Message(models.Model):
    """What somebody said. `number` is its place in the conversation; `client_id` is what its writer's browser knows it by.

    Answers of a thread have its first message as `root`, which counts them. A removed message keeps its place without its text.
    """

    conversation = models.ForeignKey(Conversation, models.CASCADE, related_name="messages")
    number = models.BigIntegerField()
    author = models.ForeignKey("people.Person", models.PROTECT, related_name="messages")
    body = models.TextField(blank=True)
    # The words as they are looked for: the same letters however they were typed.
    folded = models.TextField(blank=True)
    client_id = models.UUIDField()
    root = models.ForeignKey("self", models.CASCADE, null=True, blank=True, related_name="replies")
    reply_count = models.PositiveIntegerField(default=0)
    last_reply_at = models.DateTimeField(null=True, blank=True)
    at = models.DateTimeField()
    edited_at = models.DateTimeField(null=True, blank=True)
    removed_at = models.DateTimeField(null=True, blank=True)
    pinned_at = models.DateTimeField(null=True, blank=True)

    objects = MessageQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["conversation", "number"], name="chat_message_number"),
            models.UniqueConstraint(fields=["conversation", "author", "client_id"], name="chat_message_once"),
            models.CheckConstraint(condition=Q(removed_at=None) | Q(body="", folded=""), name="chat_message_removed_is_blank"),
        ]
        indexes = [
            models.Index(fields=["root", "number"], condition=Q(root__isnull=False), name="chat_message_thread"),
            models.Index(fields=["conversation", "at"], name="chat_message_age"),
            models.Index(fields=["conversation", "pinned_at"], condition=Q(pinned_at__isnull=False), name="chat_message_pinned"),
        ]

    def __str__(self) -> str:
        return f"Message {self.number} in {self.conversation_id}"

    def get_absolute_url(self) -> str:
        """Return where it stands in its conversation."""
        return f"{address('chat:conversation', self.conversation_id)}?at={self.number}#message-{self.pk}"

    @property
    def ref(self) -> Ref:
        """Return the message as a thing."""
        return Ref("message", self.pk)


class Outcome(models.Model):
    """What a message became: a question, say. The message leads there; who may see it is asked there."""

    message = models.ForeignKey(Message, models.CASCADE, related_name="outcomes")
    type = models.CharField(max_length=40)
    object_id = models.BigIntegerField()
    url = models.CharField(max_length=200)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["message", "type", "object_id"], name="chat_outcome_once")]

    def __str__(self) -> str:
        return f"{self.type} {self.object_id} of {self.message_id}"


class Keeping(models.Model):
    """How long the organisation keeps messages: one row. None: for as long as there is the organisation."""

    days = models.PositiveIntegerField(null=True, blank=True)

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(pk=1), name="chat_keeping_one")]

    def __str__(self) -> str:
        return f"{self.days} days"
