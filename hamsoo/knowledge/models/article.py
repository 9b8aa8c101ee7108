"""Articles, with every version as it was written."""

from __future__ import annotations

from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import pgettext_lazy

from hamsoo.kernel.addresses import address
from hamsoo.ledger.traits import Ref
from hamsoo.people.models import Person
from hamsoo.spaces.models import Level
from hamsoo.spaces.queries import PlacedQuerySet

TITLE_LENGTH, NOTE_LENGTH = 160, 200


class ArticleQuerySet(PlacedQuerySet):
    """Finding articles. A draft is its owner's alone; what is published is read by whoever reads where it stands."""

    placed_as = "article"

    def visible_to(self, person: Person | None, level: Level = Level.READ) -> Self:
        """Keep what `person` may read."""
        return super().visible_to(person, level).filter(Q(state=Article.State.PUBLISHED) | Q(owner=person))


class Article(models.Model):
    """Something worth knowing, in Markdown. Its words are those of its newest version; `owner` sees to it that they stay true."""

    class State(models.TextChoices):
        DRAFT = "draft", pgettext_lazy("state of an article", "Draft")
        PUBLISHED = "published", pgettext_lazy("state of an article", "Published")

    title = models.CharField(max_length=TITLE_LENGTH)
    body = models.TextField()
    language = models.CharField(max_length=2, default="fa")
    state = models.CharField(max_length=9, choices=State.choices, default=State.DRAFT)
    owner = models.ForeignKey("people.Person", models.PROTECT, related_name="articles")
    version_count = models.PositiveIntegerField(default=1)
    # On which day somebody is to look whether it is still true.
    review_on = models.DateField(null=True)
    created_at = models.DateTimeField()
    changed_at = models.DateTimeField()

    objects = ArticleQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["-changed_at", "-id"], name="knowledge_article_newest")]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """Return the address of its page."""
        return address("knowledge:article", self.pk)

    @property
    def ref(self) -> Ref:
        """Return it as a thing of the domain."""
        return Ref("article", self.pk)

    @property
    def is_published(self) -> bool:
        """Return whether everybody who reads its place reads it."""
        return self.state == self.State.PUBLISHED


class ArticleVersion(models.Model):
    """An article as it was saved once. Only ever added."""

    article = models.ForeignKey(Article, models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()
    title = models.CharField(max_length=TITLE_LENGTH)
    body = models.TextField()
    # What was changed and why, in a line.
    note = models.CharField(max_length=NOTE_LENGTH, blank=True)
    by = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["-number"]
        constraints = [models.UniqueConstraint(fields=["article", "number"], name="knowledge_version_once")]

    def __str__(self) -> str:
        return f"{self.article_id}, version {self.number}"
