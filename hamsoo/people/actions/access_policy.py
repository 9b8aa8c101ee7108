"""What signing in asks for, and whom the company's account lets in."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from hamsoo.kernel.errors import Invalid
from hamsoo.ledger.actions import record
from hamsoo.ledger.actors import Acts
from hamsoo.people import events, rules
from hamsoo.people.models import Role, SignInPolicy
from hamsoo.people.queries.policy import forget_policy, has_company_provider

LONGEST_GRACE_DAYS = 90


@transaction.atomic
def change_sign_in_policy(
    *,
    actor: Acts,
    second_factor: str,
    grace_days: int,
    roles: Iterable[Role] = (),
    admits: str = SignInPolicy.Admits.ACCOUNTS,
    is_company_only: bool = False,
    at: datetime,
) -> SignInPolicy:
    """Say who must have a second factor, within how many days from now, and who comes in by the company's account, or by it alone."""
    rules.require_administrator(actor)
    role_ids = tuple(sorted(role.pk for role in roles)) if second_factor == SignInPolicy.SecondFactor.ROLES else ()
    _require_possible(second_factor, grace_days, role_ids, admits, is_company_only)
    SignInPolicy.objects.get_or_create(pk=1)
    policy = SignInPolicy.objects.select_for_update().get(pk=1)
    had = (policy.second_factor, policy.grace_days, tuple(sorted(policy.roles.values_list("pk", flat=True))))
    asks = (second_factor, grace_days, role_ids)
    if (*had, policy.admits, policy.is_company_only) == (*asks, admits, is_company_only):
        return policy
    if had != asks:
        # Only who is asked for a second factor anew gets the days anew.
        policy.second_factor, policy.grace_days, policy.since = second_factor, grace_days, at
    policy.admits, policy.is_company_only = admits, is_company_only
    policy.save()
    policy.roles.set(role_ids)
    fact = events.SignInPolicyChanged(
        second_factor=second_factor, grace_days=grace_days, role_ids=role_ids, admits=admits, is_company_only=is_company_only
    )
    record(fact, actor=actor, objects=[], spaces=[], at=at)
    transaction.on_commit(forget_policy)
    return policy


def _require_possible(second_factor: str, grace_days: int, role_ids: tuple[int, ...], admits: str, is_company_only: bool) -> None:
    kinds = SignInPolicy.SecondFactor
    if second_factor not in kinds.values:
        raise Invalid(_("Choose who must have a second factor."), field="second_factor")
    if not 0 <= grace_days <= LONGEST_GRACE_DAYS:
        raise Invalid(_("Give 0 to 90 days."), field="grace_days")
    if second_factor == kinds.ROLES and not role_ids:
        raise Invalid(_("Choose at least one role."), field="roles")
    if admits not in SignInPolicy.Admits.values:
        raise Invalid(_("Choose whom the company’s account lets in."), field="admits")
    if is_company_only and not has_company_provider():
        raise Invalid(_("No account of the company is set up here: nobody but administrators could come in."), field="is_company_only")
