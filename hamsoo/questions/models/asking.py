"""Questions, their answers, and what became of them.

An accepted answer is a row (`Acceptance`), not a flag: it knows who accepted it and when, and taking it back removes it.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Self

from django.db import models
from django.db.models import Exists, OuterRef, Q

from hamsoo.kernel.addresses import address
from hamsoo.ledger.traits import Ref
from hamsoo.people.models import Person
from hamsoo.spaces.queries import PlacedQuerySet

TITLE_LENGTH = 300


class QuestionQuerySet(PlacedQuerySet):
    """Finding questions; `visible_to(person)` comes from the placements."""

    placed_as = "question"

    def unanswered(self) -> Self:
        """Keep those without any answer that somebody still waits for."""
        return self.filter(~Exists(Answer.objects.filter(question=OuterRef("pk"))), closure=None)

    def unsettled(self) -> Self:
        """Keep those without an accepted answer that somebody still waits for."""
        return self.filter(acceptance=None, closure=None)

    def kept_by_any(self, ids: Iterable[int]) -> Self:
        """Keep those whose asker is one of these people, or to whom they were handed over."""
        return self.filter(Q(kept_by__in=ids) | Q(kept_by=None, author__in=ids))

    def by(self, person: Person) -> Self:
        """Keep what `person` asked."""
        return self.filter(author=person)

    def mine(self, person: Person) -> Self:
        """Keep what `person` asked or has taken over."""
        return self.filter(Q(author=person) | Q(kept_by=person))


class Question(models.Model):
    """Something a colleague wants to know, placed in the spaces whose people may read and answer it."""

    title = models.CharField(max_length=TITLE_LENGTH)
    body = models.TextField(blank=True)
    author = models.ForeignKey("people.Person", models.PROTECT, related_name="questions")
    asked_at = models.DateTimeField()
    edited_at = models.DateTimeField(null=True)
    # Who waits for the answer in the place of an asker who has left; None: the asker.
    kept_by = models.ForeignKey("people.Person", models.PROTECT, null=True, related_name="+")
    # What it is about beside its words: a customer, say. Who does not see that thing does not learn of it.
    about_type = models.CharField(max_length=40, blank=True)
    about_id = models.BigIntegerField(null=True)
    # Where an imported question came from, so that an import can run twice.
    source = models.CharField(max_length=40, blank=True)
    source_key = models.CharField(max_length=200, blank=True)

    objects = QuestionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(title=""), name="questions_question_has_title"),
            models.CheckConstraint(
                condition=Q(about_type="", about_id=None) | (~Q(about_type="") & Q(about_id__isnull=False)), name="questions_question_about"
            ),
            models.UniqueConstraint(fields=["source", "source_key"], condition=~Q(source=""), name="questions_question_source_once"),
        ]
        indexes = [
            models.Index(fields=["-asked_at", "-id"], name="questions_question_newest"),
            models.Index(fields=["author", "-asked_at"], name="questions_question_author"),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """Return the address of the question's page."""
        return address("questions:question", self.pk)

    @property
    def ref(self) -> Ref:
        """Return the question as a thing."""
        return Ref("question", self.pk)

    @property
    def about(self) -> Ref | None:
        """Return what it is about, None for nothing in particular."""
        return Ref(self.about_type, self.about_id) if self.about_id is not None else None

    @property
    def keeper_id(self) -> int:
        """Return who waits for the answer and may accept it: the asker, or who took it over."""
        return self.kept_by_id or self.author_id


class AnswerQuerySet(PlacedQuerySet):
    """Finding answers, each placed where its question is."""

    placed_as = "answer"


class Answer(models.Model):
    """What somebody knows about a question."""

    question = models.ForeignKey(Question, models.PROTECT, related_name="answers")
    author = models.ForeignKey("people.Person", models.PROTECT, related_name="answers")
    body = models.TextField()
    at = models.DateTimeField()
    edited_at = models.DateTimeField(null=True)
    source = models.CharField(max_length=40, blank=True)
    source_key = models.CharField(max_length=200, blank=True)

    objects = AnswerQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(body=""), name="questions_answer_has_body"),
            models.UniqueConstraint(fields=["source", "source_key"], condition=~Q(source=""), name="questions_answer_source_once"),
            # What an acceptance refers to, so that nobody accepts an answer to another question.
            models.UniqueConstraint(fields=["id", "question"], name="questions_answer_of_question"),
        ]
        indexes = [models.Index(fields=["author", "-at"], name="questions_answer_author")]

    def __str__(self) -> str:
        return f"{self.pk} to question {self.question_id}"

    def get_absolute_url(self) -> str:
        """Return the address of the answer on its question's page."""
        return f"{address('questions:question', self.question_id)}#answer-{self.pk}"

    @property
    def ref(self) -> Ref:
        """Return the answer as a thing."""
        return Ref("answer", self.pk)


class Acceptance(models.Model):
    """The answer that settled a question: at most one a question, and one of its own (a composite key of the database)."""

    question = models.OneToOneField(Question, models.PROTECT, related_name="acceptance")
    answer = models.OneToOneField(Answer, models.PROTECT, related_name="acceptance")
    by = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"answer {self.answer_id} to question {self.question_id}"


class Closure(models.Model):
    """Nobody waits for an answer any more, as the asker has left. What is known may still be added."""

    question = models.OneToOneField(Question, models.PROTECT, related_name="closure")
    by = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"question {self.question_id}"


class Thanks(models.Model):
    """A colleague's thanks for an answer, once each."""

    answer = models.ForeignKey(Answer, models.CASCADE, related_name="thanks")
    by = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        verbose_name_plural = "thanks"
        constraints = [models.UniqueConstraint(fields=["answer", "by"], name="questions_thanks_once")]

    def __str__(self) -> str:
        return f"{self.by_id} for answer {self.answer_id}"
