"""Ending sessions, and with them whatever else lets somebody in."""

from datetime import datetime
from importlib import import_module

from allauth.account.internal.flows.login import AUTHENTICATION_METHODS_SESSION_KEY
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY
from django.db import transaction
from django.db.models import F

from hamsoo.kernel.errors import NotFound
from hamsoo.ledger.actions import record
from hamsoo.ledger.actors import SYSTEM, Actor, Acts
from hamsoo.ledger.traits import Ref
from hamsoo.people import events
from hamsoo.people.models import Account, ApiToken, Invitation, Person
from hamsoo.people.queries.policy import is_company_only

SessionStore = import_module(settings.SESSION_ENGINE).SessionStore


@transaction.atomic
def end_session(*, account: Account, session_id: int, at: datetime) -> None:
    """End one of the account's own sessions; raise `NotFound` for one that is not theirs."""
    found = UserSession.objects.filter(pk=session_id, user=account).first()
    if found is None:
        raise NotFound
    found.end()
    _note(_owner(account), account, 1, at)


@transaction.atomic
def end_other_sessions(*, account: Account, current_key: str, at: datetime) -> int:
    """End all sessions of the account but the one with this key, as its owner wishes; return how many there were."""
    others = list(UserSession.objects.filter(user=account).exclude(session_key=current_key))
    for session in others:
        session.end()
    if others:
        _note(_owner(account), account, len(others), at)
    return len(others)


@transaction.atomic(savepoint=False)
def end_sessions(*, actor: Acts, account: Account, at: datetime) -> int:
    """End every session and token of an account at once, because what it may do has changed; return how many sessions were known.

    The raised epoch ends those as well that stand in no list, in the same moment in which this transaction is committed.
    """
    Account.objects.filter(pk=account.pk).update(session_epoch=F("session_epoch") + 1)
    return _end_known(actor, account, at)


def _end_known(actor: Acts, account: Account, at: datetime) -> int:
    """End the sessions and tokens that stand in lists, and state it; return how many sessions."""
    known = list(UserSession.objects.filter(user=account))
    for session in known:
        session.end()
    if known:
        _note(actor, account, len(known), at)
    end_api_tokens(actor=actor, account=account, at=at)
    return len(known)


@transaction.atomic
def end_sessions_of_passwords(*, at: datetime) -> int:
    """End the sessions of colleagues that another way than the company's account began, where they come in by it alone; return how many.

    Administrators and guests keep theirs, as they keep their other way in; so do tokens, which only end with their owner's rights.
    """
    if not is_company_only():
        return 0
    bound = UserSession.objects.filter(user__person__isnull=False, user__person__is_administrator=False)
    ended: dict[Account, int] = {}
    for session in bound.select_related("user").order_by("user", "pk"):
        if not _by_company(session.session_key):
            session.end()
            ended[session.user] = ended.get(session.user, 0) + 1
    for account, count in ended.items():
        _note(SYSTEM, account, count, at)
    return sum(ended.values())


def _by_company(session_key: str) -> bool:
    """Return whether the company's provider or directory let in whoever has this session."""
    kept = SessionStore(session_key)
    methods = [str(record.get("method")) for record in kept.get(AUTHENTICATION_METHODS_SESSION_KEY, [])]
    return "socialaccount" in methods or str(kept.get(BACKEND_SESSION_KEY, "")).endswith(".LdapBackend")


# These refuse nothing, so that they need no savepoint within the transaction of whoever calls them.
@transaction.atomic(savepoint=False)
def end_api_tokens(*, actor: Acts, account: Account, at: datetime) -> int:
    """End every token of an account; return how many. Whoever stole the password may have made one."""
    standing = list(ApiToken.objects.select_for_update().filter(account=account, revoked_at=None).order_by("pk"))
    ApiToken.objects.filter(pk__in=[token.pk for token in standing]).update(revoked_at=at)
    for token in standing:
        fact = events.ApiTokenRevoked(token_id=token.pk, account_id=account.pk)
        record(fact, actor=actor, objects=_about(account), spaces=[], at=at)
    return len(standing)


@transaction.atomic(savepoint=False)
def end_access(*, actor: Acts, account: Account, at: datetime) -> None:
    """Close an account: no password, no sessions, no tokens of programs, no open invitation."""
    account.is_active = False
    account.set_unusable_password()
    raised = F("session_epoch") + 1
    Account.objects.filter(pk=account.pk).update(is_active=False, password=account.password, session_epoch=raised)
    _end_known(actor, account, at)
    Invitation.objects.filter(person__account=account, accepted_at=None, revoked_at=None).update(revoked_at=at)


def _owner(account: Account) -> Actor:
    person = Person.objects.filter(account=account).first()
    return person.as_actor() if person else Actor("account", account.pk)


def _note(actor: Acts, account: Account, count: int, at: datetime) -> None:
    record(events.SessionsEnded(account_id=account.pk, count=count), actor=actor, objects=_about(account), spaces=[], at=at)


def _about(account: Account) -> list[Ref]:
    person = Person.objects.filter(account=account).values_list("pk", flat=True).first()
    return [Ref("account", account.pk), *([Ref("person", person)] if person else [])]
