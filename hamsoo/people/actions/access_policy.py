"""What signing in asks for."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from hamsoo.kernel.errors import Invalid
from hamsoo.ledger.actions import record
from hamsoo.ledger.actors import Acts
from hamsoo.people import events, rules
from hamsoo.people.models import Role, SignInPolicy
from hamsoo.people.queries.policy import forget_policy

LONGEST_GRACE_DAYS = 90


@transaction.atomic
def change_sign_in_policy(*, actor: Acts, second_factor: str, grace_days: int, roles: Iterable[Role] = (), at: datetime) -> SignInPolicy:
    """Say who must have a second factor, and how many days they have to set it up, counted from now."""
    rules.require_administrator(actor)
    kinds = SignInPolicy.SecondFactor
    if second_factor not in kinds.values:
        raise Invalid(_("Choose who must have a second factor."), field="second_factor")
    if not 0 <= grace_days <= LONGEST_GRACE_DAYS:
        raise Invalid(_("Give 0 to 90 days."), field="grace_days")
    role_ids = tuple(sorted(role.pk for role in roles)) if second_factor == kinds.ROLES else ()
    if second_factor == kinds.ROLES and not role_ids:
        raise Invalid(_("Choose at least one role."), field="roles")
    SignInPolicy.objects.get_or_create(pk=1)
    policy = SignInPolicy.objects.select_for_update().get(pk=1)
    had = (policy.second_factor, policy.grace_days, tuple(sorted(policy.roles.values_list("pk", flat=True))))
    if had == (second_factor, grace_days, role_ids):
        return policy
    policy.second_factor, policy.grace_days, policy.since = second_factor, grace_days, at
    policy.save()
    policy.roles.set(role_ids)
    fact = events.SignInPolicyChanged(second_factor=second_factor, grace_days=grace_days, role_ids=role_ids)
    record(fact, actor=actor, objects=[], spaces=[], at=at)
    transaction.on_commit(forget_policy)
    return policy
