"""Doing things: `founding` makes the spaces of the organisation, `rights` grants and places, `roles` and the rest are for people."""

from hamsoo.spaces.actions.founding import branch, ensure_personal_spaces, ensure_unit_space, found_organisation
from hamsoo.spaces.actions.groups import archive_group, change_policy, create_group, describe_group, reopen_group
from hamsoo.spaces.actions.membership import add_member, approve_join, join, leave, make_owner, refuse_join, remove_member, request_to_join
from hamsoo.spaces.actions.rights import grant, let_everybody, place, place_new, reread_placed, revoke
from hamsoo.spaces.actions.roles import grant_to_role, revoke_from_role

__all__ = [
    "add_member",
    "approve_join",
    "archive_group",
    "branch",
    "change_policy",
    "create_group",
    "describe_group",
    "ensure_personal_spaces",
    "ensure_unit_space",
    "found_organisation",
    "grant",
    "grant_to_role",
    "join",
    "leave",
    "let_everybody",
    "make_owner",
    "place",
    "place_new",
    "refuse_join",
    "remove_member",
    "reopen_group",
    "request_to_join",
    "reread_placed",
    "revoke",
    "revoke_from_role",
]
