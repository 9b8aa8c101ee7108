"""Stating who came in, who was refused, and who changed the way in: facts without spaces, for administrators only."""

from datetime import datetime

from allauth.usersessions.models import UserSession
from django.core.cache import cache
from django.db import transaction

from hamsoo.ledger.actions import record
from hamsoo.ledger.actors import SYSTEM, Actor
from hamsoo.ledger.traits import Ref
from hamsoo.people import events
from hamsoo.people.keys import digest
from hamsoo.people.models import Account, Person


@transaction.atomic
def note_sign_in(*, account: Account, address: str | None, at: datetime) -> None:
    """State that `account` signed in from `address`."""
    fact = events.SignedIn(account_id=account.pk, address=address)
    record(fact, actor=_actor(account), objects=_about(account), spaces=[], at=at)


@transaction.atomic
def note_failed_sign_in(*, email: str, address: str | None, at: datetime) -> None:
    """State that signing in as `email` was refused. Only an address of an account is kept, as that account."""
    account = Account.objects.filter(email=email.strip().lower()).first()
    fact = events.SignInFailed(account_id=account.pk if account else None, address=address)
    record(fact, actor=SYSTEM, objects=_about(account) if account else [], spaces=[], at=at)


@transaction.atomic
def note_sign_in_slowed(*, email: str, address: str | None, at: datetime) -> None:
    """State that signing in as `email` was not even looked at, after too many attempts; once in five minutes for each address."""
    folded = email.strip().lower()
    if not cache.add(f"people.slowed.{digest(folded)}", 1, timeout=300):
        return
    account = Account.objects.filter(email=folded).first()
    fact = events.SignInSlowed(account_id=account.pk if account else None, address=address)
    record(fact, actor=SYSTEM, objects=_about(account) if account else [], spaces=[], at=at)


@transaction.atomic
def note_sign_out(*, account: Account, at: datetime) -> None:
    """State that `account` signed out."""
    record(events.SignedOut(account_id=account.pk), actor=_actor(account), objects=_about(account), spaces=[], at=at)


@transaction.atomic
def note_access_change(*, account: Account, change: str, address: str | None, at: datetime) -> None:
    """State that the way in was changed; `change` names how: `password_changed`, `webauthn_added` and so on."""
    fact = events.AccessChanged(account_id=account.pk, change=change, address=address)
    record(fact, actor=_actor(account), objects=_about(account), spaces=[], at=at)


def note_session_seen(*, session_key: str, address: str | None, at: datetime) -> None:
    """Keep that a session is in use, and from where; no fact, or the log would hold nothing else."""
    changed = {"last_seen_at": at, **({"ip": address} if address else {})}
    UserSession.objects.filter(session_key=session_key).update(**changed)


def _actor(account: Account) -> Actor:
    """Return the colleague of the account, those who left included, or the account itself."""
    person = Person.objects.filter(account=account).first()
    return person.as_actor() if person else Actor("account", account.pk)


def _about(account: Account) -> list[Ref]:
    person = Person.objects.filter(account=account).values_list("pk", flat=True).first()
    return [Ref("account", account.pk), *([Ref("person", person)] if person else [])]
