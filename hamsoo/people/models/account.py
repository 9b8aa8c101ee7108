"""Accounts that sign in."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager, PermissionsMixin
from django.db import models
from django.db.models import Q
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _


class AccountManager(BaseUserManager["Account"]):
    """Makes accounts; the address is folded to lower case, so nobody has two."""

    def create_user(self, email: str, password: str | None = None, **extra: object) -> Account:
        """Create an account; without a password it can only be entered by a reset link or a passkey."""
        account = self.model(email=email.strip().lower(), **extra)
        account.set_password(password)
        account.save(using=self._db)
        return account

    def create_superuser(self, email: str, password: str | None = None, **extra: object) -> Account:
        """Create an account that may enter the emergency administration."""
        return self.create_user(email, password, is_staff=True, is_superuser=True, **extra)

    def get_by_natural_key(self, username: str | None) -> Account:
        """Find an account by its address, whatever its case."""
        return self.get(email=(username or "").strip().lower())


class Account(AbstractBaseUser, PermissionsMixin):
    """Somebody who signs in. A colleague's account has a `person`; a customer's contact or a partner has none."""

    class Theme(models.TextChoices):
        SYSTEM = "system", _("As the device")
        LIGHT = "light", _("Light")
        DARK = "dark", _("Dark")

    class Calendar(models.TextChoices):
        BY_LANGUAGE = "", _("As the language")
        JALALI = "jalali", _("Jalali")
        GREGORIAN = "gregorian", _("Gregorian")

    class Language(models.TextChoices):
        PERSIAN = "fa", "فارسی"
        ENGLISH = "en", "English"

    email = models.EmailField(unique=True)
    is_active = models.BooleanField(default=True)
    is_staff = models.BooleanField(default=False)
    language = models.CharField(max_length=2, choices=Language.choices, default=Language.PERSIAN)
    theme = models.CharField(max_length=6, choices=Theme.choices, default=Theme.SYSTEM)
    calendar = models.CharField(max_length=9, choices=Calendar.choices, default=Calendar.BY_LANGUAGE, blank=True)
    uses_shortcuts = models.BooleanField(default=True)
    joined_at = models.DateTimeField(auto_now_add=True)
    # Part of what sessions are checked against: raised, it makes all of them void at once, wherever they are kept.
    session_epoch = models.PositiveIntegerField(default=0)

    objects = AccountManager()
    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(email=models.functions.Lower("email")), name="people_account_email_folded")]

    def __str__(self) -> str:
        return self.email

    def _get_session_auth_hash(self, secret: str | bytes | None = None) -> str:
        # Django's own says only that the password is the same.
        return salted_hmac("people.Account.session", f"{self.session_epoch}:{self.password}", secret=secret, algorithm="sha256").hexdigest()
