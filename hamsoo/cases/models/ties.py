"""Who watches a case, what is said about it among colleagues, and how cases hang together."""

from __future__ import annotations

from typing import Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import pgettext_lazy

from hamsoo.cases.models.case import Case
from hamsoo.ledger.traits import Ref
from hamsoo.people.models import Person
from hamsoo.spaces.models import Level


class Watcher(models.Model):
    """Somebody who is told what happens with a case."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="watchers")
    person = models.ForeignKey("people.Person", models.CASCADE, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["case", "person"], name="cases_watched_once")]

    def __str__(self) -> str:
        return f"{self.person_id} watches case {self.case_id}"


class NoteQuerySet(models.QuerySet["Note"]):
    """Finding notes. Who reads a case reads its notes."""

    def visible_to(self, person: Person | None, level: Level = Level.READ) -> Self:
        """Keep those of cases that `person` reads."""
        return self.filter(case__in=Case.objects.visible_to(person, level))


class Note(models.Model):
    """Something said about a case among colleagues; the customer never reads it."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="notes")
    author = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    body = models.TextField()
    at = models.DateTimeField()
    # The same words sent twice by one page are kept once.
    client_id = models.UUIDField(null=True, unique=True)

    objects = NoteQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["case", "at", "id"], name="cases_notes_in_order")]

    def __str__(self) -> str:
        return f"note {self.pk} on case {self.case_id}"

    @property
    def ref(self) -> Ref:
        """Return the note as a thing."""
        return Ref("case_note", self.pk)


class CaseLink(models.Model):
    """One case has to do with another."""

    class Kind(models.TextChoices):
        RELATED = "related", pgettext_lazy("how cases hang together", "Related")
        DUPLICATE = "duplicate", pgettext_lazy("how cases hang together", "Duplicate of")
        CAUSED = "caused", pgettext_lazy("how cases hang together", "Caused by")

    case = models.ForeignKey(Case, models.CASCADE, related_name="links")
    other = models.ForeignKey(Case, models.CASCADE, related_name="linked_from")
    kind = models.CharField(max_length=9, choices=Kind.choices)
    by = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["case", "other", "kind"], name="cases_linked_once"),
            models.CheckConstraint(condition=~Q(case=F("other")), name="cases_not_linked_to_itself"),
        ]

    def __str__(self) -> str:
        return f"{self.case_id} {self.kind} {self.other_id}"


class Merge(models.Model):
    """A case was merged into another; `before` is what it was, so that undoing gives exactly that back."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="merges")
    into = models.ForeignKey(Case, models.CASCADE, related_name="+")
    before = models.JSONField()
    by = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    at = models.DateTimeField()
    undone_by = models.ForeignKey("people.Person", models.PROTECT, null=True, related_name="+")
    undone_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["case"], condition=Q(undone_at=None), name="cases_merged_once")]

    def __str__(self) -> str:
        return f"{self.case_id} into {self.into_id}"


class SplitMessage(models.Model):
    """A message that a case took along when it was split off: it is shown there too, and stays where it was."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="taken")
    origin = models.ForeignKey(Case, models.CASCADE, related_name="split_off")
    interaction = models.ForeignKey("interactions.Interaction", models.CASCADE, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["case", "interaction"], name="cases_taken_once")]

    def __str__(self) -> str:
        return f"message {self.interaction_id} in case {self.case_id}"
