"""The addresses by which a unit is reached, and in whose name it writes."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import get_language


class Mailbox(models.Model):
    """An address of ours: what arrives there is its unit's, and the unit writes in its name."""

    address = models.EmailField(unique=True)
    name_fa = models.CharField(max_length=120)
    name_en = models.CharField(max_length=120, blank=True)
    unit = models.ForeignKey("people.Unit", models.PROTECT, related_name="mailboxes")
    is_active = models.BooleanField(default=True)
    # What stands above and below what is written in its name.
    greeting_fa = models.CharField(max_length=200, blank=True)
    greeting_en = models.CharField(max_length=200, blank=True)
    signature_fa = models.TextField(max_length=1000, blank=True)
    signature_en = models.TextField(max_length=1000, blank=True)
    # Around all that it sends: the subject in a form that holds {subject}, a head above it, and at its foot what has to be said always.
    subject_fa = models.CharField(max_length=120, blank=True)
    subject_en = models.CharField(max_length=120, blank=True)
    head_fa = models.CharField(max_length=200, blank=True)
    head_en = models.CharField(max_length=200, blank=True)
    foot_fa = models.TextField(max_length=1000, blank=True)
    foot_en = models.TextField(max_length=1000, blank=True)
    # Whether who writes first is told at once that it has come.
    acknowledges = models.BooleanField(default=True)
    # Names its form on the web; empty for none.
    form_token = models.CharField(max_length=40, blank=True)
    created_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["form_token"], condition=~Q(form_token=""), name="interactions_form_once")]

    def __str__(self) -> str:
        return (self.name_en or self.name_fa) if get_language() == "en" else (self.name_fa or self.name_en)

    def said_in(self, language: str, what: str) -> str:
        """Return the name, greeting, signature, head, foot or form of subjects in a language, else in the other."""
        first, second = ("en", "fa") if language == "en" else ("fa", "en")
        return str(getattr(self, f"{what}_{first}") or getattr(self, f"{what}_{second}"))


class Source(models.Model):
    """Another system that hands over contacts with customers, signed with a secret that nothing but the server's key leads to."""

    code = models.SlugField(max_length=40, unique=True)
    name = models.CharField(max_length=120)
    mailbox = models.ForeignKey(Mailbox, models.PROTECT, related_name="sources")
    # Changed with each new secret.
    salt = models.CharField(max_length=32)
    is_active = models.BooleanField(default=True)
    created_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.name
