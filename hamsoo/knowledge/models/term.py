"""The glossary: one word for one thing, in both languages, and the words that it stands in for."""

from __future__ import annotations

from typing import Self

from django.db import models
from django.utils.translation import get_language, pgettext_lazy

from hamsoo.kernel.addresses import address
from hamsoo.people.models import Person

NAME_LENGTH, WORDS_LENGTH, MEANING_LENGTH, EXAMPLE_LENGTH = 80, 500, 600, 300


class TermQuerySet(models.QuerySet["Term"]):
    """Finding terms."""

    def visible_to(self, person: Person | None) -> Self:
        """Keep what `person` may read: the glossary is every colleague's."""
        return self.all() if person is not None and person.is_active else self.none()


class Term(models.Model):
    """A word that the organisation uses, and those it avoids for the same thing. Texts are held against what is agreed alone."""

    class State(models.TextChoices):
        PROPOSED = "proposed", pgettext_lazy("state of a term", "Proposed")
        AGREED = "agreed", pgettext_lazy("state of a term", "Agreed")

    name_fa = models.CharField(max_length=NAME_LENGTH)
    name_en = models.CharField(max_length=NAME_LENGTH, blank=True)
    meaning = models.CharField(max_length=MEANING_LENGTH)
    meaning_en = models.CharField(max_length=MEANING_LENGTH, blank=True)
    # Words to avoid, one a line.
    avoid_fa = models.CharField(max_length=WORDS_LENGTH, blank=True)
    avoid_en = models.CharField(max_length=WORDS_LENGTH, blank=True)
    example = models.CharField(max_length=EXAMPLE_LENGTH, blank=True)
    owner = models.ForeignKey("people.Person", models.PROTECT, related_name="terms")
    state = models.CharField(max_length=8, choices=State.choices, default=State.PROPOSED)
    # `kernel.text.sort_key` of the Persian name.
    sort_key = models.CharField(max_length=NAME_LENGTH * 2)
    changed_at = models.DateTimeField()

    objects = TermQuerySet.as_manager()

    class Meta:
        ordering = ["sort_key", "pk"]
        constraints = [models.UniqueConstraint(fields=["name_fa"], name="knowledge_term_once")]

    def __str__(self) -> str:
        return self.in_language(get_language() or "fa")

    def get_absolute_url(self) -> str:
        """Return where it is read."""
        return f"{address('knowledge:glossary')}#term-{self.pk}"

    def in_language(self, language: str) -> str:
        """Return the word to use in a language; the Persian one where there is no English one."""
        return (self.name_en or self.name_fa) if language == "en" else self.name_fa

    @property
    def explained(self) -> str:
        """Return what it means, in the reader's language."""
        return (self.meaning_en or self.meaning) if get_language() == "en" else self.meaning

    @property
    def avoided(self) -> list[str]:
        """Return the words to avoid, of both languages."""
        return [word for words in (self.avoid_fa, self.avoid_en) for word in words.splitlines() if word.strip()]
