"""The log and what keeps it in order.

An `Entry` is written once, by `ledger.actions.record`, and afterwards only `forget` touches it. Its objects and spaces are rows
without foreign keys upward: the ledger does not know the apps above it.
"""

from django.db import models


class Entry(models.Model):
    """One fact. The id is given when it is written; its place in the order of all facts is its `Line`."""

    id = models.BigAutoField(primary_key=True)
    name = models.CharField(max_length=80)
    version = models.PositiveSmallIntegerField()
    actor_type = models.CharField(max_length=20)
    actor_id = models.BigIntegerField(null=True)
    unit_id = models.BigIntegerField(null=True)
    channel = models.CharField(max_length=20)
    happened_at = models.DateTimeField()
    recorded_at = models.DateTimeField(db_default=models.functions.Now())
    payload = models.JSONField()
    cause = models.ForeignKey("self", models.DO_NOTHING, null=True, related_name="effects", db_constraint=False, db_index=False)

    class Meta:
        indexes = [
            models.Index(fields=["actor_type", "actor_id", "happened_at"], name="ledger_entry_actor"),
            models.Index(fields=["name", "happened_at"], name="ledger_entry_name"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(actor_type="system", actor_id=None) | ~models.Q(actor_type="system") & models.Q(actor_id__isnull=False),
                name="ledger_entry_actor_has_id",
            )
        ]

    def __str__(self) -> str:
        return f"{self.name} {self.pk}"


class EntryObject(models.Model):
    """A thing that a fact is about, with its part in it: the event-to-object relation of OCEL 2.0."""

    id = models.BigAutoField(primary_key=True)
    entry = models.ForeignKey(Entry, models.DO_NOTHING, related_name="objects_rows", db_constraint=False)
    type = models.CharField(max_length=40)
    object_id = models.BigIntegerField()
    qualifier = models.CharField(max_length=40)

    class Meta:
        indexes = [models.Index(fields=["type", "object_id", "entry"], name="ledger_object")]

    def __str__(self) -> str:
        return f"{self.type} {self.object_id}"


class EntrySpace(models.Model):
    """A space that a fact was placed in when it happened."""

    id = models.BigAutoField(primary_key=True)
    entry = models.ForeignKey(Entry, models.DO_NOTHING, related_name="spaces_rows", db_constraint=False)
    space_id = models.BigIntegerField()

    def __str__(self) -> str:
        return f"{self.entry_id} in {self.space_id}"


class Pending(models.Model):
    """A committed entry that has no place in the order yet. Only the sequencer removes rows."""

    entry = models.OneToOneField(Entry, models.DO_NOTHING, primary_key=True, db_constraint=False)

    def __str__(self) -> str:
        return str(self.entry_id)


class Line(models.Model):
    """The order of all facts: positions 1, 2, 3 … without holes. Every bookmark is a position."""

    position = models.BigIntegerField(primary_key=True)
    entry = models.OneToOneField(Entry, models.DO_NOTHING, db_constraint=False)

    def __str__(self) -> str:
        return f"{self.position}: {self.entry_id}"


class Bookmark(models.Model):
    """How far a reader of the line has come. `version` is that of its code: another one means rebuild."""

    reader = models.CharField(max_length=80, primary_key=True)
    version = models.PositiveIntegerField(default=1)
    position = models.BigIntegerField(default=0)
    moved_at = models.DateTimeField(auto_now=True)

    def __str__(self) -> str:
        return f"{self.reader} at {self.position}"


class FollowupRun(models.Model):
    """One followup owed to one entry, once."""

    class State(models.TextChoices):
        WAITING = "waiting"
        DONE = "done"
        DEAD = "dead"

    id = models.BigAutoField(primary_key=True)
    followup = models.CharField(max_length=120)
    entry = models.ForeignKey(Entry, models.DO_NOTHING, related_name="+", db_constraint=False)
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    attempt_count = models.PositiveSmallIntegerField(default=0)
    next_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True)
    error = models.TextField(blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["followup", "entry"], name="ledger_followup_once")]
        indexes = [
            models.Index(fields=["next_at"], condition=models.Q(state="waiting"), name="ledger_followup_due"),
            models.Index(fields=["finished_at"], condition=models.Q(state="dead"), name="ledger_followup_dead"),
        ]

    def __str__(self) -> str:
        return f"{self.followup} for {self.entry_id}: {self.state}"
