"""How people come in besides a password: invitations, tokens of programs, and what the way in asks of whom."""

from __future__ import annotations

from datetime import datetime
from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from hamsoo.people.models.account import Account
from hamsoo.people.models.person import Person
from hamsoo.people.models.rights import Role


class InvitationQuerySet(models.QuerySet["Invitation"]):
    """Finding invitations."""

    def open(self, at: datetime) -> Self:
        """Keep those that can still be accepted at `at`."""
        return self.filter(accepted_at=None, revoked_at=None, expires_at__gt=at, person__left_on=None)


class Invitation(models.Model):
    """A colleague is asked in by mail. The link is made from the server's key and `round`; here stands only its digest.

    Sending it anew raises `round`: the link of the mail before is worth nothing from then on.
    """

    class State(models.TextChoices):
        OPEN = "open", _("Waiting")
        ACCEPTED = "accepted", _("Accepted")
        EXPIRED = "expired", _("Expired")
        REVOKED = "revoked", _("Withdrawn")

    person = models.ForeignKey(Person, models.CASCADE, related_name="invitations")
    email = models.EmailField()
    by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    round = models.PositiveSmallIntegerField(default=1)
    digest = models.CharField(max_length=64, unique=True, null=True)  # noqa: DJ001 - NULL until the id is known: unique, unlike ""
    invited_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    mailed_at = models.DateTimeField(null=True)
    accepted_at = models.DateTimeField(null=True)
    revoked_at = models.DateTimeField(null=True)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person"], condition=Q(accepted_at=None, revoked_at=None), name="people_invitation_one_open")
        ]
        indexes = [models.Index(fields=["-invited_at"], name="people_invitation_newest")]

    def __str__(self) -> str:
        return f"{self.person_id}: {self.email}"

    def state(self, at: datetime) -> str:
        """Return what has become of it at `at`."""
        if self.accepted_at:
            return self.State.ACCEPTED.value
        if self.revoked_at:
            return self.State.REVOKED.value
        return (self.State.OPEN if self.expires_at > at else self.State.EXPIRED).value


class ApiTokenQuerySet(models.QuerySet["ApiToken"]):
    """Finding tokens."""

    def standing(self, at: datetime) -> Self:
        """Keep those that let somebody in at `at`: neither revoked nor expired, of somebody who works here and may sign in."""
        return self.filter(revoked_at=None, expires_at__gt=at, account__is_active=True, account__person__left_on=None).exclude(
            account__person=None
        )


class ApiToken(models.Model):
    """A key by which a program acts as its owner. Of the key only the digest is kept: 32 random bytes need no slow hash."""

    class Scope(models.TextChoices):
        READ = "read", _("Read only")
        WRITE = "write", _("Read and write")

    account = models.ForeignKey(Account, models.CASCADE, related_name="api_tokens")
    name = models.CharField(max_length=80)
    scope = models.CharField(max_length=5, choices=Scope.choices, default=Scope.READ)
    digest = models.CharField(max_length=64, unique=True)
    # The first signs of the key, by which its owner knows it again.
    beginning = models.CharField(max_length=12)
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    last_used_at = models.DateTimeField(null=True)
    revoked_at = models.DateTimeField(null=True)

    objects = ApiTokenQuerySet.as_manager()

    def __str__(self) -> str:
        return f"{self.name} ({self.beginning}…)"


class SignInPolicy(models.Model):
    """What the way in asks: the one row of this table. Who must have a second factor has `grace_days` from `since` to set it up."""

    class SecondFactor(models.TextChoices):
        NOBODY = "nobody", _("Nobody has to")
        ADMINISTRATORS = "administrators", _("Administrators")
        ROLES = "roles", _("Administrators, and who holds certain roles")
        EVERYBODY = "everybody", _("Everybody")

    class Admits(models.TextChoices):
        ACCOUNTS = "accounts", _("Only who has an account already: by an invitation or an import")
        RECORD = "record", _("Every colleague on record whose address the company confirms")

    second_factor = models.CharField(max_length=14, choices=SecondFactor.choices, default=SecondFactor.NOBODY)
    roles = models.ManyToManyField(Role, related_name="+", blank=True)
    grace_days = models.PositiveSmallIntegerField(default=7)
    since = models.DateTimeField(null=True)
    # Whom the company's account (OpenID Connect, SAML) lets in for the first time.
    admits = models.CharField(max_length=8, choices=Admits.choices, default=Admits.ACCOUNTS)
    # Whether colleagues come in by the company's account only; administrators keep another way, for the day on which it fails.
    is_company_only = models.BooleanField(default=False)

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(pk=1), name="people_one_sign_in_policy")]

    def __str__(self) -> str:
        return self.second_factor
