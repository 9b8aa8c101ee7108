"""Pages of groups: `groups` finds and shows them, `members` is who is in them, `resources` what is at hand, `roles` what roles may."""

from hamsoo.spaces.views.covers import cover
from hamsoo.spaces.views.groups import about, archive, describe, groups, new, policy, reopening, space
from hamsoo.spaces.views.members import (
    acceptance,
    approval,
    declination,
    departure,
    members,
    membership,
    ownership,
    refusal,
    removal,
    resignation,
    withdrawal,
)
from hamsoo.spaces.views.resources import resource_first, resource_removal, resources
from hamsoo.spaces.views.roles import revoke_role_grant, role_grants

__all__ = [
    "about",
    "acceptance",
    "approval",
    "archive",
    "cover",
    "declination",
    "departure",
    "describe",
    "groups",
    "members",
    "membership",
    "new",
    "ownership",
    "policy",
    "refusal",
    "removal",
    "reopening",
    "resignation",
    "resource_first",
    "resource_removal",
    "resources",
    "revoke_role_grant",
    "role_grants",
    "space",
    "withdrawal",
]
