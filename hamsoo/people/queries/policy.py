"""What signing in asks of whom. Asked with every request, so the policy itself is kept in the cache."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from allauth.mfa.models import Authenticator
from allauth.socialaccount.adapter import get_adapter
from django.core.cache import cache

from hamsoo.people.ldap.config import configured
from hamsoo.people.models import Account, Person, Role, SignInPolicy

KEY = "people.sign_in_policy.2"
"""The number says of which fields: what an earlier version keeps is not read."""
_SECONDS = 60


@dataclass(frozen=True, slots=True)
class Policy:
    """Who must have a second factor, and since when; `role_ids` count only where roles decide. And whom the company's account lets in."""

    second_factor: str = SignInPolicy.SecondFactor.NOBODY.value
    role_ids: tuple[int, ...] = ()
    grace_days: int = 7
    since: datetime | None = None
    admits: str = SignInPolicy.Admits.ACCOUNTS.value
    is_company_only: bool = False


def sign_in_policy() -> Policy:
    """Return what holds now; a minute old at most, and fresh after a change."""
    known: Policy | None = cache.get(KEY)
    if known is None:
        row = SignInPolicy.objects.prefetch_related("roles").first()
        known = _read(row) if row else Policy()
        cache.set(KEY, known, timeout=_SECONDS)
    return known


def _read(row: SignInPolicy) -> Policy:
    role_ids = tuple(role.pk for role in row.roles.all())
    return Policy(row.second_factor, role_ids, row.grace_days, row.since, row.admits, row.is_company_only)


def forget_policy() -> None:
    """Read the policy anew with the next request."""
    cache.delete(KEY)


def second_factor_due_at(*, account: Account, person: Person | None) -> datetime | None:
    """Return when the account must have a second factor at the latest; None when nothing is asked of it."""
    policy, kinds = sign_in_policy(), SignInPolicy.SecondFactor
    if policy.since is None or policy.second_factor == kinds.NOBODY:
        return None
    asked = policy.second_factor == kinds.EVERYBODY or (person is not None and person.is_administrator)
    if not asked and policy.second_factor == kinds.ROLES and person is not None:
        asked = Role.objects.held_by(person).filter(pk__in=policy.role_ids).exists()
    return max(policy.since, account.joined_at) + timedelta(days=policy.grace_days) if asked else None


def has_second_factor(account: Account) -> bool:
    """Return whether the account has a passkey, a security key or a generator of codes."""
    kinds = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)
    return Authenticator.objects.filter(user=account, type__in=kinds).exists()


def must_set_up_second_factor(*, account: Account, person: Person | None, at: datetime) -> bool:
    """Return whether the account may do nothing but set up a second factor."""
    due_at = second_factor_due_at(account=account, person=person)
    return due_at is not None and at >= due_at and not has_second_factor(account)


def has_company_provider() -> bool:
    """Return whether this installation knows accounts of the company: a provider (OpenID Connect, SAML) or a directory (LDAP)."""
    return configured() is not None or bool(get_adapter().list_apps(None))


def is_company_only() -> bool:
    """Return whether colleagues come in by the company's account alone. Without one nobody could come in: then they do not."""
    return sign_in_policy().is_company_only and has_company_provider()


def is_provider_only() -> bool:
    """Return whether a password is of use to administrators alone: policy says so, and no directory takes passwords either."""
    return is_company_only() and configured() is None


def must_use_company_account(account: Account) -> bool:
    """Return whether the account comes in by the company's account only: a colleague's, unless they are an administrator."""
    person: Person | None = getattr(account, "person", None)
    return person is not None and not person.is_administrator and is_company_only()
